import { ADA, MIA, OLGA, OWNER, USE } from './world.js';

/** A request that names something by an id, with who may ask it and what the id stands for. */
export interface QuestionById {
  readonly about: 'integration' | 'user' | 'group' | 'team' | 'permission' | 'permissionSet';
  readonly query: string;
  /** What the answer says of an id that nobody has. */
  readonly says: string;
}

/** The integration id stands in an RBAC id. */
const ON = 'rbacId: "data_providers.ID"';
const PAYLOAD =
  '{ changes { outcome permission { id } } warnings { code } userErrors { code message field } revision }';
const SAVED = '{ integration { id } userErrors { code message field } revision }';

/** Anybody may ask these. */
const ABOUT_INTEGRATIONS: readonly QuestionById[] = [
  integration('{ integration(id: "ID") { id name viewerRights { canUse } settings } }', '"integration":null'),
  integration('{ integrationsById(ids: ["ID"]) { id name settings } }', '"integrationsById":[null]'),
  integration(`{ permissions(${ON}) { revision edges { node { id } } } }`, 'NOT_FOUND'),
  integration(`{ permissions(${ON}, includeWildcard: true) { edges { node { id } } } }`, 'NOT_FOUND'),
  integration(`{ whoCan(${ON}, action: USE) { edges { node { user { id } } } } }`, 'NOT_FOUND'),
  integration(`{ effectiveRights(${ON}) { revision decisions { action } } }`, '"effectiveRights":null'),
  integration(
    `{ effectiveRights(${ON}, userId: "usr_olga") { decisions { action } } }`,
    '"effectiveRights":null',
  ),
  integration(`{ checkRights(checks: [{ ${ON}, action: USE }]) { allowed } }`, '"checkRights":[null]'),
  integration(
    `{ checkRights(checks: [{ ${ON}, action: READ, userId: "usr_nobody" }]) { allowed } }`,
    '"checkRights":[null]',
  ),
  integration(
    `mutation { grantPermission(input: { ${ON}, principal: { type: USER, id: "usr_olga" }, permissionSetId: "${USE}" }) ${PAYLOAD} }`,
    'NOT_FOUND',
  ),
  integration(
    `mutation { changePermissions(input: { ${ON}, remove: ["pol_hidden"] }) ${PAYLOAD} }`,
    'NOT_FOUND',
  ),
  integration(`mutation { updateIntegration(input: { id: "ID", name: "Mine" }) ${SAVED} }`, 'NOT_FOUND'),
  integration(
    'mutation { deleteIntegration(input: { id: "ID" }) { deletedIntegrationId userErrors { code } revision } }',
    'NOT_FOUND',
  ),
];

/** The caller may manage the permissions of `int_pay`. */
const ABOUT_OTHERS: readonly QuestionById[] = [
  about('user', '{ effectiveRights(rbacId: "data_providers.int_pay", userId: "ID") { revision } }', 'null'),
  about(
    'user',
    '{ checkRights(checks: [{ rbacId: "data_providers.int_pay", action: USE, userId: "ID" }]) { allowed } }',
    '"checkRights":[null]',
  ),
  about('user', grantTo('USER'), 'PRINCIPAL_NOT_FOUND'),
  about('group', grantTo('GROUP'), 'PRINCIPAL_NOT_FOUND'),
  about(
    'permissionSet',
    `mutation { grantPermission(input: { rbacId: "data_providers.int_pay", principal: { type: USER, id: "usr_olga" }, permissionSetId: "ID" }) ${PAYLOAD} }`,
    'PERMISSION_SET_NOT_FOUND',
  ),
  about('permission', `mutation { revokePermission(input: { permissionId: "ID" }) ${PAYLOAD} }`, 'ABSENT'),
  about(
    'permission',
    `mutation { changePermissions(input: { rbacId: "data_providers.int_pay", remove: ["ID"] }) ${PAYLOAD} }`,
    'ABSENT',
  ),
  about(
    'team',
    `mutation { updateIntegration(input: { id: "int_pay", teamIds: ["team_pay", "ID"] }) ${SAVED} }`,
    'TEAM_NOT_FOUND',
  ),
  about(
    'team',
    `mutation { createIntegration(input: { name: "New", type: SLACK, teamIds: ["ID"] }) ${SAVED} }`,
    'TEAM_NOT_FOUND',
  ),
];

const ABOUT_AUDIT: readonly QuestionById[] = [
  about('integration', `{ auditEvents(${ON}) { edges { node { id } } pageInfo { hasNextPage } } }`, '[]'),
  about('user', '{ auditEvents(actorId: "ID") { edges { node { id } } } }', '[]'),
];

/** Asking about others without the right to is FORBIDDEN whether or not they exist. */
const ABOUT_OTHERS_WITHOUT_RIGHT: readonly QuestionById[] = [
  about(
    'user',
    '{ effectiveRights(rbacId: "data_providers.int_pay", userId: "ID") { revision } }',
    'FORBIDDEN',
  ),
  about('user', '{ effectiveRights(rbacId: "data_providers.*", userId: "ID") { revision } }', 'FORBIDDEN'),
  about(
    'user',
    '{ checkRights(checks: [{ rbacId: "data_providers.int_pay", action: USE, userId: "ID" }]) { allowed } }',
    'FORBIDDEN',
  ),
  about('user', grantTo('USER'), 'FORBIDDEN'),
];

export interface AskedById extends QuestionById {
  readonly as: typeof ADA;
  readonly who: string;
}

export const QUESTIONS_BY_ID: readonly AskedById[] = [
  ...askedBy(ADA, [...ABOUT_INTEGRATIONS, ...ABOUT_OTHERS, ...ABOUT_AUDIT]),
  ...askedBy(MIA, [...ABOUT_INTEGRATIONS, ...ABOUT_OTHERS]),
  ...askedBy(OLGA, [...ABOUT_INTEGRATIONS, ...ABOUT_OTHERS_WITHOUT_RIGHT]),
];

function askedBy(as: typeof ADA, questions: readonly QuestionById[]): readonly AskedById[] {
  const who = as.user.replace('usr_', '');
  return questions.map(({ query, ...rest }) => ({ ...rest, query: withVariable(query), as, who }));
}

/** As a variable, so that the places of errors in the document do not depend on the id. */
function withVariable(query: string): string {
  const operation = query.startsWith('mutation') ? query : `query ${query}`;
  const [variable, text] = operation.includes('"data_providers.ID"')
    ? (['$rbacId: String!', operation.replaceAll('"data_providers.ID"', '$rbacId')] as const)
    : (['$id: ID!', operation.replaceAll('"ID"', '$id')] as const);
  return text.replace(' {', `(${variable}) {`);
}

function integration(query: string, says: string): QuestionById {
  return { about: 'integration', query, says };
}

function about(kind: QuestionById['about'], query: string, says: string): QuestionById {
  return { about: kind, query, says };
}

function grantTo(type: 'USER' | 'GROUP'): string {
  return `mutation { grantPermission(input: { rbacId: "data_providers.int_pay", principal: { type: ${type}, id: "ID" }, permissionSetId: "${OWNER}" }) ${PAYLOAD} }`;
}
