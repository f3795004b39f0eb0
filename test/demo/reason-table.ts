import { z } from 'zod';
import { ACTIONS } from '../../src/decision/actions.js';
import { LAYERS, REASONS } from '../../src/decision/decision.js';
import { readDemoReadme } from './demo-files.js';

const HEADING = '## A decision for every reason';

const reasonRow = z
  .tuple([
    z.enum(REASONS),
    z.string(),
    z.string(),
    z.enum(ACTIONS),
    z.string(),
    z.enum(['true', 'false']),
    z.enum(LAYERS),
  ])
  .transform(([reason, account, user, action, rbacId, allowed, decidedBy]) => ({
    reason,
    account,
    user,
    action,
    rbacId,
    allowed: allowed === 'true',
    decidedBy,
  }));

/** A decision worked out by hand, one row of the table in the demo's README. */
export type ReasonRow = z.infer<typeof reasonRow>;

/** Reads the table. Throws when a row has another shape or a word that the contract does not know. */
export function readReasonTable(): ReasonRow[] {
  const [, section = ''] = readDemoReadme().split(HEADING);
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  const [, , ...rows] = lines.map((line) => line.slice(1, line.lastIndexOf('|')).split('|'));
  return rows.map((cells) => reasonRow.parse(cells.map((cell) => cell.trim())));
}
