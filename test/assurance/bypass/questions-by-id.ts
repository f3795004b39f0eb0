import { isInputObjectType, isObjectType } from 'graphql';
import type { GraphQLArgument, GraphQLInputField, GraphQLSchema } from 'graphql';
import { typesOf } from '../../graphql/schema-lines.js';
import { SETS } from './world.js';

/** Every place where a client can name something by an id or another text. */
export function placesOfTexts(schema: GraphQLSchema): readonly string[] {
  const isText = ({ type }: GraphQLArgument | GraphQLInputField) =>
    /^\[?(ID|String)!?\]?!?$/.test(String(type));
  return typesOf(schema).flatMap((type) => {
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(isText);
      return fields.map(({ name }) => `${type.name}.${name}`);
    }
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      field.args.filter(isText).map(({ name }) => `${type.name}.${field.name}(${name})`),
    );
  });
}

const PAGE = 'edges { node { id } } pageInfo { hasNextPage }';
const CHANGES =
  'changes { outcome permission { id rbacId } } warnings { code } userErrors { code } revision integration { id } removedPermissionIds';
const SAVED = 'integration { id name } userErrors { code } revision';
const PRINCIPAL = 'principal: { type: USER, id: "usr_olga" }';
const USE = `permissionSetId: "${SETS.USE}"`;

/** Requests with `$id`, `$rbacId` and `$permissionId` of an integration, by the place where these go in. */
export const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  'Query.integration(id)': [
    `{ integration(id: $id) { id name viewerRights { canUse } } }`,
    `{ integration(id: $id) { settings secrets { name } teams { id } createdBy { email } permissions { ${PAGE} } } }`,
    `{ a: integration(id: $id) { id } b: integration(id: "int_seen") { id settings createdBy { id } } }`,
    `{ usableIntegrations { ${PAGE} } integrations { ${PAGE} } integration(id: $id) { id } }`,
  ],
  'Query.integrationsById(ids)': [
    `{ integrationsById(ids: [$id]) { id name settings viewerRights { canUse } } }`,
    `{ integrationsById(ids: ["int_seen", $id, $id]) { id teams { id } createdBy { id } permissions { ${PAGE} } } }`,
  ],
  'Query.permissions(rbacId)': [
    `{ permissions(rbacId: $rbacId) { ${PAGE} revision } }`,
    `{ permissions(rbacId: $rbacId, includeWildcard: true, first: 1) { ${PAGE} } }`,
  ],
  'Query.effectiveRights(rbacId)': [
    `{ effectiveRights(rbacId: $rbacId) { revision decisions { allowed } } }`,
    `{ effectiveRights(rbacId: $rbacId, userId: "usr_else") { user { id } decisions { explanation } } }`,
    `{ effectiveRights(rbacId: $rbacId, userId: "usr_nobody") { revision } }`,
  ],
  'Query.whoCan(rbacId)': [
    `{ whoCan(rbacId: $rbacId, action: READ) { edges { node { user { id } } } } }`,
    `{ whoCan(rbacId: $rbacId, action: CREATE) { edges { node { user { id } } } } }`,
  ],
  'RightsCheckInput.rbacId': [
    `{ checkRights(checks: [{ rbacId: $rbacId, action: READ }]) { allowed explanation } }`,
    `{ checkRights(checks: [{ rbacId: $rbacId, action: DELETE, userId: "usr_else" }]) { allowed } }`,
    `{ checkRights(checks: [{ rbacId: "data_providers.int_seen", action: USE }, { rbacId: $rbacId, action: USE }]) { allowed } }`,
  ],
  'GrantPermissionInput.rbacId': [
    `mutation { grantPermission(input: { rbacId: $rbacId, ${PRINCIPAL}, ${USE} }) { ${CHANGES} } }`,
    `mutation { grantPermission(input: { rbacId: $rbacId, principal: { type: USER, id: "no" }, permissionSetId: "no" }) { ${CHANGES} } }`,
  ],
  'ChangePermissionsInput.rbacId': [
    `mutation { changePermissions(input: { rbacId: $rbacId }) { ${CHANGES} } }`,
    `mutation { changePermissions(input: { rbacId: $rbacId, dryRun: true }) { ${CHANGES} } }`,
    `mutation { changePermissions(input: { rbacId: $rbacId, add: [{ ${PRINCIPAL}, ${USE} }], expectedRevision: 0 }) { ${CHANGES} } }`,
    `mutation { changePermissions(input: { rbacId: $rbacId, remove: ["pol_hide", "pol_none"] }) { ${CHANGES} } }`,
  ],
  'RevokePermissionInput.permissionId': [
    `mutation { revokePermission(input: { permissionId: $permissionId }) { ${CHANGES} } }`,
    `mutation { revokePermission(input: { permissionId: $permissionId, allowOrphan: true, allowSelfLockout: true, reason: "no" }) { ${CHANGES} } }`,
  ],
  'ChangePermissionsInput.remove': [
    `mutation { changePermissions(input: { rbacId: "data_providers.int_seen", remove: [$permissionId] }) { ${CHANGES} } }`,
    `mutation { changePermissions(input: { rbacId: "data_providers.*", remove: [$permissionId] }) { ${CHANGES} } }`,
  ],
  'UpdateIntegrationInput.id': [
    `mutation { updateIntegration(input: { id: $id, name: "Mine" }) { ${SAVED} } }`,
    `mutation { updateIntegration(input: { id: $id, teamIds: ["team_no"], expectedVersion: 7, secrets: { a: null } }) { ${SAVED} } }`,
  ],
  'DeleteIntegrationInput.id': [
    `mutation { deleteIntegration(input: { id: $id }) { deletedIntegrationId userErrors { code } revision } }`,
  ],
};

/** Texts that name nothing which can be hidden: users, groups and teams are in the directory for all; free text. */
export const NAMING_NOTHING_HIDDEN: readonly RegExp[] = [
  /\((after|search)\)$/,
  /\.(name|reason|permissionSetId|teamIds|userId)$|^PrincipalInput\.id$|^Query\.effectiveRights\(userId\)$/,
  /^Query\.(user|group|team)\(id\)$/,
  // Administrators only, and nothing is hidden from them.
  /^(CreateUser|UpdateUser|ChangeMemberships|Membership|(Create|Update)(Group|Team)|Delete(User|Group|Team)|ChangeGroupMembers)Input\./,
  /^Query\.auditEvents\((rbacId|actorId|targetId)\)$/,
  // No integration; somebody else's is refused as an unknown one is, by test/api/access-tokens.
  /^RevokeAccessTokenInput\.id$/,
];
