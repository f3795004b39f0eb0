import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../../request-context.js';
import { countCost } from './count-cost.js';
import type { CountedOperation } from './count-cost.js';
import { CostModel } from './cost-model.js';

/** A request with `report` in this header is told its cost, in `extensions.cost` of the answer. */
export const COST_HEADER = 'x-latchkey-cost';

/**
 * Charges what an operation may cost before any of it is executed, and after the opening read; what costs too much is
 * refused [O2, O6].
 * @throws Error when the cost of a field of the schema cannot be told: such a schema is not served.
 */
export function costPlugin(schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  const costs = new Costs(schema);
  return {
    requestDidStart: () =>
      Promise.resolve({
        // A refusal is a rejection, so that the other plugins hear of the operation all the same.
        didResolveOperation: ({ contextValue, document, operation, request }) =>
          new Promise((resolve) => {
            if (operation !== undefined) {
              const cost = costs.of({ document, operation, variables: request.variables ?? {} });
              contextValue.cost.chargeOperation(cost);
            }
            resolve();
          }),
        willSendResponse: ({ contextValue, request, response: { body } }) => {
          const isAsked = request.http?.headers.get(COST_HEADER)?.trim() === 'report';
          const cost = contextValue.cost.points;
          if (isAsked && cost !== undefined && body.kind === 'single') {
            body.singleResult.extensions = { ...body.singleResult.extensions, cost };
          }
          return Promise.resolve();
        },
      }),
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
