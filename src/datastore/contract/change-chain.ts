import { z } from 'zod';
import { PRINCIPAL_TYPES } from '../../decision/facts.js';
import { MAX_CHANGES_BETWEEN } from './datastore.js';
import type { ChangeRow, StateId, TouchedRecord } from './datastore.js';

const text = z.string();
const principal = z.object({ type: z.enum(PRINCIPAL_TYPES), id: text });

const touched: z.ZodType<TouchedRecord> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ACCOUNT') }),
  z.object({ kind: z.enum(['USER', 'GROUP', 'TEAM', 'INTEGRATION', 'ACCESS_TOKEN']), id: text }),
  z.object({ kind: z.literal('PERMISSION'), rbacId: text, principal }),
  z.object({ kind: z.literal('HELD_BY'), principal }),
  z.object({ kind: z.literal('SCOPE_OF'), teamId: text }),
]);

/** What a stored row must look like. */
export const changeRowSchema: z.ZodType<ChangeRow> = z.object({
  revision: z.int().min(0),
  stamp: text,
  follows: text,
  touched: z.array(touched),
});

/** Whether changes could lead from one state to the other: only then is there something to read. */
export function couldJoin(from: StateId, to: StateId): boolean {
  const apart = to.revision - from.revision;
  return apart > 0 && apart <= MAX_CHANGES_BETWEEN;
}

/** The rows, in the order of their revisions, when each follows the one before and they lead from one to the other. */
export function joinedChain(
  from: StateId,
  to: StateId,
  rows: readonly ChangeRow[],
): readonly ChangeRow[] | undefined {
  let last = from;
  for (const row of rows) {
    if (row.revision !== last.revision + 1 || row.follows !== last.stamp) return undefined;
    last = row;
  }
  return last.revision === to.revision && last.stamp === to.stamp ? rows : undefined;
}
