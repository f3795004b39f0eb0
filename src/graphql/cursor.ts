import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BadUserInputError } from '../errors/public-errors.js';
import { text } from './input/text.js';

/** Which list a cursor belongs to; it is worth nothing in another. */
export interface CursorScope {
  readonly accountId: string;
  /** Names the list, and what it hangs on: `permissions data_providers.int_1`. */
  readonly list: string;
}

export interface CursorPosition {
  /** The sort key of the row that the next page follows. */
  readonly key: string;
  /** The account revision of the first page, where the list reports one. */
  readonly revision?: number | undefined;
}

const position = z.tuple([text, z.int().min(0).nullable()]);
const DIGEST_BYTES = 12;

/**
 * Opaque to clients. The digest is no secret: a cursor is a place in a list that is filtered anew on each page. It
 * makes a damaged or foreign cursor an error instead of a page that silently starts somewhere else.
 */
export function encodeCursor(scope: CursorScope, { key, revision }: CursorPosition): string {
  const payload = Buffer.from(JSON.stringify([key, revision ?? null]));
  return Buffer.concat([digest(scope, payload), payload]).toString('base64url');
}

/** @throws BadUserInputError when the cursor is damaged, or was not made by this list. */
export function decodeCursor(scope: CursorScope, cursor: string): CursorPosition {
  const bytes = Buffer.from(cursor, 'base64url');
  const payload = bytes.subarray(DIGEST_BYTES);
  const isOwn =
    bytes.toString('base64url') === cursor && digest(scope, payload).equals(bytes.subarray(0, DIGEST_BYTES));
  const found = isOwn ? positionIn(payload) : undefined;
  if (found === undefined) throw new BadUserInputError('after: must be an endCursor or cursor of this list');
  return found;
}

/** Undefined when this is none of ours: whoever knows how the digest is made can put anything behind one. */
function positionIn(payload: Buffer): CursorPosition | undefined {
  try {
    const [key, revision] = position.parse(JSON.parse(payload.toString()));
    return { key, revision: revision ?? undefined };
  } catch {
    return undefined;
  }
}

function digest({ accountId, list }: CursorScope, payload: Buffer): Buffer {
  const hash = createHash('sha256')
    .update(JSON.stringify([accountId, list]))
    .update(payload);
  return hash.digest().subarray(0, DIGEST_BYTES);
}
