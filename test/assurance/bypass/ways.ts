import { z } from 'zod';
import type { RuleName } from '../../../src/graphql/guard/rules.js';
import type { TestGateway } from '../../support/gateway.js';
import { EDIT } from './ways-world.js';

/** A way to an object of a type, for somebody who is refused its guarded fields. */
export interface Way {
  readonly name: string;
  readonly typeName: 'Integration' | 'User' | 'Group' | 'Team';
  readonly as: string;
  /** The operation, around the selection of the object. */
  readonly operation: (selection: string) => string;
  /** Where the object stands in the answer. */
  readonly path: string;
  /** The rules that refuse fields there. */
  readonly refused: readonly RuleName[];
  /** Makes the variables of a mutation, and what it needs to be carried out. */
  readonly prepare?: (gateway: TestGateway) => Promise<object>;
}

const PD = 'data_providers.int_pd';
const DESK = 'data_providers.int_desk';
const EVERYTHING: readonly RuleName[] = ['READ', 'MANAGE_PERMISSIONS'];
const MANAGING: readonly RuleName[] = ['MANAGE_PERMISSIONS'];

const toIntegrations: readonly Omit<Way, 'typeName'>[] = [
  {
    ...{ name: 'integration', as: 'usr_una', path: 'integration', refused: EVERYTHING },
    operation: (object) => `{ integration(id: "int_pd") ${object} }`,
  },
  {
    ...{ name: 'several by their ids', as: 'usr_una', path: 'integrationsById.1', refused: EVERYTHING },
    operation: (object) => `{ integrationsById(ids: ["int_none", "int_pd"]) ${object} }`,
  },
  {
    ...{ name: 'a Save that leaves one with USE', as: 'usr_vera', refused: EVERYTHING },
    path: 'changePermissions.integration',
    operation: (object) =>
      `mutation ($id: ID!) { changePermissions(input: { rbacId: "data_providers.int_hook", remove: [$id],
        allowSelfLockout: true }) { integration ${object} } }`,
    prepare: grantEditToVera,
  },
  {
    ...{ name: 'the picker', as: 'usr_una', path: 'usableIntegrations.edges.0.node', refused: EVERYTHING },
    operation: (object) => `{ usableIntegrations(search: "pager") { edges { node ${object} } } }`,
  },
  {
    ...{ name: 'the management list', as: 'usr_rita', path: 'integrations.edges.0.node', refused: MANAGING },
    operation: (object) => `{ integrations(search: "pager") { edges { node ${object} } } }`,
  },
  {
    ...{ name: 'a permission of one’s own', as: 'usr_una', refused: EVERYTHING },
    path: 'viewer.permissions.edges.0.node.integration',
    operation: (object) => `{ viewer { permissions { edges { node { integration ${object} } } } } }`,
  },
  {
    ...{ name: 'a permission of a group of one’s own', as: 'usr_una', refused: EVERYTHING },
    path: 'viewer.groups.0.permissions.edges.0.node.integration',
    operation: (object) =>
      `{ viewer { groups { permissions { edges { node { integration ${object} } } } } } }`,
  },
  {
    ...{ name: 'a change of the integration', as: 'usr_moe', refused: MANAGING },
    path: 'updateIntegration.integration',
    operation: (object) =>
      `mutation { updateIntegration(input: { id: "int_pd" }) { integration ${object} } }`,
  },
  {
    ...{ name: 'a revocation that leaves one with USE', as: 'usr_vera', refused: EVERYTHING },
    path: 'revokePermission.changes.0.permission.integration',
    operation: (object) =>
      `mutation ($id: ID!) { revokePermission(input: { permissionId: $id, allowSelfLockout: true }) {
        changes { permission { integration ${object} } } } }`,
    prepare: grantEditToVera,
  },
];

const REFUSES_OTHERS: readonly RuleName[] = ['SELF_OR_ADMINISTRATOR'];

