import { IntegrationAccess, integrationFacts } from '../access/integration-access.js';
import type { ViewerAccess } from '../access/viewer-access.js';
import { groupBy } from '../collections/group-by.js';
import type { Snapshot } from '../datastore/contract/datastore.js';
import type { IntegrationRecord, PermissionRecord, UserRecord } from '../datastore/contract/records.js';
import type { Action } from '../decision/actions.js';
import { isEnforced, principalsOf, WILDCARD } from '../decision/facts.js';
import type { Question } from '../decision/facts.js';
import { isId } from '../decision/id.js';
import { parseRbacId, rbacIdOf, WILDCARD_RBAC_ID } from '../decision/rbac-id.js';

/** What a question about rights is about. */
export interface RightsTarget {
  readonly rbacId: string;
  /** Self when absent. */
  readonly userId?: string | undefined;
}

/**
 * The facts for any number of questions about rights, read in three commands whatever their number and whatever
 * exists, so that neither the answer's time nor its cost tells of what is invisible.
 */
export class RightsFacts {
  private readonly byRbacId: ReadonlyMap<string, IntegrationRecord>;
  private readonly subjects: ReadonlyMap<string, UserRecord>;
  private readonly permissions: ReadonlyMap<string, readonly PermissionRecord[]>;

  private constructor(
    private readonly access: ViewerAccess,
    rows: {
      readonly integrations: readonly IntegrationRecord[];
      readonly subjects: readonly UserRecord[];
      readonly permissions: readonly PermissionRecord[];
    },
  ) {
    this.byRbacId = new Map(rows.integrations.map((row) => [rbacIdOf(row.id), row]));
    this.subjects = new Map(rows.subjects.map((row) => [row.id, row]));
    this.permissions = groupBy(rows.permissions, ({ rbacId }) => rbacId);
  }

  static async load(
    snapshot: Snapshot,
    access: ViewerAccess,
    targets: readonly RightsTarget[],
  ): Promise<RightsFacts> {
    const rbacIds = [...new Set(targets.map(({ rbacId }) => rbacId))];
    const integrationIds = rbacIds.flatMap((rbacId) => {
      const parsed = parseRbacId(rbacId);
      return parsed?.kind === 'INTEGRATION' ? [parsed.integrationId] : [];
    });
    const integrations =
      integrationIds.length === 0 ? [] : await snapshot.integrations(integrationIds, { withDetails: false });
    const subjects = [access.viewer, ...(await readOthers(snapshot, access, targets))];
    const permissions = isEnforced(access.account)
      ? await snapshot.permissionsOn(
          [...new Set([...rbacIds, WILDCARD_RBAC_ID])],
          subjects.flatMap((subject) => principalsOf(access.account, subject)),
        )
      : [];
    return new RightsFacts(access, { integrations, subjects, permissions });
  }

  subject(userId: string): UserRecord | undefined {
    return this.subjects.get(userId);
  }

  /** The viewer's own access to the integration; undefined when there is none, or it is invisible. */
  viewerAccess(rbacId: string): IntegrationAccess | undefined {
    const integration = this.byRbacId.get(rbacId);
    if (integration === undefined) return undefined;
    const { account, viewer: user } = this.access;
    const access = new IntegrationAccess(integration, {
      account,
      user,
      permissions: this.permissionsAt(rbacId),
    });
    return access.isVisible ? access : undefined;
  }

  question(user: UserRecord, action: Action, rbacId: string): Question {
    const integration = this.byRbacId.get(rbacId);
    return {
      account: this.access.account,
      user,
      action,
      resource: integration === undefined ? WILDCARD : integrationFacts(integration),
      permissions: this.permissionsAt(rbacId),
    };
  }

  private permissionsAt(rbacId: string): readonly PermissionRecord[] {
    const own = rbacId === WILDCARD_RBAC_ID ? [] : (this.permissions.get(rbacId) ?? []);
    return [...own, ...(this.permissions.get(WILDCARD_RBAC_ID) ?? [])];
  }
}

async function readOthers(snapshot: Snapshot, access: ViewerAccess, targets: readonly RightsTarget[]) {
  const ids = new Set(
    targets.flatMap(({ userId }) => (userId !== undefined && isId(userId) ? [userId] : [])),
  );
  ids.delete(access.viewer.id);
  if (ids.size === 0) return [];
  const records = await snapshot.directory([...ids].map((id) => ({ kind: 'USER', id })));
  return records.filter((record) => record.kind === 'USER');
}
