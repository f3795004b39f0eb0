import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildGuardedSchema } from '../../src/graphql/schema.js';
import type { IntegrationChangeDependencies } from '../../src/integrations/create-integration.js';

/** The schema as the gateway serves it. Looking at it resolves nothing, so it needs nothing from outside. */
export function builtSchema(): GraphQLSchema {
  return buildGuardedSchema({} as IntegrationChangeDependencies);
}
