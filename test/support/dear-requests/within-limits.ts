import { Kind, parse, validate } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { countCost } from '../../../src/graphql/document/cost/count-cost.js';
import { CostModel } from '../../../src/graphql/document/cost/cost-model.js';
import { shapeOf } from '../../../src/graphql/document/document-shape.js';
import { limitsWith } from '../../../src/limits/limits.js';
import type { AskedRequest } from './asked.js';
import { requestText } from './request-text.js';
import type { AskableIds, RequestBody } from './request-text.js';

const LIMITS = limitsWith();
const MOST_TIMES = 500;

/** A request that is sent as it is. */
export interface DearRequest extends RequestBody {
  readonly asked: AskedRequest;
  /** How often all of it is asked for. */
  readonly times: number;
  readonly cost: number;
}

/** Makes requests as large as every limit allows. */
export class WithinLimits {
  readonly #model: CostModel;
  #names = 0;

  constructor(readonly schema: GraphQLSchema) {
    this.#model = new CostModel(schema);
  }

  /** The same again, and so much of it that one more would be beyond a limit. Undefined when even one is. */
  filled(asked: AskedRequest, ids: AskableIds): DearRequest | undefined {
    let best = this.written(asked, ids);
    if (best === undefined) return undefined;
    for (let least = 1, most = MOST_TIMES; least < most;) {
      const times = Math.ceil((least + most) / 2);
      const tried = this.written(repeated(asked, times), ids);
      if (tried === undefined) most = times - 1;
      else {
        best = { ...tried, asked, times };
        least = times;
      }
    }
    return best;
  }

  /** Undefined when it is beyond a limit, or no request of the schema. Its operation has a name that no other has. */
  written(asked: AskedRequest, ids: AskableIds): DearRequest | undefined {
    this.#names += 1;
    const { schema } = this;
    const { query, variables } = requestText(asked, { schema, ids, name: `Dear${this.#names}` });
    if (Buffer.byteLength(query) > LIMITS.documentBytes) return undefined;
    const document = parse(query);
    const shape = shapeOf(document);
    if (
      shape.tokens > LIMITS.tokens ||
      shape.aliases > LIMITS.aliases ||
      shape.depth > LIMITS.depth ||
      shape.rootFields > LIMITS.rootFields ||
      shape.longestName > LIMITS.nameLength
    ) {
      return undefined;
    }
    const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (operation === undefined) return undefined;
    const { cost } = countCost(schema, this.#model, { document, operation, variables });
    if (cost > LIMITS.cost || validate(schema, document).length > 0) return undefined;
    return { asked, times: 1, query, variables, cost };
  }
}

/** With each field at the top asked for so much more often. */
function repeated(asked: AskedRequest, times: number): AskedRequest {
  return { ...asked, of: asked.of.map((one) => ({ ...one, times: one.times * times })) };
}
