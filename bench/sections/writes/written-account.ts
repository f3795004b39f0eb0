import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import type {
  DirectoryRecord,
  PermissionRecord,
  StoredIntegration,
} from '../../../src/datastore/contract/records.js';
import { VIEWER } from '../../../src/decision/permission-sets.js';
import { rbacIdOf } from '../../../src/decision/rbac-id.js';
import { tokensCarriedBy } from '../../../src/decision/visibility.js';
import { auditEvent } from '../../../test/datastore/conformance/world.js';
import { ACCOUNT } from '../flat/flat-account.js';

export const ADMINISTRATOR_ID = 'usr_administrator';
export const LARGE_GROUP_ID = 'grp_large';
export const MEMBERS = 10_000;
const BATCH = 5_000;

/** An account of so many integrations with a permission each, and a group of ten thousand. */
export async function writeAccount(datastore: Datastore, integrations: number): Promise<void> {
  const account = await datastore.beginImport(ACCOUNT.id, { replace: false });
  await account.writeDirectory(directory());
  for (let from = 0; from < integrations; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, integrations - from) }, (_, at) => from + at);
    const permissions = numbers.map(permission);
    await account.writeIntegrations(permissions.map((held, at) => integration(numbers[at] ?? 0, held)));
    await account.writePermissions(permissions);
  }
  await account.commit(ACCOUNT, auditEvent('0', { kind: 'ACCOUNT_IMPORTED' }));
}

function directory(): readonly DirectoryRecord[] {
  const groups = [ACCOUNT.everyoneGroupId, ACCOUNT.administratorsGroupId, LARGE_GROUP_ID];
  const user = (id: string, groupId: string): DirectoryRecord => ({
    kind: 'USER',
    id,
    name: id,
    ...{ createdAt: 0, version: 1, userKind: 'PERSON', userName: null, externalId: null },
    email: null,
    active: true,
    memberships: [],
    groupIds: [groupId],
  });
  return [
    ...groups.map(
      (id) =>
        ({ kind: 'GROUP', id, name: id, createdAt: 0, version: 1, externalId: null, builtIn: null }) as const,
    ),
    user(ADMINISTRATOR_ID, ACCOUNT.administratorsGroupId),
    ...Array.from({ length: MEMBERS }, (_, n) => user(`usr_${n}`, LARGE_GROUP_ID)),
  ];
}

function permission(n: number): PermissionRecord {
  return {
    id: `pol_${n}`,
    rbacId: rbacIdOf(`int_${n}`),
    principal: { type: 'USER', id: `usr_${n % MEMBERS}` },
    permissionSetId: VIEWER.id,
    source: 'GRANTED',
    grantedById: null,
    grantedAt: n,
    reason: null,
  };
}

function integration(n: number, held: PermissionRecord): StoredIntegration {
  const teamIds = [`team_${n % 20}`, `team_${(n + 7) % 20}`];
  return {
    id: `int_${n}`,
    name: `Channel ${n}`,
    type: 'SLACK',
    system: false,
    teamIds,
    createdById: null,
    createdAt: 0,
    updatedAt: 0,
    version: 1,
    details: { settings: {}, secrets: [] },
    tokens: tokensCarriedBy({ system: false, teamIds }, [held]),
  };
}
