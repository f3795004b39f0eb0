import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { v7 as uuid } from 'uuid';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { AuditResolver } from '../../../src/graphql/resolvers/audit-resolver.js';
import {
  DirectoryResolver,
  GroupResolver,
  UserResolver,
} from '../../../src/graphql/resolvers/directory-resolver.js';
import { IntegrationMutations } from '../../../src/graphql/resolvers/integration-mutations.js';
import { IntegrationResolver } from '../../../src/graphql/resolvers/integration-resolver.js';
import { PermissionMutations } from '../../../src/graphql/resolvers/permission-mutations.js';
import { PermissionResolver } from '../../../src/graphql/resolvers/permission-resolver.js';
import { RightsResolver } from '../../../src/graphql/resolvers/rights-resolver.js';
import { ViewerResolver } from '../../../src/graphql/resolvers/viewer-resolver.js';

const RESOLVERS = [
  ViewerResolver,
  IntegrationResolver,
  PermissionResolver,
  RightsResolver,
  DirectoryResolver,
  UserResolver,
  GroupResolver,
  AuditResolver,
  PermissionMutations,
  IntegrationMutations,
] as const;

/** The product's schema, whose fields nobody wrapped with a rule. */
export function buildUncheckedSchema(datastore: Datastore): GraphQLSchema {
  const dependencies = { datastore, sealer: undefined, now: Date.now, newId: () => uuid() };
  const instances = new Map<unknown, object>(
    RESOLVERS.map((resolver) => [resolver, new resolver(dependencies)]),
  );
  return buildSchemaSync({
    resolvers: RESOLVERS,
    container: { get: (resolver) => instances.get(resolver) },
    validate: false,
  });
}
