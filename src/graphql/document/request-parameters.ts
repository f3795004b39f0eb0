import type { FastifyRequest } from 'fastify';

/** What a GraphQL request names, as it came: of a GET in its address, of a POST in its body. Nothing is checked yet. */
export interface RequestParameters {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
  readonly documentId?: unknown;
}

/** Empty when the request holds no object of parameters; what is wrong with such a request is for others to say. */
export function parametersOf({ method, query, body }: FastifyRequest): RequestParameters {
  const given: unknown = method === 'GET' ? query : body;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return {};
  const parameters: RequestParameters = given;
  if (method !== 'GET') return parameters;
  return {
    ...parameters,
    variables: jsonOf(parameters.variables),
    extensions: jsonOf(parameters.extensions),
  };
}

function jsonOf(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
