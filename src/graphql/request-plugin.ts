import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { HTTP_STATUS } from '../errors/public-errors.js';
import type { RequestContext } from './request-context.js';
import { SelectionsByDocument } from './selections.js';

/** Which request an error belongs to: Apollo has errors formatted without saying so. */
export class RequestIds {
  private readonly byError = new WeakMap<object, string>();

  add(error: object, requestId: string): void {
    this.byError.set(error, requestId);
  }

  of(error: unknown): string | undefined {
    return typeof error === 'object' && error !== null ? this.byError.get(error) : undefined;
  }
}

/**
 * What happens around each operation: tells the context what is selected, and answers 503 or 401 when nothing could
 * be answered. It must not define `willResolveField`: that would make Apollo wrap every field of the schema.
 */
export function requestPlugin(requestIds: RequestIds): ApolloServerPlugin<RequestContext> {
  let selections: SelectionsByDocument | undefined;
  return {
    serverWillStart({ schema }) {
      selections = new SelectionsByDocument(schema);
      return Promise.resolve();
    },
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ contextValue, document, operationName: name }) => {
          if (selections !== undefined) contextValue.begin({ name, selections: selections.of(document) });
          return Promise.resolve();
        },
        didEncounterErrors: ({ contextValue, errors }) => {
          for (const error of errors) requestIds.add(error, contextValue.requester.requestId);
          return Promise.resolve();
        },
        willSendResponse: async ({ contextValue, response }) => {
          await contextValue.close();
          const { body, http } = response;
          const refusal = body.kind === 'single' ? refusalOfAll(body.singleResult) : undefined;
          if (refusal !== undefined) http.status = HTTP_STATUS[refusal];
        },
      }),
  };
}

interface SingleResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** Of the codes that HTTP has a status for, those that can come up while an operation runs. */
const REFUSALS = ['UNAUTHENTICATED', 'SERVICE_UNAVAILABLE'] as const;

/** Why no field has an answer: the user was deactivated meanwhile, or something could not be read. */
function refusalOfAll({ data, errors = [] }: SingleResult): (typeof REFUSALS)[number] | undefined {
  if (Object.values(data ?? {}).some((value) => value !== null)) return undefined;
  return REFUSALS.find((code) => errors.some(({ extensions }) => extensions?.code === code));
}
