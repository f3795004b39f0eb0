import { ADA, MO, USE } from './world.js';

/** What an operation may cost at most, whatever there is. */
export const QUERY_BUDGET = 6;
export const READ_BUDGET_OF_MUTATIONS = 8;
export const WRITE_BUDGET = 8;

/** An operation with what it costs. */
export interface CostedOperation {
  readonly name: string;
  readonly as: typeof ADA;
  /** Commands that read, when nothing is known before the request. */
  readonly reads: number;
  readonly query: string;
  readonly variables?: object;
}

type Row = readonly [name: string, as: typeof ADA, reads: number, field: string];

const INTEGRATION = 'id rbacId name type system costsCredits';
const RIGHTS = 'viewerRights { canRead canUse canUpdate canDelete canManagePermissions }';
const LAYERS = 'layers { layer verdict explanation evidence { kind subjectId label } }';
const DECISION = `action allowed decidedBy reason explanation ${LAYERS} remedies`;
const PERMISSION = 'id rbacId principal { type id name } permissionSet { id } source inert grantedAt reason';
const PERMISSIONS = `permissions(first: 5) { edges { node { ${PERMISSION} } } }`;
const ON = 'rbacId: "data_providers.int_0"';
/** As many as may be, each twice. */
const IDS_ASKED = JSON.stringify(Array.from({ length: 100 }, (_, index) => `int_${index % 50}`));

const USER = 'id name kind userName email version groups { name } memberships { role team { name version } }';
const GROUP = 'id name externalId version members(first: 5) { edges { node { name } } }';
const TOLD = 'warnings { code message } userErrors { code } revision';
const USER_TOLD = `{ user { ${USER} } ${TOLD} }`;
const GROUP_TOLD = `{ group { ${GROUP} } ${TOLD} }`;
const TEAM_TOLD = `{ team { id name version } ${TOLD} }`;
const ROLE = '{ teamId: "team_mo", role: OPERATOR }';

const page = (list: string, node: string): string =>
  `${list} { edges { cursor node { ${node} } } pageInfo { hasNextPage } }`;

const QUERY_ROWS: readonly Row[] = [
  ['viewer', MO, 1, 'viewer { id name active isAdministrator email }'],
  [
    'viewer with groups and memberships',
    MO,
    2,
    'viewer { groups { id name } memberships { role team { name } } }',
  ],
  ['account', MO, 1, 'account { id name plan enforced revision }'],
  ['integration', MO, 3, `integration(id: "int_0") { ${INTEGRATION} ${RIGHTS} settings secrets { name } }`],
  [
    'integrationsById of a hundred',
    MO,
    3,
    `integrationsById(ids: ${IDS_ASKED}) { ${INTEGRATION} ${RIGHTS} settings }`,
  ],
  [
    'integrationsById of one that there is not',
    MO,
    3,
    `integrationsById(ids: ["int_nowhere"]) { ${INTEGRATION} settings }`,
  ],
  ['integration that there is not', MO, 3, `integration(id: "int_nowhere") { ${INTEGRATION} settings }`],
  [
    'integration with teams and creator',
    MO,
    4,
    `integration(id: "int_0") { ${INTEGRATION} teams { name } createdBy { name } }`,
  ],
  ['integrations', MO, 4, page('integrations(first: 100)', INTEGRATION)],
  ['integrations for an administrator', ADA, 2, page('integrations(first: 100)', INTEGRATION)],
  ['integrations with viewerRights', MO, 4, page('integrations(first: 100)', `${INTEGRATION} ${RIGHTS}`)],
  [
    'integrations with settings',
    MO,
    4,
    page('integrations(first: 100)', `${INTEGRATION} settings secrets { name }`),
  ],
  [
    'integrations with teams and creators',
    MO,
    5,
    page('integrations(first: 100)', 'name teams { name } createdBy { name }'),
  ],
  ['integrations with permissions', ADA, 4, page('integrations(first: 100)', `name ${PERMISSIONS}`)],
  ['integrations found', MO, 4, page('integrations(first: 100, search: "Integration")', INTEGRATION)],
  ['usableIntegrations', MO, 4, page('usableIntegrations(first: 100)', INTEGRATION)],
  [
    'usableIntegrations with viewerRights',
    MO,
    4,
    page('usableIntegrations(first: 100)', `${INTEGRATION} ${RIGHTS}`),
  ],
  ['permissionSets', MO, 1, 'permissionSets { id name actions impliedActions }'],
  ['permissions', MO, 5, page(`permissions(${ON}, first: 100)`, PERMISSION)],
  [
    'permissions with integrations and givers',
    ADA,
    5,
    page(
      `permissions(${ON}, first: 100, includeWildcard: true)`,
      `${PERMISSION} integration { name } grantedBy { name }`,
    ),
  ],
  [
    'effectiveRights',
    MO,
    4,
    `effectiveRights(${ON}) { user { id name } revision decisions { ${DECISION} } }`,
  ],
  [
    'effectiveRights of another',
    ADA,
    5,
    `effectiveRights(${ON}, userId: "usr_0") { user { name } decisions { ${DECISION} } }`,
  ],
  ['whoCan', MO, 5, page(`whoCan(${ON}, action: USE, first: 100)`, `user { name } decision { ${DECISION} }`)],
  ['users', MO, 2, page('users(first: 100)', 'id name active')],
  [
    'users with groups and memberships',
    ADA,
    3,
    page('users(first: 100)', 'name email groups { name } memberships { team { name } }'),
  ],
  ['users with permissions', ADA, 4, page('users(first: 100)', `name ${PERMISSIONS}`)],
  ['user', ADA, 3, `user(id: "usr_0") { ${USER} }`],
  ['user that there is not', ADA, 2, `user(id: "usr_nobody") { ${USER} }`],
  ['group', ADA, 3, `group(id: "grp_0") { ${GROUP} }`],
  [
    'users with access tokens',
    ADA,
    3,
    page('users(first: 100)', 'name accessTokens(first: 5) { edges { node { name lastUsedOn } } }'),
  ],
  ['team', MO, 3, `team(id: "team_mo") { name members(first: 5) { edges { node { name } } } }`],
  ['groups', MO, 2, page('groups(first: 100)', 'id name builtIn')],
  [
    'groups with members',
    ADA,
    3,
    page('groups(first: 100)', 'name members(first: 5) { edges { node { name } } }'),
  ],
  ['groups with permissions', ADA, 4, page('groups(first: 100)', `name ${PERMISSIONS}`)],
  ['teams', MO, 2, page('teams(first: 100)', 'id name root')],
  [
    'teams with members',
    ADA,
    3,
    page('teams(first: 100)', 'name version members(first: 5) { edges { node { name } } }'),
  ],
  [
    'auditEvents',
    ADA,
    2,
    page('auditEvents(first: 100)', 'id at kind actorName before after requestId revision'),
  ],
];

