import { array, looseObject, optional, string, unknown } from 'zod/mini';
import type { output } from 'zod/mini';
import { PAGE_QUERIES } from '../../../src/page-documents/page-queries.js';
import type { PageQueryName } from '../../../src/page-documents/page-queries.js';

const GraphqlAnswer = looseObject({
  data: optional(unknown()),
  errors: optional(
    array(
      looseObject({ message: string(), extensions: optional(looseObject({ code: optional(string()) })) }),
    ),
  ),
});

/** What the gateway answered, in the shape of GraphQL over HTTP. */
export type GraphqlAnswer = output<typeof GraphqlAnswer>;

/** What somebody typed into the editor, or found there. */
export interface TypedRequest {
  query: string;
  variables?: unknown;
  operationName?: string | null;
}

/**
 * Asks the gateway that served this page, and no other host, one of the page's own queries.
 * @throws Error when the gateway cannot be reached, or when something else answers in its place.
 */
export function ask(token: string, name: PageQueryName, signal: AbortSignal): Promise<GraphqlAnswer> {
  return postGraphql(token, { query: PAGE_QUERIES[name], operationName: name }, signal);
}

/** The same with what the user asks; what the page itself asks is one of its own queries. */
export function askAsTyped(token: string, request: TypedRequest): Promise<GraphqlAnswer> {
  return postGraphql(token, request, null);
}

/** The same for a page that takes its documents from elsewhere: the console, whose documents are typed. */
export async function postGraphql(
  token: string,
  request: TypedRequest,
  signal: AbortSignal | null,
): Promise<GraphqlAnswer> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify(request),
    mode: 'same-origin',
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    signal,
  }).catch((cause: unknown) => {
    throw new Error('The gateway could not be reached.', { cause });
  });
  return readAnswer(response);
}

/** Did the gateway turn the token away: expired, wrongly signed, or of a user who is not active? */
export function isUnauthenticated(answer: GraphqlAnswer): boolean {
  return answer.errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED') ?? false;
}

async function readAnswer(response: Response): Promise<GraphqlAnswer> {
  const body: unknown = await response.json().catch(() => null);
  const answer = GraphqlAnswer.safeParse(body);
  if (!answer.success)
    throw new Error(`The answer (HTTP ${response.status}) is not one of a GraphQL server.`);
  return answer.data;
}
