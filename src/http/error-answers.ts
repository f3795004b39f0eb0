import type { FastifyError, FastifyInstance } from 'fastify';
import { DatastoreError } from '../datastore/contract/errors.js';
import { HTTP_STATUS, PublicError } from '../errors/public-errors.js';
import type { PublicErrorCode } from '../errors/public-errors.js';
import { publicForm } from '../graphql/public-form.js';
import type { ErrorMasks } from '../graphql/public-form.js';

/** The one shape of an error, as GraphQL has it, also where no GraphQL was reached. */
export function errorBody(code: PublicErrorCode, message: string, extensions: object = {}): object {
  return { errors: [{ message, extensions: { code, ...extensions } }] };
}

/** Answers in JSON for bodies that are malformed, too large or of another type, for unknown paths, and for the rest. */
export function answerErrorsInJson(app: FastifyInstance, maskOf: ErrorMasks): void {
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(errorBody('NOT_FOUND', `There is no ${request.method} ${request.url.split('?', 1).join('')}`)),
  );
  app.setErrorHandler((error: unknown, request, reply) => {
    if (isAboutTheRequest(error)) {
      return reply.code(error.statusCode).send(errorBody('BAD_USER_INPUT', error.message));
    }
    const answer = publicForm({ message: 'Internal server error' }, error, maskOf(request.id));
    return reply.code(httpStatusOf(error)).send({ errors: [answer] });
  });
}

/** What the server itself finds wrong with a request; an error of any other origin may say too much. */
function isAboutTheRequest(error: unknown): error is FastifyError & { readonly statusCode: number } {
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return false;
  return String(error.code).startsWith('FST_') && Number(error.statusCode) < 500;
}

function httpStatusOf(error: unknown): number {
  if (error instanceof PublicError) return HTTP_STATUS[error.code];
  return HTTP_STATUS[error instanceof DatastoreError ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR'];
}
