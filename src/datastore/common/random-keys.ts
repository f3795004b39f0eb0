import { randomBytes } from 'node:crypto';

const STAMP_BYTES = 16;
const CURSOR_KEY_BYTES = 32;

/** What a change, an import or a creation writes beside the revision: no two states of any database share one [O15]. */
export function newStamp(): string {
  return randomBytes(STAMP_BYTES).toString('base64url');
}

/** The key that signs the cursors of an account [O10]. */
export function newCursorKey(): string {
  return randomBytes(CURSOR_KEY_BYTES).toString('base64url');
}
