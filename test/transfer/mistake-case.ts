import { sampleDocument } from './sample-document.js';
import type { Loose, LooseDocument } from './sample-document.js';

/** A damaged document and everything that must be said of it. */
export interface MistakeCase {
  readonly what: string;
  readonly damage: (document: LooseDocument) => void;
  readonly mistakes: readonly (readonly [path: string, message: string])[];
}

/** Gives the functions of a table their types. */
export function cases(table: readonly MistakeCase[]): readonly MistakeCase[] {
  return table;
}

export function damaged({ damage }: MistakeCase): LooseDocument {
  const document = sampleDocument();
  damage(document);
  return document;
}

/** The row at a place of a list; a document without it is a mistake of the test. */
export function at(rows: readonly unknown[], place: number): Loose {
  const row = rows[place];
  if (typeof row !== 'object' || row === null) throw new Error(`The document has no row ${place}`);
  return row as Loose;
}

/** The list that a row holds under a key. */
export function list(row: Loose, key: string): unknown[] {
  return row[key] as unknown[];
}

/** The numbers from 0, so many. */
export function times(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place);
}
