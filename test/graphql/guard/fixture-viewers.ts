import type { ExecutionResult } from 'graphql';
import { PublicError } from '../../../src/errors/public-errors.js';

/** As much of a request's context as the rule ADMINISTRATOR looks at. */
export const ADMINISTRATOR = { access: { isAdministrator: true } };
export const ANYBODY = { access: { isAdministrator: false } };

/** The public code of each error by its path; UNEXPECTED for an error that is not meant for clients. */
export function codesAt({ errors = [] }: ExecutionResult): Readonly<Record<string, string>> {
  return Object.fromEntries(
    errors.map(({ path = [], originalError }) => [
      path.join('.'),
      originalError instanceof PublicError ? originalError.code : 'UNEXPECTED',
    ]),
  );
}
