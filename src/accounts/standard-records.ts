import type {
  AccountState,
  BuiltInGroup,
  GroupRecord,
  PermissionRecord,
  StoredIntegration,
  TeamRecord,
} from '../datastore/contract/records.js';
import { USE_INTEGRATION } from '../decision/permission-sets.js';
import { rbacIdOf } from '../decision/rbac-id.js';

/** The ids of what every account has, under whatever name. */
export type BuiltIns = Pick<
  AccountState,
  'rootTeamId' | 'everyoneGroupId' | 'administratorsGroupId' | 'systemIntegrationId'
>;

/** Those that an account has when nobody gave others. */
export const STANDARD_BUILT_INS: BuiltIns = {
  rootTeamId: 'team_root',
  everyoneGroupId: 'grp_everyone',
  administratorsGroupId: 'grp_administrators',
  systemIntegrationId: 'int_email',
};

/** What every account has, as it is made when nobody gave another; `createdAt` is when. */
export function standardRootTeam(createdAt: number): TeamRecord {
  return { kind: 'TEAM', id: STANDARD_BUILT_INS.rootTeamId, name: 'Root', createdAt, version: 1 };
}

const GROUPS: Readonly<Record<BuiltInGroup, Pick<GroupRecord, 'id' | 'name'>>> = {
  EVERYONE: { id: STANDARD_BUILT_INS.everyoneGroupId, name: 'Everyone' },
  ADMINISTRATORS: { id: STANDARD_BUILT_INS.administratorsGroupId, name: 'Administrators' },
};

export function standardGroup(builtIn: BuiltInGroup, createdAt: number): GroupRecord {
  return { kind: 'GROUP', ...GROUPS[builtIn], externalId: null, builtIn, createdAt, version: 1 };
}

export function standardIntegration(createdAt: number): Omit<StoredIntegration, 'tokens'> {
  return {
    ...{
      id: STANDARD_BUILT_INS.systemIntegrationId,
      name: 'Email',
      type: 'EMAIL',
      system: true,
      teamIds: [],
    },
    ...{ createdById: null, createdAt, updatedAt: createdAt, version: 1 },
    details: { settings: {}, secrets: [] },
  };
}

/** Everyone may use the system integration. */
export function standardPermission(
  { systemIntegrationId, everyoneGroupId }: BuiltIns,
  grantedAt: number,
): PermissionRecord {
  return {
    id: 'pol_email_everyone',
    rbacId: rbacIdOf(systemIntegrationId),
    principal: { type: 'GROUP', id: everyoneGroupId },
    permissionSetId: USE_INTEGRATION.id,
    source: 'SYSTEM',
    grantedById: null,
    grantedAt,
    reason: null,
  };
}
