import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { CostLimitExceededError, HTTP_STATUS } from '../../../errors/public-errors.js';
import type { RequestContext } from '../../request-context.js';
import { countCost } from './count-cost.js';
import type { CountedOperation } from './count-cost.js';
import { CostModel } from './cost-model.js';

/** A request with `report` in this header is told its cost, in `extensions.cost` of the answer. */
export const COST_HEADER = 'x-latchkey-cost';

/**
 * Refuses what could cost too much before any of it is executed, and after the opening read [O2].
 * @throws Error when the cost of a field of the schema cannot be told: such a schema is not served.
 */
export function costPlugin(schema: GraphQLSchema, maxCost: number): ApolloServerPlugin<RequestContext> {
  const costs = new Costs(schema);
  return {
    requestDidStart: () => {
      let cost: number | undefined;
      return Promise.resolve({
        didResolveOperation: ({ contextValue, document, operation, request }) => {
          if (operation === undefined) return Promise.resolve();
          cost = costs.of({ document, operation, variables: request.variables ?? {} });
          contextValue.counted(cost);
          return cost > maxCost ? Promise.reject(refusal(cost, maxCost)) : Promise.resolve();
        },
        willSendResponse: ({ request, response: { body } }) => {
          const isAsked = request.http?.headers.get(COST_HEADER)?.trim() === 'report';
          if (isAsked && cost !== undefined && body.kind === 'single') {
            body.singleResult.extensions = { ...body.singleResult.extensions, cost };
          }
          return Promise.resolve();
        },
      });
    },
  };
}

/** Those that no variable could change are counted once for each document that is kept. */
class Costs {
  private readonly model: CostModel;
  private readonly known = new WeakMap<OperationDefinitionNode, number>();

  constructor(private readonly schema: GraphQLSchema) {
    this.model = new CostModel(schema);
  }

  of(counted: CountedOperation): number {
    const known = this.known.get(counted.operation);
    if (known !== undefined) return known;
    const { cost, dependsOnVariables } = countCost(this.schema, this.model, counted);
    if (!dependsOnVariables) this.known.set(counted.operation, cost);
    return cost;
  }
}

/** Apollo takes the status of a refusal at this point from the error alone. */
function refusal(cost: number, limit: number): GraphQLError {
  const originalError = new CostLimitExceededError(cost, limit);
  return new GraphQLError(originalError.message, {
    originalError,
    extensions: { http: { status: HTTP_STATUS.COST_LIMIT_EXCEEDED } },
  });
}
