import { z } from 'zod';

/** What a request was answered, or should have been, without words: messages say the same in their own way. */
export interface Reply {
  readonly data: unknown;
  readonly errors: readonly ReplyError[];
}

export interface ReplyError {
  readonly path: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

const body = z.object({
  data: z.unknown().default(null),
  errors: z
    .array(
      z.object({
        path: z.array(z.union([z.string(), z.number()])).default([]),
        extensions: z.record(z.string(), z.unknown()),
      }),
    )
    .default([]),
});

export function parseReply(answer: unknown): Reply {
  return body.parse(answer);
}

/** Lists whose order means nothing. */
const UNORDERED = new Set(['teams', 'groups', 'memberships', 'warnings', 'errors']);

/** A text that two values share exactly when they say the same: of user errors the codes, each once. */
export function essenceOf(said: unknown): string {
  return JSON.stringify(said, (key, value: unknown) => {
    if (!Array.isArray(value)) return withSortedKeys(value);
    const list: readonly unknown[] = value;
    if (key === 'userErrors') return [...new Set(texts(list))];
    return UNORDERED.has(key) ? texts(list).sort() : list;
  });
}

function withSortedKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function texts(list: readonly unknown[]): string[] {
  return list.map((each) => JSON.stringify(withSortedKeys(each)));
}

const told = z.object({
  account: z.object({ revision: z.int() }).optional(),
  payload: z.object({ revision: z.int().nullable() }).nullish(),
});

/** The revision that a reply speaks of; undefined when it tells none. */
export function revisionTold({ data }: Reply): number | undefined {
  const { account, payload } = told.nullable().parse(data) ?? {};
  return account?.revision ?? payload?.revision ?? undefined;
}
