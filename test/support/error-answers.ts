import { expect } from '@jest/globals';
import { z } from 'zod';
import { HTTP_STATUS } from '../../src/errors/public-errors.js';
import type { PublicErrorCode } from '../../src/errors/public-errors.js';

/** The codes of the contract, and those that a GraphQL server gives to requests and documents that are none. */
const CODES = [
  ...(Object.keys(HTTP_STATUS) as PublicErrorCode[]),
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
] as const;
export type AnswerCode = (typeof CODES)[number];

const error = z.strictObject({
  message: z.string().min(1),
  locations: z.array(z.strictObject({ line: z.int(), column: z.int() })).optional(),
  path: z.array(z.union([z.string(), z.int()])).optional(),
  extensions: z.looseObject({ code: z.enum(CODES) }),
});

/** The form that every answer with an error has, whoever gives it; `ask` adds the status. */
const errorAnswer = z.strictObject({
  status: z.int().optional(),
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(error).min(1),
});

export type ErrorAnswer = z.infer<typeof errorAnswer>;

/** What only the inside of the process knows: stacks, drivers, libraries and their own words. */
const INTERNALS =
  /node_modules|\bat \S+ \(|\.[jt]s:\d|stack|mongo(?!db\W)|sqlite|E11000|zod|(Type|Range|Syntax)Error|duplicate key/i;

/** Parses an answer that must hold an error, and makes sure that it shows nothing of the inside. */
export function errorsOf(body: unknown): ErrorAnswer['errors'] {
  const { errors } = errorAnswer.parse(body);
  expect(JSON.stringify(errors)).not.toMatch(INTERNALS);
  return errors;
}

/** The code of all errors of an answer that must have some; the last of many says only that there were more [O3]. */
export function refusalOf(body: unknown): AnswerCode {
  const codes = errorsOf(body).map(({ extensions }) => extensions.code);
  const [code, ...others] = new Set(codes.filter((each) => each !== 'ERRORS_TRUNCATED'));
  expect(others).toEqual([]);
  if (code === undefined) throw new Error('There is no error');
  return code;
}
