import { Extensions } from 'type-graphql';
import type { RequestContext } from '../request-context.js';
import type { RuleName } from './rules.js';

/** Checks the arguments of a field as its resolver will, and throws BadUserInputError when it finds a mistake. */
export type InputCheck<P = unknown, A = unknown> = (parent: P, args: A, context: RequestContext) => unknown;

/**
 * Declares the rule of a field, query or mutation, as data that `enforceRules` reads from the built schema. A field
 * with arguments whose rule can refuse also says how those are checked: bad input answers before a refusal.
 */
export function Guarded<P, A>(rule: RuleName, input?: InputCheck<P, A>): MethodDecorator & PropertyDecorator {
  return Extensions({ rule, ...(input && { input }) });
}
