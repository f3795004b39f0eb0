import type { ExecutionResult } from 'graphql';
import { Refusals } from '../../../src/graphql/guard/refusals.js';
import { PublicError } from '../../../src/errors/public-errors.js';

/** As much of a request's context as the rule ADMINISTRATOR looks at. */
export const ADMINISTRATOR = { access: { isAdministrator: true }, refusals: new Refusals(100) };
export const ANYBODY = { access: { isAdministrator: false }, refusals: new Refusals(100) };

/** The public code of each error by its path; UNEXPECTED for an error that is not meant for clients. */
export function codesAt({ errors = [] }: ExecutionResult): Readonly<Record<string, string>> {
  return Object.fromEntries(
    errors.map(({ path = [], originalError }) => [
      path.join('.'),
      originalError instanceof PublicError ? originalError.code : 'UNEXPECTED',
    ]),
  );
}
