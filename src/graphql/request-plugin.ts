import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { HTTP_STATUS } from '../errors/public-errors.js';
import { Refusals } from './guard/refusals.js';
import { payloadErrors } from './payload-errors.js';
import type { RequestContext } from './request-context.js';
import { SelectionsByDocument } from './selections.js';
import { codesOf } from './public-form.js';
import { placeNodes } from './document/places.js';
import type { ToldErrors } from './told-errors.js';

/**
 * What happens around each operation: has it run the document that was admitted, tells the context what is selected, has errors found and told cheaply, and
 * answers 503 or 401 when nothing could be answered. It must not define `willResolveField`: that would make Apollo wrap
 * every field of the schema.
 */
export function requestPlugin(told: ToldErrors): ApolloServerPlugin<RequestContext> {
  let selections: SelectionsByDocument | undefined;
  return {
    serverWillStart({ schema }) {
      selections = new SelectionsByDocument(schema);
      return Promise.resolve();
    },
    requestDidStart: ({ request, contextValue: { document } }) => {
      runAdmitted(request, document);
      return Promise.resolve({
        parsingDidStart: (request) =>
          Promise.resolve(() => {
            if (request.document !== undefined) placeNodes(request.document);
            return Promise.resolve();
          }),
        didResolveOperation: ({ contextValue, document, operationName: name }) => {
          if (selections !== undefined) {
            contextValue.begin({
              name,
              selections: selections.of(document),
              refusals: new Refusals(told.most),
            });
          }
          return Promise.resolve();
        },
        didEncounterErrors: ({ contextValue, errors, source = '' }) => {
          told.add(errors, { requestId: contextValue.requester.requestId, document: source });
          return Promise.resolve();
        },
        willSendResponse: async ({ contextValue, response }) => {
          await contextValue.close();
          const { body, http } = response;
          if (body.kind !== 'single') return;
          const { singleResult } = body;
          if (singleResult.errors !== undefined) {
            singleResult.errors = told.truncated(payloadErrors(singleResult.errors, contextValue));
            contextValue.answeredWith(codesOf(singleResult.errors));
          }
          const refusal = refusalOfAll(singleResult);
          if (refusal === undefined) return;
          http.status = HTTP_STATUS[refusal];
          if (refusal === 'RATE_LIMITED') http.headers.set('retry-after', retryAfter(singleResult.errors));
        },
      });
    },
  };
}

/** What runs is what was admitted, and nothing else that may be found in the request [O13]. */
function runAdmitted(request: GraphQLRequest, document: string | undefined): void {
  if (document === undefined) {
    delete request.query;
    return;
  }
  request.query = document;
  // By which it was named, perhaps; Apollo would look it up among its own.
  delete request.extensions?.persistedQuery;
}

interface SingleResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** When all that was refused may be asked for again, in seconds. */
function retryAfter(errors: readonly GraphQLFormattedError[] = []): string {
  return String(Math.max(...errors.map(({ extensions }) => Number(extensions?.retryAfter ?? 1))));
}

/** Of the codes that HTTP has a status for, those that can come up while an operation runs; the first that did, answers. */
const REFUSALS = [
  'UNAUTHENTICATED',
  'OUTCOME_UNKNOWN',
  'SERVICE_UNAVAILABLE',
  'OVERLOADED',
  'IDEMPOTENCY_KEY_IN_USE',
  'RATE_LIMITED',
  'COST_LIMIT_EXCEEDED',
] as const;

/**
 * Why no field has an answer: the user was deactivated meanwhile, something could not be read, or it is not known
 * whether it was changed. Undefined as well when something was changed: such a request must not look as if it could
 * be sent again [O17].
 */
function refusalOfAll({ data, errors = [] }: SingleResult): (typeof REFUSALS)[number] | undefined {
  if (Object.values(data ?? {}).some((value) => value !== null)) return undefined;
  const codes = errors.map(({ extensions }) => extensions?.code);
  return codes.includes('PAYLOAD_UNAVAILABLE') ? undefined : REFUSALS.find((code) => codes.includes(code));
}
