import { array, looseObject, optional, string, unknown } from 'zod/mini';
import type { output } from 'zod/mini';

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

/** One operation for the gateway. */
export interface GraphqlRequest {
  query: string;
  variables?: unknown;
  operationName?: string | null;
}

/**
 * Sends one operation to the gateway that served this page, and to no other host.
 * @throws Error when the gateway cannot be reached, or when something else answers in its place.
 */
export async function postGraphql(
  token: string,
  request: GraphqlRequest,
  signal: AbortSignal | null = null,
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
