import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HTTP_STATUS } from '../errors/public-errors.js';
import { DOCUMENT_CODES } from '../graphql/public-form.js';
import type { Metrics, RequestOutcome } from '../metrics/metrics.js';

/** As operations that have no name, or one that is not known, are counted. */
const OTHER = 'other';
/** As requests are counted that are none of GraphQL. */
const NOT_GRAPHQL = 'none';
const NO_CODE = 'NONE';

const CODES: ReadonlySet<unknown> = new Set([...Object.keys(HTTP_STATUS), ...DOCUMENT_CODES]);

/**
 * Counts and times every request once its answer has ended [O23].
 * @param operations The names that are told apart: clients name their operations as they like, and a label must not
 * take any number of values.
 */
export function measureRequests(
  app: FastifyInstance,
  metrics: Metrics,
  operations: ReadonlySet<string>,
): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => {
      const codes = request.errorCodes ?? request.graphqlContext?.errorCodes ?? [];
      metrics.request({
        operation: operationOf(request, operations),
        outcome: outcomeOf(reply, codes),
        code: codeOf(codes),
        seconds: reply.elapsedTime / 1_000,
        cost: request.graphqlContext?.cost.points,
      });
    });
    done();
  });
}

function operationOf(request: FastifyRequest, operations: ReadonlySet<string>): string {
  if (request.routeOptions.url !== '/graphql') return NOT_GRAPHQL;
  const name = request.graphqlContext?.operationName;
  return name !== null && name !== undefined && operations.has(name) ? name : OTHER;
}

function outcomeOf({ raw, statusCode }: FastifyReply, codes: readonly string[]): RequestOutcome {
  if (!raw.writableFinished) return 'GONE';
  if (statusCode >= 500) return 'FAILED';
  if (statusCode >= 400) return 'REFUSED';
  return codes.length > 0 ? 'ANSWERED_WITH_ERRORS' : 'ANSWERED';
}

function codeOf([code = NO_CODE]: readonly string[]): string {
  return code === NO_CODE || CODES.has(code) ? code : 'OTHER';
}
