import { groupBy } from '../collections/group-by.js';
import type { Snapshot } from '../datastore/contract/datastore.js';
import type { IntegrationRecord, PermissionRecord } from '../datastore/contract/records.js';
import type { Action } from '../decision/actions.js';
import type { Principal, Question, UserFacts } from '../decision/facts.js';
import { parseRbacId, rbacIdOf, WILDCARD_RBAC_ID } from '../decision/rbac-id.js';
import { NotFoundError } from '../errors/public-errors.js';
import { ResourceAccess } from './resource-access.js';
import type { ViewerAccess } from './viewer-access.js';

/**
 * The one way from an RBAC id to what stands behind it, for everything but lists: the integration or the wildcard is
 * read, then permissions, and then it is asked whether the viewer sees it. What is unknown and what is invisible take
 * the same steps, so that the cost tells them apart no more than the answer.
 */

/** The state that is read, and who reads it. */
export interface Reading {
  readonly snapshot: Snapshot;
  readonly access: ViewerAccess;
}

/** The viewer's rights on a resource that they see, and what was read there of others. */
export class AskableResource<
  I extends IntegrationRecord | undefined = IntegrationRecord | undefined,
> extends ResourceAccess<I> {
  /** A question about a user, of whom every permission here was read. */
  questionAbout(user: UserFacts, action: Action): Question {
    return { ...this.facts, user, action, resource: this.resource };
  }
}

/** A resource that the viewer sees, with every permission on it. */
export class WholeResource<
  I extends IntegrationRecord | undefined = IntegrationRecord | undefined,
> extends AskableResource<I> {
  /** The permissions on its own RBAC id. */
  readonly own: readonly PermissionRecord[];

  constructor(
    readonly viewer: ViewerAccess,
    integration: I,
    /** On its own RBAC id and on the wildcard. */
    readonly permissions: readonly PermissionRecord[],
  ) {
    super(integration, factsOf(viewer, permissions));
    this.own = permissions.filter(({ rbacId }) => rbacId === this.rbacId);
  }

  /** With the viewer's rights, were these the permissions on its own RBAC id. */
  withOwn(own: readonly PermissionRecord[]): WholeResource<I> {
    const others = this.permissions.filter(({ rbacId }) => rbacId !== this.rbacId);
    return new WholeResource(this.viewer, this.integration, [...own, ...others]);
  }

  /** With the viewer's rights, were the integration this one. */
  withIntegration<J extends IntegrationRecord>(integration: J): WholeResource<J> {
    return new WholeResource(this.viewer, integration, this.permissions);
  }
}

export interface ReachOptions {
  /** Reads an integration's settings and secrets as well. */
  readonly withDetails?: boolean;
}

/** The resource behind an RBAC id, in at most two commands; undefined when it is unknown or invisible. */
export async function reachResource(
  { snapshot, access }: Reading,
  rbacId: string,
  options: ReachOptions = {},
): Promise<WholeResource | undefined> {
  const behind = await readBehind(snapshot, [rbacId], options);
  const permissions = await snapshot.permissionsOn([...new Set([rbacId, WILDCARD_RBAC_ID])]);
  if (!behind.has(rbacId)) return undefined;
  const resource = new WholeResource(access, behind.get(rbacId), permissions);
  return resource.isVisible ? resource : undefined;
}

/**
 * The resource behind an RBAC id, on which the viewer must be allowed to do `action`.
 * @throws NotFoundError for an unknown or invisible integration, ForbiddenError without the right [V21, V26].
 */
export async function requireResource(
  reading: Reading,
  { rbacId, action, ...options }: ReachOptions & { readonly rbacId: string; readonly action: Action },
): Promise<WholeResource> {
  const resource = await reachResource(reading, rbacId, options);
  if (resource === undefined) throw NotFoundError.integration();
  resource.require(action);
  return resource;
}

/**
 * The resources behind RBAC ids that the viewer sees, by RBAC id, in at most two commands whatever their number. Of
 * permissions those of `principals` are read, among whom the viewer's must be; with none of them, no permission.
 */
export async function reachResources(
  { snapshot, access }: Reading,
  rbacIds: readonly string[],
  principals: readonly Principal[],
): Promise<ReadonlyMap<string, AskableResource>> {
  const behind = await readBehind(snapshot, rbacIds);
  const asked = [...new Set([...rbacIds, WILDCARD_RBAC_ID])];
  const permissions = principals.length === 0 ? [] : await snapshot.permissionsOn(asked, principals);
  const byRbacId = groupBy(permissions, ({ rbacId }) => rbacId);
  const wildcard = byRbacId.get(WILDCARD_RBAC_ID) ?? [];
  const resources = new Map<string, AskableResource>();
  for (const [rbacId, integration] of behind) {
    const own = integration === undefined ? [] : (byRbacId.get(rbacId) ?? []);
    const resource = new AskableResource(integration, factsOf(access, [...own, ...wildcard]));
    if (resource.isVisible) resources.set(rbacId, resource);
  }
  return resources;
}

function factsOf({ account, viewer: user }: ViewerAccess, permissions: readonly PermissionRecord[]) {
  return { account, user, permissions };
}

/** What stands behind RBAC ids: an integration, or undefined for the wildcard. What is unknown is missing. */
async function readBehind(
  snapshot: Snapshot,
  rbacIds: readonly string[],
  { withDetails = false }: ReachOptions = {},
): Promise<ReadonlyMap<string, IntegrationRecord | undefined>> {
  const behind = new Map<string, IntegrationRecord | undefined>();
  const ids: string[] = [];
  for (const rbacId of new Set(rbacIds)) {
    const parsed = parseRbacId(rbacId);
    if (parsed?.kind === 'WILDCARD') behind.set(rbacId, undefined);
    if (parsed?.kind === 'INTEGRATION') ids.push(parsed.integrationId);
  }
  const integrations = ids.length === 0 ? [] : await snapshot.integrations(ids, { withDetails });
  for (const integration of integrations) behind.set(rbacIdOf(integration.id), integration);
  return behind;
}
