import type { z } from 'zod';
import type { Section } from '../document/document-reader.js';
import type { MistakeList, Place } from '../mistakes.js';
import { kindOf } from './kind-of.js';
import { ROW_OUTLINES } from './row-outlines.js';
import { accountRow, ROW_SCHEMAS } from './row-schemas.js';
import type { AccountRow } from './row-schemas.js';

export type Row<S extends Section> = z.output<(typeof ROW_SCHEMAS)[S]>;
export type Outline<S extends Section> = z.output<(typeof ROW_OUTLINES)[S]>;

/** A row of a file. `row` is there only when every part of it has the right form. */
export interface ReadRow<S extends Section> {
  readonly outline: Outline<S>;
  readonly row: Row<S> | undefined;
}

/** Gives a row its form and notes what has not the right one. */
export function readRow<S extends Section>(
  section: S,
  value: unknown,
  at: { readonly place: Place; readonly mistakes: MistakeList },
): ReadRow<S> {
  // TypeScript cannot see that both tables are indexed by the same section.
  const schema = ROW_SCHEMAS[section] as unknown as z.ZodType<Row<S> & Outline<S>>;
  const outlineSchema = ROW_OUTLINES[section] as unknown as z.ZodType<Outline<S>>;
  const row = parsed(schema, value, at);
  const outline = row ?? outlineSchema.parse(kindOf(value) === 'an object' ? value : {});
  return { outline, row };
}

export function readAccountRow(value: unknown, mistakes: MistakeList): AccountRow | undefined {
  return parsed(accountRow, value, { place: ['account'], mistakes });
}

function parsed<T>(
  schema: z.ZodType<T>,
  value: unknown,
  { place, mistakes }: { readonly place: Place; readonly mistakes: MistakeList },
): T | undefined {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const at = [...place, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) mistakes.add([...at, key], issue.message);
    } else {
      mistakes.add(at, `is ${found(issue.input, at)}; ${issue.message}`);
    }
  }
  return undefined;
}

const SHOWN_CHARACTERS = 80;
const SECRET_KEYS: readonly unknown[] = ['secrets', 'sealedSecrets', 'settings'];

/** What stands there, as far as it may be shown: nothing of a secret ever is. */
function found(input: unknown, at: Place): string {
  const isShown = typeof input === 'string' || typeof input === 'number';
  if (!isShown || at.some((step) => SECRET_KEYS.includes(step))) return kindOf(input);
  const characters = Array.from(String(input));
  if (characters.length > SHOWN_CHARACTERS) return `a text of ${characters.length} characters`;
  return JSON.stringify(input);
}
