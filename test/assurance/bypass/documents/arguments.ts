import { PD, SETS, WILDCARD } from '../world.js';

export type Arguments = Readonly<Record<string, unknown>>;

const EMAIL = 'data_providers.int_email';
/** Seen by Ivy alone, and by administrators. */
const OPS = 'data_providers.int_ops';
const NONE = 'data_providers.int_none';
const WHOLE: readonly [Arguments] = [{}];

const input = (fields: Arguments): Arguments => ({ input: fields });
const grant = (rbacId: string, userId: string, reason?: string) =>
  input({
    ...{ rbacId, principal: { type: 'USER', id: userId }, permissionSetId: SETS.USE },
    ...(reason !== undefined && { reason }),
  });

const check = (rbacId: string, action: string, userId?: string) => ({
  ...{ rbacId, action },
  ...(userId !== undefined && { userId }),
});

/**
 * With which arguments each field is asked for: a root field with each of them, a nested one with the first. Every
 * field that takes arguments has to be here.
 */
export const ARGUMENTS: Readonly<Record<string, readonly [Arguments, ...Arguments[]]>> = {
  'Query.integration': [{ id: 'int_pd' }, { id: 'int_email' }, { id: 'int_ops' }, { id: 'int_none' }],
  'Query.integrationsById': [{ ids: ['int_pd', 'int_ops', 'int_none', 'int_pd', 'int_email'] }, { ids: [] }],
  'Query.integrations': [{}, { first: 1 }, { withoutOwner: true }],
  'Query.usableIntegrations': [{}, { first: 1 }],
  'Query.permissions': [
    { rbacId: PD },
    { rbacId: PD, includeWildcard: true },
    { rbacId: WILDCARD },
    { rbacId: OPS },
    { rbacId: NONE },
  ],
  'Query.effectiveRights': [
    { rbacId: PD },
    { rbacId: EMAIL },
    { rbacId: WILDCARD },
    { rbacId: OPS },
    { rbacId: NONE },
    { rbacId: PD, userId: 'usr_rita' },
    { rbacId: PD, userId: 'usr_nobody' },
    { rbacId: WILDCARD, userId: 'usr_rita' },
    { rbacId: OPS, userId: 'usr_rita' },
  ],
  'Query.checkRights': [
    {
      checks: [
        check(PD, 'READ'),
        check(OPS, 'USE'),
        check(NONE, 'USE'),
        check(WILDCARD, 'CREATE'),
        check(PD, 'UPDATE', 'usr_moe'),
        check(PD, 'UPDATE', 'usr_nobody'),
        check(OPS, 'READ', 'usr_ivy'),
        check(WILDCARD, 'MANAGE_PERMISSIONS', 'usr_ada'),
      ],
    },
  ],
  'Query.whoCan': [
    { rbacId: PD, action: 'USE' },
    { rbacId: WILDCARD, action: 'CREATE' },
    { rbacId: OPS, action: 'READ' },
    { rbacId: NONE, action: 'READ' },
  ],
  'Query.user': [{ id: 'usr_moe' }, { id: 'usr_una' }, { id: 'usr_none' }],
  'Query.group': [{ id: 'grp_pay' }, { id: 'grp_everyone' }, { id: 'grp_none' }],
  'Query.team': [{ id: 'team_pay' }, { id: 'team_root' }, { id: 'team_none' }],
  'Query.users': [{}, { first: 1 }],
  'Query.groups': WHOLE,
  'Query.teams': WHOLE,
  'Query.auditEvents': WHOLE,
  'Mutation.grantPermission': [
    grant(PD, 'usr_ivy', 'to let Ivy use it'),
    grant(PD, 'usr_nobody'),
    grant(WILDCARD, 'usr_ivy'),
    grant(OPS, 'usr_una'),
    grant(NONE, 'usr_una'),
  ],
  'Mutation.revokePermission': [
    input({ permissionId: 'pol_pay' }),
    input({ permissionId: 'pol_moe' }),
    input({ permissionId: 'pol_dina_any' }),
    input({ permissionId: 'pol_una_void' }),
    input({ permissionId: 'pol_none' }),
  ],
  'Mutation.changePermissions': [
    input({
      rbacId: PD,
      add: [{ principal: { type: 'GROUP', id: 'grp_ops' }, permissionSetId: SETS.USE }],
      remove: ['pol_rita', 'pol_ivy'],
    }),
    input({ rbacId: OPS, remove: ['pol_ivy'] }),
    input({ rbacId: WILDCARD }),
  ],
  'Mutation.createIntegration': [input({ name: 'New', type: 'SLACK', teamIds: ['team_pay'] })],
  'Mutation.updateIntegration': [
    input({ id: 'int_pd', name: 'Other' }),
    input({ id: 'int_pd', teamIds: [], allowSelfLockout: true }),
    input({ id: 'int_ops', name: 'Other' }),
    input({ id: 'int_none', name: 'Other' }),
  ],
  'Mutation.deleteIntegration': [
    input({ id: 'int_pd' }),
    input({ id: 'int_email' }),
    input({ id: 'int_ops' }),
    input({ id: 'int_none' }),
  ],
  'Mutation.createUser': [
    input({ id: 'usr_new', name: 'New', email: 'new@acme' }),
    input({ id: 'usr_moe', name: 'New', email: 'new@acme' }),
  ],
  'Mutation.updateUser': [
    input({ id: 'usr_una', active: false, externalId: null }),
    input({ id: 'usr_none', name: 'Other' }),
  ],
  'Mutation.changeMemberships': [
    input({ userId: 'usr_una', set: [{ teamId: 'team_ops', role: 'OPERATOR' }], remove: ['team_pay'] }),
    input({ userId: 'usr_none' }),
  ],
  'Mutation.createGroup': [
    input({ id: 'grp_new', name: 'New', externalId: 'ext_new', memberIds: ['usr_una'] }),
    input({ id: 'grp_pay', name: 'New' }),
  ],
  'Mutation.updateGroup': [
    input({ id: 'grp_pay', name: 'Other' }),
    input({ id: 'grp_everyone', name: 'Other' }),
    input({ id: 'grp_none', name: 'Other' }),
  ],
  'Mutation.changeGroupMembers': [
    input({ groupId: 'grp_pay', add: ['usr_rita', 'usr_zoe'], remove: ['usr_una'] }),
    input({ groupId: 'grp_everyone', add: ['usr_rita'] }),
    input({ groupId: 'grp_none' }),
  ],
  'Mutation.createTeam': [input({ id: 'team_new', name: 'New' }), input({ id: 'team_root', name: 'New' })],
  'Mutation.deleteUser': [
    input({ id: 'usr_una', transferTo: { type: 'USER', id: 'usr_ivy' } }),
    input({ id: 'usr_ada' }),
    input({ id: 'usr_none' }),
  ],
  'Mutation.deleteGroup': [
    input({ id: 'grp_pay' }),
    input({ id: 'grp_everyone' }),
    input({ id: 'grp_none' }),
  ],
  'Mutation.deleteTeam': [input({ id: 'team_pay' }), input({ id: 'team_root' }), input({ id: 'team_none' })],
  'Mutation.updateTeam': [
    input({ id: 'team_root', name: 'Other' }),
    input({ id: 'team_none', name: 'Other' }),
  ],
  'Mutation.updateAccount': [input({ name: 'Other', residualRead: true }), input({ accessModel: 'LAYERED' })],
  'Mutation.createAccessToken': [
    input({ name: 'New' }),
    input({ userId: 'usr_una', name: 'New' }),
    input({ userId: 'usr_none', name: 'New' }),
  ],
  'Mutation.revokeAccessToken': [
    input({ id: 'tok_revoked_usr_una' }),
    input({ id: 'tok_revoked_usr_gina' }),
    input({ id: 'tok_none' }),
  ],
  'User.accessTokens': WHOLE,
  'User.permissions': WHOLE,
  'Group.members': WHOLE,
  'Team.members': WHOLE,
  'Group.permissions': WHOLE,
  'Integration.permissions': WHOLE,
};
