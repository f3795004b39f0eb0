import type { Change, Question } from './operations.js';

/** How many rows of a list of permissions are asked for where there may be more. */
export const PAGE = 100;

/** What is asked of each field; the model answers exactly these selections. Every query also tells its revision. */

const PERMISSION = 'id rbacId principal { type id } permissionSet { id } source inert reason';
const DECISION = 'action allowed decidedBy reason layers { layer verdict }';
const INTEGRATION = `id rbacId name type system costsCredits
  viewerRights { canRead canUse canUpdate canDelete canManagePermissions }
  settings teams { id } createdBy { id } version permissions(first: ${PAGE}) { edges { node { id } } }`;
const LIST = 'edges { node { id name } } pageInfo { hasNextPage }';
const LIST_VARIABLES = '$first: Int, $search: String, $type: IntegrationType';
const LIST_ARGUMENTS = 'first: $first, search: $search, type: $type';
const CHANGED_PERMISSIONS = `changes { outcome permission { ${PERMISSION} } } warnings { code }
  integration { ${INTEGRATION} } removedPermissionIds`;

const QUESTIONS: Readonly<Record<Question['field'], string>> = {
  viewer: `{ account { revision plan permissionSets accessModel residualRead enforced } viewer {
    id name active email isAdministrator groups { id } memberships { team { id } role }
    permissions(first: 100) { edges { node { ${PERMISSION} } } } } }`,
  integration: `query ($id: ID!) { account { revision } integration(id: $id) { ${INTEGRATION} } }`,
  integrations: `query (${LIST_VARIABLES}) { account { revision } integrations(${LIST_ARGUMENTS}) { ${LIST} } }`,
  usableIntegrations: `query (${LIST_VARIABLES}) {
    account { revision } usableIntegrations(${LIST_ARGUMENTS}) { ${LIST} } }`,
  checkRights: `query ($checks: [RightsCheckInput!]!) {
    account { revision } checkRights(checks: $checks) { ${DECISION} } }`,
  effectiveRights: `query ($rbacId: String!, $userId: ID) { account { revision }
    effectiveRights(rbacId: $rbacId, userId: $userId) {
      rbacId user { id } revision decisions { ${DECISION} } } }`,
  whoCan: `query ($rbacId: String!, $action: Action!) { account { revision }
    whoCan(rbacId: $rbacId, action: $action, first: 100) {
      edges { node { user { id } decision { ${DECISION} } } } } }`,
  permissions: `query ($rbacId: String!, $includeWildcard: Boolean!) { account { revision }
    permissions(rbacId: $rbacId, includeWildcard: $includeWildcard, first: ${PAGE}) {
      revision edges { node { ${PERMISSION} } } } }`,
};

const PAYLOADS: Readonly<Record<Change['field'], string>> = {
  grantPermission: CHANGED_PERMISSIONS,
  revokePermission: CHANGED_PERMISSIONS,
  changePermissions: CHANGED_PERMISSIONS,
  createIntegration: `integration { ${INTEGRATION} }`,
  updateIntegration: `integration { ${INTEGRATION} }`,
  deleteIntegration: 'deletedIntegrationId',
};

/** What is sent, as the body of a request. */
export interface RequestBody {
  readonly query: string;
  readonly variables: object;
}

export function bodyOfQuestion({ field, args }: Question): RequestBody {
  return { query: QUESTIONS[field], variables: args };
}

/** The payload comes under the name `payload`, whatever the mutation. */
export function bodyOfChange({ field, input }: Change): RequestBody {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const selection = `${PAYLOADS[field]} userErrors { code } revision`;
  const query = `mutation ($input: ${type}!) { payload: ${field}(input: $input) { ${selection} } }`;
  return { query, variables: { input } };
}
