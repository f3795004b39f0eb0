// First, because the rules load types and their decorators need it.
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { IntegrationChangeDependencies } from '../integrations/create-integration.js';
import { enforceRules } from './guard/enforce-rules.js';
import { buildUnguardedSchema } from './unguarded-schema.js';

/**
 * The schema with the rule of every field enforced.
 * @throws Error when a field carries no rule: such a schema is not served.
 */
export function buildGuardedSchema(dependencies: IntegrationChangeDependencies): GraphQLSchema {
  return enforceRules(buildUnguardedSchema(dependencies));
}
