import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { AccountRecord } from '../datastore/contract/records.js';
import { BadUserInputError } from '../errors/public-errors.js';
import { text } from './input/text.js';

/** Which list a cursor belongs to; it is worth nothing in another. */
export interface CursorScope {
  /** Read with the request's state, so a cursor is checked before anything else is read [O10]. */
  readonly account: Pick<AccountRecord, 'id' | 'cursorKey'>;
  /** Names the list, and what it hangs on: `permissions data_providers.int_1`. */
  readonly list: string;
}

export interface CursorPosition {
  /** The sort key of the row that the next page follows. */
  readonly key: string;
  /** The account revision of the first page, where the list reports one. */
  readonly revision?: number | undefined;
}

/** What a revision may be in an answer: an Int of GraphQL. */
const revision = z.int().min(0).max(2_147_483_647);
const position = z.tuple([text, revision.nullable()]);
const SIGNATURE_BYTES = 16;

/**
 * Opaque to clients, and signed with the account's own key: a cursor that was not made by this list of this account is
 * an error, in every process and after a restart, instead of a page that silently starts somewhere else.
 */
export function encodeCursor(scope: CursorScope, { key, revision }: CursorPosition): string {
  const payload = Buffer.from(JSON.stringify([key, revision ?? null]));
  return Buffer.concat([signature(scope, payload), payload]).toString('base64url');
}

/** @throws BadUserInputError when the cursor is damaged or forged, or was not made by this list. */
export function decodeCursor(scope: CursorScope, cursor: string): CursorPosition {
  const bytes = Buffer.from(cursor, 'base64url');
  const signed = bytes.subarray(0, SIGNATURE_BYTES);
  const payload = bytes.subarray(SIGNATURE_BYTES);
  const isOwn =
    signed.length === SIGNATURE_BYTES &&
    bytes.toString('base64url') === cursor &&
    timingSafeEqual(signature(scope, payload), signed);
  const found = isOwn ? positionIn(payload) : undefined;
  if (found === undefined) throw new BadUserInputError('after: must be an endCursor or cursor of this list');
  return found;
}

/** Undefined when it has not the form of this version: an earlier or a later one may have signed it. */
function positionIn(payload: Buffer): CursorPosition | undefined {
  try {
    const [key, revision] = position.parse(JSON.parse(payload.toString()));
    return { key, revision: revision ?? undefined };
  } catch {
    return undefined;
  }
}

function signature({ account, list }: CursorScope, payload: Buffer): Buffer {
  const hmac = createHmac('sha256', account.cursorKey)
    .update(JSON.stringify([account.id, list]))
    .update(payload);
  return hmac.digest().subarray(0, SIGNATURE_BYTES);
}
