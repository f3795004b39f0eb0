import { createHash } from 'node:crypto';
import type { KeyedMutation } from '../../changes/change-dependencies.js';
import { BadUserInputError } from '../../errors/public-errors.js';

/** By which a request is known when it comes again. */
export type RequestKey = Omit<KeyedMutation, 'field'>;

/** What makes two requests the same one. */
export interface SentRequest {
  readonly document: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

export const IDEMPOTENCY_KEY = 'idempotency-key';

const PRINTABLE_ASCII = /^[\x20-\x7e]{1,200}$/;

/**
 * The key of a request, from its header. Both parts are hashes, so that nothing a client sent is kept.
 * @throws BadUserInputError when the header has another form.
 */
export function requestKey(header: string, sent: SentRequest): RequestKey {
  if (!PRINTABLE_ASCII.test(header)) {
    throw new BadUserInputError(`${IDEMPOTENCY_KEY}: send 1 to 200 printable characters of ASCII`);
  }
  const { document, operationName = null, variables = {} } = sent;
  return {
    idempotencyKey: hashOf(header),
    requestHash: hashOf(JSON.stringify([document, operationName, variables])),
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