const toUsers: readonly Omit<Way, 'typeName' | 'refused'>[] = [
  {
    ...{ name: 'the directory', as: 'usr_una', path: 'users.edges.0.node' },
    operation: (object) => `{ users(search: "otto") { edges { node ${object} } } }`,
  },
  {
    ...{ name: 'the creator of an integration', as: 'usr_rita', path: 'integration.createdBy' },
    operation: (object) => `{ integration(id: "int_pd") { createdBy ${object} } }`,
  },
  {
    ...{ name: 'the creator, in a list', as: 'usr_rita', path: 'integrations.edges.0.node.createdBy' },
    operation: (object) => `{ integrations(search: "pager") { edges { node { createdBy ${object} } } } }`,
  },
  {
    ...{ name: 'whoever granted a permission', as: 'usr_rita' },
    path: 'viewer.permissions.edges.0.node.grantedBy',
    operation: (object) => `{ viewer { permissions { edges { node { grantedBy ${object} } } } } }`,
  },
  {
    ...{ name: 'the creator behind a permission', as: 'usr_rita' },
    path: 'viewer.permissions.edges.0.node.integration.createdBy',
    operation: (object) =>
      `{ viewer { permissions { edges { node { integration { createdBy ${object} } } } } } }`,
  },
  {
    ...{ name: 'a member of a group', as: 'usr_rita', path: 'groups.edges.0.node.members.edges.0.node' },
    operation: (object) =>
      `{ groups(search: "readers") { edges { node { members(first: 1) { edges { node ${object} } } } } } }`,
  },
  {
    ...{
      name: 'the permissions of an integration',
      as: 'usr_dina',
      path: 'permissions.edges.0.node.grantedBy',
    },
    operation: (object) =>
      `{ permissions(rbacId: "${PD}", first: 1) { edges { node { grantedBy ${object} } } } }`,
  },
  {
    ...{ name: 'the rights of another', as: 'usr_dina', path: 'effectiveRights.user' },
    operation: (object) => `{ effectiveRights(rbacId: "${PD}", userId: "usr_otto") { user ${object} } }`,
  },
  {
    ...{ name: 'whoever holds a permission', as: 'usr_dina', path: 'permissions.edges.1.node.principal' },
    operation: (object) =>
      `{ permissions(rbacId: "${DESK}", first: 2) { edges { node { principal { ... on User ${object} } } } } }`,
  },
  {
    ...{ name: 'who can', as: 'usr_dina', path: 'whoCan.edges.0.node.user' },
    operation: (object) =>
      `{ whoCan(rbacId: "${PD}", action: MANAGE_PERMISSIONS, first: 1) { edges { node { user ${object} } } } }`,
  },
  {
    ...{
      name: 'a change of the integration',
      as: 'usr_moe',
      path: 'updateIntegration.integration.createdBy',
    },
    operation: (object) =>
      `mutation { updateIntegration(input: { id: "int_pd" }) { integration { createdBy ${object} } } }`,
  },
  {
    ...{
      name: 'a grant that was there',
      as: 'usr_dina',
      path: 'grantPermission.changes.0.permission.grantedBy',
    },
    operation: (object) =>
      `mutation { grantPermission(input: {
        rbacId: "${PD}", principal: { type: USER, id: "usr_moe" }, permissionSetId: "${EDIT}"
      }) { changes { permission { grantedBy ${object} } } } }`,
  },
];

const toGroups: readonly Way[] = [
  {
    ...{ name: 'the directory', typeName: 'Group', as: 'usr_una', path: 'groups.edges.0.node' },
    refused: ['MEMBER_OR_ADMINISTRATOR', 'READS_GROUP_DETAILS'],
    operation: (object) => `{ groups(search: "managers") { edges { node ${object} } } }`,
  },
  {
    ...{ name: 'a group that holds a permission', typeName: 'Group', as: 'usr_dina' },
    ...{ path: 'permissions.edges.0.node.principal', refused: ['MEMBER_OR_ADMINISTRATOR'] },
    operation: (object) =>
      `{ permissions(rbacId: "${DESK}", first: 1) { edges { node { principal { ... on Group ${object} } } } } }`,
  },
];

const toTeams: readonly Way[] = [
  {
    ...{ name: 'the directory', typeName: 'Team', as: 'usr_una', path: 'teams.edges.0.node' },
    refused: ['TEAM_MEMBER_OR_ADMINISTRATOR', 'READS_TEAM_DETAILS'],
    operation: (object) => `{ teams(search: "root") { edges { node ${object} } } }`,
  },
];

/** Every way to an object with guarded fields. */
export const WAYS: readonly Way[] = [
  ...toIntegrations.map((way) => ({ ...way, typeName: 'Integration' }) as const),
  ...toUsers.map((way) => ({ ...way, typeName: 'User', refused: REFUSES_OTHERS }) as const),
  ...toGroups,
  ...toTeams,
];

const grantedId = z.object({
  grantPermission: z.object({ changes: z.tuple([z.object({ permission: z.object({ id: z.string() }) })]) }),
});

async function grantEditToVera(gateway: TestGateway): Promise<object> {
  const { data } = await gateway.ask(
    { account: 'acme', user: 'usr_ada' },
    `mutation { grantPermission(input: {
      rbacId: "data_providers.int_hook", principal: { type: USER, id: "usr_vera" }, permissionSetId: "${EDIT}"
    }) { changes { permission { id } } } }`,
  );
  return { id: grantedId.parse(data).grantPermission.changes[0].permission.id };
}
