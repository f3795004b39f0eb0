import { z } from 'zod';
import type { GraphqlAnswer } from '../../../support/gateway.js';
import { principal, rbac } from './company.js';
import type { Granted } from './company.js';
import { DELETION_PAYLOAD, INTEGRATION_PAYLOAD, PERMISSIONS_PAYLOAD } from './replies.js';
import type { DeletionPayload, IntegrationPayload, PermissionsPayload, Reply } from './replies.js';

export interface GrantAsked extends Granted {
  readonly reason?: string;
}

/** The Save button: which permissions on an integration (or `*`) to add and remove. */
export interface SaveAsked {
  readonly on: string;
  readonly add?: readonly Omit<Granted, 'on'>[];
  readonly remove?: readonly string[];
  readonly reason?: string;
  readonly expectedRevision?: number;
  readonly allowOrphan?: boolean;
  readonly allowSelfLockout?: boolean;
  readonly dryRun?: boolean;
}

type Ask = (query: string, variables?: object) => Promise<GraphqlAnswer>;

/** A signed-in user of an account. */
export class Person {
  constructor(readonly ask: Ask) {}

  grant({ on, to, set, ...rest }: GrantAsked): Promise<Reply<PermissionsPayload>> {
    const input = { rbacId: rbac(on), principal: principal(to), permissionSetId: set, ...rest };
    return this.mutate('grantPermission', input, PERMISSIONS_PAYLOAD);
  }

  revoke(permissionId: string, options: object = {}): Promise<Reply<PermissionsPayload>> {
    return this.mutate('revokePermission', { permissionId, ...options }, PERMISSIONS_PAYLOAD);
  }

  save({ on, add = [], ...rest }: SaveAsked): Promise<Reply<PermissionsPayload>> {
    const grants = add.map(({ to, set }) => ({ principal: principal(to), permissionSetId: set }));
    return this.mutate('changePermissions', { rbacId: rbac(on), add: grants, ...rest }, PERMISSIONS_PAYLOAD);
  }

  create(input: object = {}): Promise<Reply<IntegrationPayload>> {
    return this.mutate('createIntegration', { name: 'New', type: 'SLACK', ...input }, INTEGRATION_PAYLOAD);
  }

  update(id: string, input: object): Promise<Reply<IntegrationPayload>> {
    return this.mutate('updateIntegration', { id, ...input }, INTEGRATION_PAYLOAD);
  }

  remove(id: string): Promise<Reply<DeletionPayload>> {
    return this.mutate('deleteIntegration', { id }, DELETION_PAYLOAD);
  }

  private async mutate<T>(
    field: string,
    input: object,
    { selection, schema }: { readonly selection: string; readonly schema: z.ZodType<T> },
  ): Promise<Reply<T>> {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { payload: ${field}(input: $input) { ${selection} } }`;
    const { data, errors = [] } = await this.ask(query, { input });
    const payload = z.object({ payload: schema.nullable() }).nullish().parse(data)?.payload ?? null;
    return { payload, errors: errors.map(({ extensions }) => extensions) };
  }
}
