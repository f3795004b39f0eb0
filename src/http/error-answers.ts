import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { DatastoreError } from '../datastore/contract/errors.js';
import { HTTP_STATUS, PublicError, RateLimitedError, UnauthenticatedError } from '../errors/public-errors.js';
import type { PublicErrorCode } from '../errors/public-errors.js';
import { codesOf, publicErrorOf, publicForm } from '../graphql/public-form.js';
import type { ErrorMasks } from '../graphql/public-form.js';
import { BadRequestError } from './errors.js';
import { mediaTypeFor } from './media-types.js';

export interface ErrorBody {
  readonly errors: readonly GraphQLFormattedError[];
}

/** The one shape of an error, as GraphQL has it, also where no GraphQL was reached. */
export function errorBody(code: PublicErrorCode, message: string, extensions: object = {}): ErrorBody {
  return { errors: [{ message, extensions: { code, ...extensions } }] };
}

/** What the server itself finds wrong with a request, by its status, in our words and without those of a library. */
const SERVER_FINDINGS: Readonly<Record<number, string>> = {
  400: 'The body does not have the length that was announced',
  413: 'The body is too large',
  415: 'Send the body as application/json',
};

/** Answers in the same shape for bodies that are malformed, too large or of another type, for unknown paths, and for the rest. */
export function answerErrors(app: FastifyInstance, maskOf: ErrorMasks): void {
  app.setNotFoundHandler((request, reply) => {
    const message = `There is no ${request.method} ${request.url.split('?', 1).join('')}`;
    return answer(request, reply.code(404), errorBody('NOT_FOUND', message));
  });
  app.setErrorHandler((error: unknown, request, reply) => {
    // The client went away in the middle of its request: no error of ours, and nobody to tell.
    if (request.raw.destroyed && !request.raw.complete) return reply.code(400).send();
    if (error instanceof RateLimitedError) void reply.header('retry-after', error.extensions.retryAfter);
    if (error instanceof UnauthenticatedError) request.tokenRefusal = error.refusal;
    const finding = findingOf(error);
    if (finding !== undefined) {
      return answer(request, reply.code(finding.status), errorBody('BAD_USER_INPUT', finding.message));
    }
    const shown = publicForm({ message: 'Internal server error' }, error, maskOf(request.id));
    return answer(request, reply.code(httpStatusOf(error)), { errors: [shown] });
  });
}

function answer(request: FastifyRequest, reply: FastifyReply, body: ErrorBody): FastifyReply {
  request.errorCodes = codesOf(body.errors);
  return reply.type(mediaTypeFor(request.headers.accept)).send(JSON.stringify(body));
}

interface Finding {
  readonly status: number;
  readonly message: string;
}

/** What is wrong with the request itself; an error of any other origin may say too much. */
function findingOf(error: unknown): Finding | undefined {
  if (error instanceof BadRequestError) return error;
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return undefined;
  const status = Number(error.statusCode);
  if (!String(error.code).startsWith('FST_') || status >= 500) return undefined;
  return { status, message: SERVER_FINDINGS[status] ?? 'The request cannot be read' };
}

function httpStatusOf(error: unknown): number {
  if (error instanceof PublicError) return HTTP_STATUS[error.code];
  return error instanceof DatastoreError
    ? HTTP_STATUS[publicErrorOf(error).code]
    : HTTP_STATUS.INTERNAL_SERVER_ERROR;
}
