import type { FastifyError, FastifyInstance } from 'fastify';
import { HTTP_STATUS } from '../errors/public-errors.js';
import type { PublicErrorCode } from '../errors/public-errors.js';
import type { ErrorMask } from '../graphql/public-form.js';

/** The one shape of an error, as GraphQL has it, also where no GraphQL was reached. */
export function errorBody(code: PublicErrorCode, message: string, extensions: object = {}): object {
  return { errors: [{ message, extensions: { code, ...extensions } }] };
}

/** Answers in JSON for bodies that are malformed, too large or of another type, for unknown paths, and for the rest. */
export function answerErrorsInJson(app: FastifyInstance, mask: ErrorMask): void {
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(errorBody('NOT_FOUND', `There is no ${request.method} ${request.url.split('?', 1).join('')}`)),
  );
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? HTTP_STATUS.INTERNAL_SERVER_ERROR;
    if (status < 500) return reply.code(status).send(errorBody('BAD_USER_INPUT', error.message));
    const errorId = mask.newErrorId();
    mask.log({ errorId, event: 'internal_error', error });
    return reply.code(status).send(errorBody('INTERNAL_SERVER_ERROR', 'Internal server error', { errorId }));
  });
}
