import { z } from 'zod';
import type { GraphqlAnswer, TestGateway } from '../../support/gateway.js';

/** Sends one request to one gateway as one user. */
export type Ask = (query: string, variables?: object) => Promise<GraphqlAnswer>;

export function asUser(gateway: Pick<TestGateway, 'ask'>, account: string, user: string): Ask {
  return (query, variables) => gateway.ask({ account, user }, query, variables);
}

/** What is answered in place of an answer: the code of the error there. */
export interface Refusal {
  readonly refused: string;
}

export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'refused' in answer;
}

/** The refusal at a place of the answer, or of what it is part of. */
export function refusalAt(
  answer: GraphqlAnswer,
  ...place: readonly (string | number)[]
): Refusal | undefined {
  const error = answer.errors?.find(({ path = [] }) => path.every((key, index) => place[index] === key));
  return error && { refused: z.string().parse(error.extensions.code) };
}

/** The data of an answer without errors. */
export function soundData(answer: GraphqlAnswer): unknown {
  if (answer.errors !== undefined) throw new Error(`Answered with errors: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}
