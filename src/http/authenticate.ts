import { GraphQLError } from 'graphql';
import type { Datastore } from '../datastore/contract/datastore.js';
import { DatastoreError } from '../datastore/contract/errors.js';
import {
  HTTP_STATUS,
  PublicError,
  ServiceUnavailableError,
  UnauthenticatedError,
} from '../errors/public-errors.js';
import { RequestContext } from '../graphql/request-context.js';
import type { TokenVerifier } from '../identity/identity.js';

export interface Authentication {
  readonly datastore: Datastore;
  readonly verifier: TokenVerifier;
}

/** What of a request tells who asks. */
export interface RequestCredentials {
  readonly authorization: string | undefined;
  readonly requestId: string;
}

/**
 * Opens the context of a request for the user its token stands for, before the query is parsed: whoever cannot sign
 * in learns nothing of the schema.
 * @throws GraphQLError with the HTTP status of the refusal.
 */
export async function authenticate(
  { datastore, verifier }: Authentication,
  { authorization, requestId }: RequestCredentials,
): Promise<RequestContext> {
  try {
    const identity = await verifier.verify(bearerToken(authorization));
    return await RequestContext.open(datastore, identity, requestId);
  } catch (error) {
    throw asHttpError(error);
  }
}

const BEARER = /^Bearer +(\S+) *$/i;

function bearerToken(authorization: string | undefined): string {
  const token = BEARER.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new UnauthenticatedError('Send a token: Authorization: Bearer <JWT>');
  return token;
}

/** Apollo takes the status of an error thrown by the context from its extensions. */
function asHttpError(error: unknown): unknown {
  const isPublic = error instanceof PublicError;
  if (!isPublic && !(error instanceof DatastoreError)) return error;
  const { code, message } = isPublic ? error : new ServiceUnavailableError();
  return new GraphQLError(message, {
    originalError: error,
    extensions: { code, http: { status: HTTP_STATUS[code] } },
  });
}
