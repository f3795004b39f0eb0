import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { countCost } from './count-cost.js';
import type { CountedCost, CountedOperation } from './count-cost.js';
import { CostModel } from './cost-model.js';
import { GivenValues } from './given-values.js';

/** Of each operation so many costs are known at once, and none that depends on more than so much. */
const MOST_KNOWN = 4;
const MOST_ASKED = 16;

/**
 * What operations cost. Of a document that is kept each is counted once for all variables that make no difference: a
 * client asks for the same pages over and over, and counting one took a fiftieth of its request.
 */
export class Costs {
  private readonly model: CostModel;
  private readonly known = new WeakMap<OperationDefinitionNode, readonly CountedCost[]>();

  /** @throws Error when the cost of a field of the schema cannot be told: such a schema is not served. */
  constructor(private readonly schema: GraphQLSchema) {
    this.model = new CostModel(schema);
  }

  /** In points, for a document that passed validation. */
  of(counted: CountedOperation): number {
    const { operation, variables } = counted;
    const known = this.known.get(operation) ?? [];
    const given = new GivenValues(operation, variables);
    const before = known.find(({ asked }) => given.answersAlike(asked));
    if (before !== undefined) return before.cost;
    const cost = countCost(this.schema, this.model, counted);
    if (cost.asked.length <= MOST_ASKED) {
      this.known.set(operation, [cost, ...known.slice(0, MOST_KNOWN - 1)]);
    }
    return cost.cost;
  }
}
