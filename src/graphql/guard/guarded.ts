import { Extensions } from 'type-graphql';
import type { RuleName } from './rules.js';

/** Declares the rule of a field, query or mutation, as data that `enforceRules` reads from the built schema. */
export function Guarded(rule: RuleName): MethodDecorator & PropertyDecorator {
  return Extensions({ rule });
}