const CHANGES = `{ changes { outcome permission { ${PERMISSION} } } warnings { code message } userErrors { code } revision }`;
const CHANGES_SHOWN = `{ integration { ${INTEGRATION} ${RIGHTS} } removedPermissionIds userErrors { code } }`;
const SAVED = `{ integration { ${INTEGRATION} ${RIGHTS} settings version } userErrors { code } revision }`;

const grant = (type: string, id: string): string =>
  `{ principal: { type: ${type}, id: "${id}" }, permissionSetId: "${USE}" }`;
const ONE_GRANT = `${ON}, principal: { type: USER, id: "usr_ada" }, permissionSetId: "${USE}"`;
const SAVE = `add: [${grant('USER', 'usr_0')} ${grant('GROUP', 'grp_0')}], remove: ["pol_owner_0"], allowOrphan: true`;
const NEW = 'name: "New", type: SLACK, teamIds: ["team_mo"], settings: { a: 1 }, secrets: { token: "hush" }';

/** In this order, each on what the one before it left. */
const MUTATION_ROWS: readonly Row[] = [
  [
    'changePermissions without writing',
    ADA,
    7,
    `changePermissions(input: { ${ON}, ${SAVE}, dryRun: true }) ${CHANGES}`,
  ],
  ['grantPermission', MO, 7, `grantPermission(input: { ${ONE_GRANT} }) ${CHANGES}`],
  ['grantPermission of what there is', MO, 7, `grantPermission(input: { ${ONE_GRANT} }) ${CHANGES}`],
  [
    'grantPermission, with the integration',
    MO,
    8,
    `grantPermission(input: { ${ONE_GRANT} }) ${CHANGES_SHOWN}`,
  ],
  ['revokePermission', MO, 7, `revokePermission(input: { permissionId: "pol_use_0" }) ${CHANGES}`],
  [
    'revokePermission of nothing',
    MO,
    6,
    `revokePermission(input: { permissionId: "pol_nothing" }) ${CHANGES}`,
  ],
  ['changePermissions', ADA, 7, `changePermissions(input: { ${ON}, ${SAVE} }) ${CHANGES}`],
  [
    'changePermissions on the wildcard',
    ADA,
    6,
    `changePermissions(input: { rbacId: "data_providers.*", add: [${grant('USER', 'usr_0')}] }) ${CHANGES}`,
  ],
  ['createIntegration', MO, 7, `createIntegration(input: { ${NEW} }) ${SAVED}`],
  [
    'updateIntegration',
    MO,
    7,
    `updateIntegration(input: { id: "int_0", name: "Other", settings: { a: 2 } }) ${SAVED}`,
  ],
  ['updateIntegration with teams', ADA, 6, `updateIntegration(input: { id: "int_0", teamIds: [] }) ${SAVED}`],
  [
    'updateIntegration with nothing new',
    ADA,
    6,
    `updateIntegration(input: { id: "int_0", name: "Other" }) ${SAVED}`,
  ],
  [
    'deleteIntegration',
    ADA,
    5,
    'deleteIntegration(input: { id: "int_0" }) { deletedIntegrationId userErrors { code } revision }',
  ],
  [
    'createUser',
    ADA,
    7,
    `createUser(input: { id: "usr_new", name: "New", userName: "new", memberships: [${ROLE}], groupIds: ["grp_0"] }) ${USER_TOLD}`,
  ],
  [
    'updateUser',
    ADA,
    7,
    `updateUser(input: { id: "usr_new", name: "Newer", userName: "newer", active: false }) ${USER_TOLD}`,
  ],
  [
    'updateUser with nothing new',
    ADA,
    6,
    `updateUser(input: { id: "usr_new", name: "Newer", userName: "newer", active: false }) ${USER_TOLD}`,
  ],
  [
    'changeMemberships',
    ADA,
    6,
    `changeMemberships(input: { userId: "usr_0", set: [${ROLE}], remove: ["team_root"] }) ${USER_TOLD}`,
  ],
  [
    'createGroup',
    ADA,
    6,
    `createGroup(input: { id: "grp_new", name: "New", memberIds: ["usr_ada", "usr_new"] }) ${GROUP_TOLD}`,
  ],
  ['updateGroup', ADA, 6, `updateGroup(input: { id: "grp_0", name: "Other" }) ${GROUP_TOLD}`],
  [
    'changeGroupMembers',
    ADA,
    6,
    `changeGroupMembers(input: { groupId: "grp_0", add: ["usr_ada"], remove: ["usr_0", "usr_new"] }) ${GROUP_TOLD}`,
  ],
  ['createTeam', ADA, 5, `createTeam(input: { id: "team_new", name: "New" }) ${TEAM_TOLD}`],
  ['updateTeam', ADA, 5, `updateTeam(input: { id: "team_mo", name: "Other" }) ${TEAM_TOLD}`],
  [
    'createAccessToken',
    ADA,
    4,
    `createAccessToken(input: { name: "CI" }) { token accessToken { id name expiresAt } ${TOLD} }`,
  ],
  ['revokeAccessToken', ADA, 3, `revokeAccessToken(input: { id: "tok_0" }) { revokedAccessTokenId ${TOLD} }`],
  [
    'revokeAccessToken again',
    ADA,
    3,
    `revokeAccessToken(input: { id: "tok_0" }) { revokedAccessTokenId ${TOLD} }`,
  ],
  [
    'updateAccount',
    ADA,
    3,
    `updateAccount(input: { name: "Other", residualRead: true }) { account { name residualRead } ${TOLD} }`,
  ],
  // Last: what is deleted is not cleaned up here, and reads of what it stands in cost more until then.
  [
    'deleteUser',
    ADA,
    4,
    `deleteUser(input: { id: "usr_0", transferTo: { type: USER, id: "usr_mo" } }) { deletedUserId ${TOLD} }`,
  ],
  ['deleteGroup', ADA, 4, `deleteGroup(input: { id: "grp_0" }) { deletedGroupId ${TOLD} }`],
  ['deleteTeam', ADA, 4, `deleteTeam(input: { id: "team_mo" }) { deletedTeamId ${TOLD} }`],
];

export const QUERIES: readonly CostedOperation[] = [
  ...QUERY_ROWS.map(([name, as, reads, field]) => ({ name, as, reads, query: `{ ${field} }` })),
  checkRights(1),
  checkRights(100),
];

export const MUTATIONS: readonly CostedOperation[] = MUTATION_ROWS.map(([name, as, reads, field]) => ({
  name,
  as,
  reads,
  query: `mutation { ${field} }`,
}));

function checkRights(n: number): CostedOperation {
  const query = `query ($checks: [RightsCheckInput!]!) { checkRights(checks: $checks) { ${DECISION} } }`;
  const check = (index: number) => ({ rbacId: `data_providers.int_${index}`, action: 'UPDATE' });
  const checks = Array.from({ length: n }, (_, index) => check(index));
  return { name: `checkRights of ${n}`, as: MO, reads: 4, query, variables: { checks } };
}
