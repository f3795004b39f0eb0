import { isUnauthenticated, postGraphql } from '../../../explorer/src/session/post-graphql.js';
import type { TypedDocumentString } from '../documents/generated.js';
import { ApiError, apiErrorOf } from './api-error.js';

/** Sends documents of the console as the user whose token it holds. */
export type Ask = <R, V>(
  document: TypedDocumentString<R, V>,
  variables: V,
  signal?: AbortSignal,
) => Promise<R>;

/**
 * @param onRefused called when the gateway turns the token away: expired, revoked, or its user no longer active
 * @returns a function that throws ApiError when any part of the answer is an error
 */
export function askWith(token: string, onRefused: () => void): Ask {
  return async <R, V>(document: TypedDocumentString<R, V>, variables: V, signal?: AbortSignal) => {
    const query = document.toString();
    const answer = await postGraphql(token, { query, variables }, signal ?? null).catch((error: unknown) => {
      throw apiErrorOf(error);
    });
    if (isUnauthenticated(answer)) onRefused();
    const [first] = answer.errors ?? [];
    if (first !== undefined) throw ApiError.from(first);
    // The type was generated from the document and the gateway's own schema.
    return answer.data as R;
  };
}
