import type { UserRecord } from '../../datastore/contract/records.js';
import type { PermissionFact } from '../../decision/facts.js';
import { WILDCARD_RBAC_ID } from '../../decision/rbac-id.js';
import type { IntegrationAccess } from '../../access/resource-access.js';
import type { ViewerAccess } from '../../access/viewer-access.js';

/**
 * What the person who asks may read of what a decision rests on. Labels, sentences and remedies name only that, and
 * stay general for the rest; the verdicts are the same for everybody.
 */
export interface Disclosure {
  /** The subject's memberships and groups. */
  readonly subjectDetails: boolean;
  /** Which teams hold the integration, and who created it. */
  readonly integrationDetails: boolean;
  permission(permission: PermissionFact): boolean;
}

/** `on` is undefined for the wildcard, which belongs to administrators. */
export function disclosureFor(
  access: ViewerAccess,
  subject: UserRecord,
  on: IntegrationAccess | undefined,
): Disclosure {
  const isSelf = subject.id === access.viewer.id;
  const subjectDetails = isSelf || access.isAdministrator;
  const managesHere = on?.allows('MANAGE_PERMISSIONS') === true;
  return {
    subjectDetails,
    integrationDetails: access.isAdministrator || on?.allows('READ') === true,
    permission: (permission) =>
      subjectDetails ||
      isHeldByGroupOf(access, permission) ||
      (managesHere && permission.rbacId !== WILDCARD_RBAC_ID && permission.principal.type === 'USER'),
  };
}

/** Members read their group's permissions and members, so that a person is in it is no news to them. */
function isHeldByGroupOf({ account, viewer }: ViewerAccess, { principal }: PermissionFact): boolean {
  if (principal.type !== 'GROUP') return false;
  if (principal.id === account.everyoneGroupId) return true;
  return viewer.groupIds.includes(principal.id);
}
