import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../../request-context.js';
import type { Costs } from './costs.js';

/** A request with `report` in this header is told its cost, in `extensions.cost` of the answer. */
export const COST_HEADER = 'x-latchkey-cost';

/**
 * Charges what an operation may cost before any of it is executed, and after the opening read; what costs too much is
 * refused [O2, O6].
 */
export function costPlugin(costs: Costs): ApolloServerPlugin<RequestContext> {
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
