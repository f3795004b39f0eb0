import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { Datastore } from '../datastore/contract/datastore.js';
import { UnauthenticatedError } from '../errors/public-errors.js';
import type { Executions } from '../graphql/execution/executions.js';
import { RequestCost } from '../graphql/execution/request-cost.js';
import { RequestEnd } from '../graphql/execution/request-end.js';
import type { Admission } from '../graphql/document/admission.js';
import { parametersOf } from '../graphql/document/request-parameters.js';
import { IDEMPOTENCY_KEY } from '../graphql/idempotency/request-key.js';
import { RequestContext } from '../graphql/request-context.js';
import type { DecisionMetrics } from '../graphql/request-context.js';
import { codesOf } from '../graphql/public-form.js';
import type { AccessTokenUses } from '../identity/access-token-uses.js';
import type { AccessTokenVerifier } from '../identity/access-token-verifier.js';
import type { TokenVerifier } from '../identity/identity.js';
import type { Rates } from '../rates/rates.js';
import { identify } from './authenticate.js';
import type { ErrorBody } from './error-answers.js';
import { requireReadableAddress } from './request-address.js';

export interface GraphqlRouteParts {
  readonly metrics?: DecisionMetrics | undefined;
  readonly apollo: ApolloServer<RequestContext>;
  readonly datastore: Datastore;
  readonly verifier: TokenVerifier;
  readonly admission: Admission;
  readonly executions: Executions;
  readonly rates: Rates;
  /** What one request may cost, in points. */
  readonly maxCost: number;
  readonly accessTokens: AccessTokenVerifier;
  readonly accessTokenUses: AccessTokenUses;
  /** Milliseconds since 1970, by which access tokens expire. */
  readonly now: () => number;
  /** In milliseconds; what a request takes longer is not waited for. */
  readonly deadlineMs: number;
}

/**
 * Serves GraphQL at /graphql, each request with a context of its own. The token is looked at before the body, then how
 * large the document is, and the user before it is validated: whoever is nobody learns nothing of the schema.
 */
export function registerGraphql(app: FastifyInstance, parts: GraphqlRouteParts): void {
  const { apollo, datastore, admission, executions, rates, maxCost, accessTokens, accessTokenUses } = parts;
  app.route<{ Reply: string }>({
    url: '/graphql',
    method: ['GET', 'POST'],
    onRequest: async (request, reply) => {
      // Not awaited: a reply is thenable and settles only once it is sent.
      void reply.header('cache-control', 'no-store');
      requireReadableAddress(request);
      request.identity = await identify(parts, request.raw);
      request.cost = new RequestCost(maxCost, rates.allowanceOf(request.identity));
      request.cost.chargeForReading(request.url.length);
    },
    preHandler: async (request, reply) => {
      const { identity, cost } = request;
      if (identity === null || cost === null) throw new UnauthenticatedError('NO_TOKEN');
      const admitted = admission.admit(parametersOf(request));
      const end = new RequestEnd(parts.deadlineMs);
      reply.raw.once('close', () => {
        if (reply.raw.writableFinished) end.answered();
        else end.clientGone();
        request.execution?.leave();
        if (identity.accessToken !== undefined && request.graphqlContext !== null) {
          accessTokenUses.note(identity.accessToken, request.graphqlContext.tokenLastUsedOn);
        }
      });
      const user = JSON.stringify([identity.accountId, identity.userId]);
      request.execution = await executions.enter({ user, points: admitted.points }, end);
      request.graphqlContext = await RequestContext.open(datastore, identity, {
        requestId: request.id,
        execution: request.execution,
        cost,
        document: admitted.document,
        now: parts.now,
        metrics: parts.metrics,
      }).catch((error: unknown) => {
        if (error instanceof UnauthenticatedError) accessTokens.forget(identity);
        throw error;
      });
      cost.userIsKnown();
      admission.admitFor(admitted, request.graphqlContext.access);
      request.graphqlContext.sentWith(request.headers[IDEMPOTENCY_KEY]?.toString());
    },
    // Whoever reads an answer slowly keeps nobody else from running.
    onSend: (request, { statusCode }, payload) => {
      request.execution?.leave();
      const isUnnoted = statusCode >= 400 && (request.graphqlContext?.errorCodes.length ?? 0) === 0;
      if (isUnnoted) request.errorCodes ??= codesIn(payload);
      return Promise.resolve();
    },
    // Apollo lets go of the context when it answers; this covers requests that end in any other way.
    onResponse: async (request) => {
      await request.graphqlContext?.close();
    },
    handler: fastifyApolloHandler(apollo, {
      context: ({ graphqlContext: context }) => {
        return context ? Promise.resolve(context) : Promise.reject(new Error('The request has no context'));
      },
    }),
  });
}

/** Of a request that is none of GraphQL's Apollo tells nobody but the client. */
function codesIn(payload: unknown): readonly string[] {
  if (typeof payload !== 'string') return [];
  const { errors = [] } = JSON.parse(payload) as Partial<ErrorBody>;
  return codesOf(errors);
}
