import { v7 as uuid } from 'uuid';
import type { ChangeDependencies } from '../../../src/changes/change-dependencies.js';
import type { ChangeResult } from '../../../src/changes/run-change.js';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import type { Principal } from '../../../src/decision/facts.js';
import { EDIT_INTEGRATION } from '../../../src/decision/permission-sets.js';
import { rbacIdOf, WILDCARD_RBAC_ID } from '../../../src/decision/rbac-id.js';
import { grantPermission } from '../../../src/permissions/change-permissions.js';
import type { PermissionChanges } from '../../../src/permissions/permission-change.js';
import { revokePermission } from '../../../src/permissions/revoke-permission.js';
import { ACCOUNT } from '../flat/flat-account.js';
import { ADMINISTRATOR_ID, LARGE_GROUP_ID } from './written-account.js';

/** What is granted, and revoked again. */
export interface Grant {
  readonly name: string;
  readonly rbacId: string;
  readonly principal: Principal;
}

const USER: Principal = { type: 'USER', id: 'usr_5000' };

export const GRANTS: readonly Grant[] = [
  { name: 'to a user, on an integration', rbacId: rbacIdOf('int_77'), principal: USER },
  {
    name: 'to a group of 10,000, on an integration',
    rbacId: rbacIdOf('int_78'),
    principal: { type: 'GROUP', id: LARGE_GROUP_ID },
  },
  { name: 'to a user, on the wildcard', rbacId: WILDCARD_RBAC_ID, principal: USER },
  {
    name: 'to a group of 10,000, on the wildcard',
    rbacId: WILDCARD_RBAC_ID,
    principal: { type: 'GROUP', id: LARGE_GROUP_ID },
  },
];

/** Grants as an administrator does over the API, and resolves with the permission's id. */
export async function grant(datastore: Datastore, { rbacId, principal }: Grant): Promise<string> {
  const asked = { rbacId, reason: null, grant: { principal, permissionSetId: EDIT_INTEGRATION.id } };
  return changedId(await grantPermission(dependenciesOn(datastore), requester(), asked));
}

export async function revoke(datastore: Datastore, permissionId: string): Promise<void> {
  const options = { reason: null, allowOrphan: false, allowSelfLockout: false };
  const asked = { permissionId, ...options };
  changedId(await revokePermission(dependenciesOn(datastore), requester(), asked));
}

function dependenciesOn(datastore: Datastore): ChangeDependencies {
  return { datastore, now: Date.now, newId: () => uuid() };
}

function requester() {
  return { accountId: ACCOUNT.id, userId: ADMINISTRATOR_ID, requestId: uuid() };
}

/** @throws when nothing was changed: that would cost nothing. */
function changedId({ result }: ChangeResult<PermissionChanges>): string {
  const [change] = result?.changes ?? [];
  const isChanged = change?.outcome === 'CREATED' || change?.outcome === 'REMOVED';
  if (!isChanged || change.permission === null) throw new Error('A grant or revoke changed nothing');
  return change.permission.id;
}
