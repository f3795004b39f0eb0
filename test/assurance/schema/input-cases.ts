import { PD, SETS, WILDCARD } from '../bypass/world.js';

/** Two requests that differ in one argument or input field alone, whose answers or effects must differ. */
export interface InputCase {
  /** As in `Query.users(search)` and `GrantInput.principal`. */
  readonly place: string;
  readonly as: string;
  readonly without: string;
  readonly given: string;
}

const OPS = 'data_providers.int_ops';
const IDS = '{ edges { node { id } } }';
const CHANGES = '{ changes { outcome permission { rbacId } } userErrors { code } }';
const SAVED = '{ integration { id name type } userErrors { code } }';
const RIGHTS = '{ user { id } decisions { action allowed } }';
const PERSON = 'principal: { type: USER, id: "usr_ivy" }';
const USE = `permissionSetId: "${SETS.USE}"`;
const VIEW = `permissionSetId: "${SETS.VIEWER}"`;

const on = (rbacId: string): string => `rbacId: "${rbacId}"`;
const check = (rbacId: string, action: string, more = ''): string =>
  `{ ${on(rbacId)}, action: ${action}${more} }`;

type Row = readonly [place: string, as: string, without: string, given: string];

/** The arguments of the two requests, each put into the braces of a field. */
const asked = (
  as: string,
  field: (input: string) => string,
  rows: readonly (readonly [string, string, string])[],
) => rows.map(([place, without, given]): Row => [place, as, field(without), field(given)]);

const list = (name: string, rows: readonly (readonly [argument: string, given: string])[]) =>
  rows.map(([argument, given]): Row => {
    return [`Query.${name}(${argument})`, 'usr_ada', `{ ${name} ${IDS} }`, `{ ${name}(${given}) ${IDS} }`];
  });

const LISTS: readonly Row[] = [
  ...list('users', [['search', 'search: "ivy"']]),
  ...list('groups', [['search', 'search: "pay"']]),
  ...list('teams', [['search', 'search: "pay"']]),
  ...list('integrations', [
    ['search', 'search: "pd"'],
    ['type', 'type: EMAIL'],
    ['withoutOwner', 'withoutOwner: true'],
  ]),
  ...list('usableIntegrations', [
    ['search', 'search: "pd"'],
    ['type', 'type: EMAIL'],
  ]),
  ...list('auditEvents', [
    ['rbacId', on(OPS)],
    ['actorId', 'actorId: "usr_ada"'],
    ['targetKind', 'targetKind: INTEGRATION'],
    ['targetId', 'targetId: "int_pd"'],
    ['from', 'from: "2999-01-01T00:00:00Z"'],
    ['to', 'to: "2001-01-01T00:00:00Z"'],
  ]),
];

const QUERIES: readonly Row[] = [
  ...asked('usr_ada', (args) => `{ integration(${args}) { id } }`, [
    ['Query.integration(id)', 'id: "int_pd"', 'id: "int_ops"'],
  ]),
  ...asked('usr_ada', (args) => `{ integrationsById(${args}) { id } }`, [
    ['Query.integrationsById(ids)', 'ids: ["int_pd"]', 'ids: ["int_ops"]'],
  ]),
  ...asked('usr_ada', (args) => `{ user(${args}) { id } }`, [
    ['Query.user(id)', 'id: "usr_ada"', 'id: "usr_moe"'],
  ]),
  ...asked('usr_ada', (args) => `{ group(${args}) { id } }`, [
    ['Query.group(id)', 'id: "grp_pay"', 'id: "grp_ops"'],
  ]),
  ...asked('usr_ada', (args) => `{ team(${args}) { id } }`, [
    ['Query.team(id)', 'id: "team_pay"', 'id: "team_ops"'],
  ]),
  ...asked('usr_ada', (args) => `{ permissions(${args}) ${IDS} }`, [
    ['Query.permissions(rbacId)', on(PD), on(OPS)],
    ['Query.permissions(includeWildcard)', on(PD), `${on(PD)}, includeWildcard: true`],
  ]),
  ...asked('usr_dina', (args) => `{ effectiveRights(${args}) ${RIGHTS} }`, [
    ['Query.effectiveRights(rbacId)', on(PD), on(WILDCARD)],
    ['Query.effectiveRights(userId)', on(PD), `${on(PD)}, userId: "usr_rita"`],
  ]),
  ...asked('usr_una', (checks) => `{ checkRights(checks: [${checks}]) { allowed } }`, [
    ['Query.checkRights(checks)', '', check(PD, 'USE')],
    ['RightsCheckInput.rbacId', check(PD, 'USE'), check(OPS, 'USE')],
    ['RightsCheckInput.action', check(PD, 'USE'), check(PD, 'READ')],
  ]),
  ...asked('usr_dina', (checks) => `{ checkRights(checks: [${checks}]) { allowed } }`, [
    ['RightsCheckInput.userId', check(PD, 'USE'), check(PD, 'USE', ', userId: "usr_rita"')],
  ]),
  ...asked('usr_ada', (args) => `{ whoCan(${args}) { edges { node { user { id } } } } }`, [
    ['Query.whoCan(rbacId)', `${on(PD)}, action: READ`, `${on(OPS)}, action: READ`],
    ['Query.whoCan(action)', `${on(PD)}, action: READ`, `${on(PD)}, action: USE`],
  ]),
];

const grant = (input: string): string => `mutation { grantPermission(input: { ${input} }) ${CHANGES} }`;
const revoke = (input: string): string => `mutation { revokePermission(input: { ${input} }) ${CHANGES} }`;
const save = (input: string): string =>
  `mutation { changePermissions(input: { ${on(PD)}, ${input} }) ${CHANGES} }`;
const add = (input: string): string => save(`add: [{ ${input} }]`);

const PERMISSIONS: readonly Row[] = [
  ...asked('usr_ada', grant, [
    ['Mutation.grantPermission(input)', `${on(PD)}, ${PERSON}, ${USE}`, `${on(OPS)}, ${PERSON}, ${VIEW}`],
    ['GrantPermissionInput.rbacId', `${on(PD)}, ${PERSON}, ${USE}`, `${on(OPS)}, ${PERSON}, ${USE}`],
    [
      'GrantPermissionInput.principal',
      `${on(PD)}, ${PERSON}, ${USE}`,
      `${on(PD)}, principal: { type: GROUP, id: "grp_ops" }, ${USE}`,
    ],
    ['GrantPermissionInput.permissionSetId', `${on(PD)}, ${PERSON}, ${USE}`, `${on(PD)}, ${PERSON}, ${VIEW}`],
    [
      'GrantPermissionInput.reason',
      `${on(PD)}, ${PERSON}, ${USE}`,
      `${on(PD)}, ${PERSON}, ${USE}, reason: "so"`,
    ],
  ]),
  ...asked('usr_ada', (principal) => add(`principal: { ${principal} }, ${USE}`), [
    ['PrincipalInput.type', 'type: USER, id: "usr_ivy"', 'type: GROUP, id: "usr_ivy"'],
    ['PrincipalInput.id', 'type: USER, id: "usr_ivy"', 'type: USER, id: "usr_zoe"'],
  ]),
  ...asked('usr_ada', revoke, [
    ['Mutation.revokePermission(input)', 'permissionId: "pol_moe"', 'permissionId: "pol_no"'],
    ['RevokePermissionInput.permissionId', 'permissionId: "pol_moe"', 'permissionId: "pol_rita"'],
    ['RevokePermissionInput.reason', 'permissionId: "pol_moe"', 'permissionId: "pol_moe", reason: "so"'],
    [
      'RevokePermissionInput.allowOrphan',
      'permissionId: "pol_last"',
      'permissionId: "pol_last", allowOrphan: true',
    ],
  ]),
  ...asked('usr_dina', revoke, [
    [
      'RevokePermissionInput.allowSelfLockout',
      'permissionId: "pol_dina"',
      'permissionId: "pol_dina", allowSelfLockout: true',
    ],
  ]),
  ...asked('usr_ada', save, [
    ['Mutation.changePermissions(input)', '', 'remove: ["pol_moe"]'],
    ['ChangePermissionsInput.add', '', `add: [{ ${PERSON}, ${USE} }]`],
    ['ChangePermissionsInput.remove', '', 'remove: ["pol_moe"]'],
    ['ChangePermissionsInput.reason', 'remove: ["pol_moe"]', 'remove: ["pol_moe"], reason: "so"'],
    ['ChangePermissionsInput.expectedRevision', '', 'expectedRevision: 0'],
    ['ChangePermissionsInput.dryRun', 'remove: ["pol_moe"]', 'remove: ["pol_moe"], dryRun: true'],
    ['ChangePermissionsInput.allowOrphan', 'remove: ["pol_last"]', 'remove: ["pol_last"], allowOrphan: true'],
  ]),
  ...asked('usr_dina', save, [
    [
      'ChangePermissionsInput.allowSelfLockout',
      'remove: ["pol_dina"]',
      'remove: ["pol_dina"], allowSelfLockout: true',
    ],
  ]),
  ...asked(
    'usr_ada',
    (input) => `mutation { changePermissions(input: { ${input}, remove: ["pol_moe"] }) ${CHANGES} }`,
    [['ChangePermissionsInput.rbacId', on(PD), on(OPS)]],
  ),
  ...asked('usr_ada', add, [
    ['GrantInput.principal', `${PERSON}, ${USE}`, `principal: { type: USER, id: "usr_zoe" }, ${USE}`],
    ['GrantInput.permissionSetId', `${PERSON}, ${USE}`, `${PERSON}, ${VIEW}`],
  ]),
];

const create = (input: string): string => `mutation { createIntegration(input: { ${input} }) ${SAVED} }`;
const update = (input: string): string => `mutation { updateIntegration(input: { ${input} }) ${SAVED} }`;
const remove = (input: string): string =>
  `mutation { deleteIntegration(input: { ${input} }) { deletedIntegrationId userErrors { code } } }`;

const NEW = 'name: "New", type: SLACK';
const OLD = 'id: "int_pd"';

const INTEGRATIONS: readonly Row[] = [
  ...asked('usr_ada', create, [
    ['Mutation.createIntegration(input)', NEW, 'name: "Newer", type: SMS'],
    ['CreateIntegrationInput.name', NEW, 'name: "Newer", type: SLACK'],
    ['CreateIntegrationInput.type', NEW, 'name: "New", type: SMS'],
    ['CreateIntegrationInput.teamIds', NEW, `${NEW}, teamIds: ["team_pay"]`],
    ['CreateIntegrationInput.settings', NEW, `${NEW}, settings: { a: 1 }`],
    ['CreateIntegrationInput.secrets', NEW, `${NEW}, secrets: { a: "b" }`],
  ]),
  ...asked('usr_ada', update, [
    ['Mutation.updateIntegration(input)', OLD, `${OLD}, name: "Other"`],
    ['UpdateIntegrationInput.id', `${OLD}, name: "Other"`, 'id: "int_ops", name: "Other"'],
    ['UpdateIntegrationInput.name', OLD, `${OLD}, name: "Other"`],
    ['UpdateIntegrationInput.teamIds', OLD, `${OLD}, teamIds: []`],
    ['UpdateIntegrationInput.settings', OLD, `${OLD}, settings: { a: 1 }`],
    ['UpdateIntegrationInput.secrets', OLD, `${OLD}, secrets: { a: "b" }`],
    ['UpdateIntegrationInput.expectedVersion', OLD, `${OLD}, expectedVersion: 99`],
  ]),
  ...asked('usr_dina', update, [
    [
      'UpdateIntegrationInput.allowSelfLockout',
      `${OLD}, teamIds: []`,
      `${OLD}, teamIds: [], allowSelfLockout: true`,
    ],
  ]),
  ...asked('usr_ada', remove, [
    ['Mutation.deleteIntegration(input)', OLD, 'id: "int_no"'],
    ['DeleteIntegrationInput.id', OLD, 'id: "int_ops"'],
  ]),
];

const user =
  '{ user { id name kind active userName email externalId groups { id } memberships { role team { id } } } userErrors { code } }';
const group = '{ group { id name externalId members { edges { node { id } } } } userErrors { code } }';
const team = '{ team { id name } userErrors { code } }';
const accessToken = '{ accessToken { name expiresAt } userErrors { code } }';
const settings = '{ account { name permissionSets accessModel residualRead } userErrors { code } }';

/** A mutation with the fields of its input, on top of those that it is given in any case. */
const administered = (name: string, answer: string, rows: readonly (readonly [string, string, string])[]) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const [[, without, given] = ['', '', '']] = rows;
  const all = rows.map(([field, ...inputs]) => [`${type}.${field}`, ...inputs] as const);
  const whole = [`Mutation.${name}(input)`, without, given] as const;
  return asked('usr_ada', (input) => `mutation { ${name}(input: { ${input} }) ${answer} }`, [whole, ...all]);
};

/** Each of these on top of what is always given. */
const more = (always: string, fields: Readonly<Record<string, string>>) =>
  Object.entries(fields).map(([field, value]) => [field, always, `${always}, ${field}: ${value}`] as const);

const ADMINISTRATORS = 'groupId: "grp_administrators", add: ["usr_ivy"], remove: ["usr_ada"]';

/** Ivy administers, too, and Ada by a role alone: she can end it. */
const ivyToo = (mutation: string): string => `mutation {
  ivy: changeMemberships(input: { userId: "usr_ivy", set: [{ teamId: "team_root", role: ADMINISTRATOR }] }) { userErrors { code } }
  ada: changeMemberships(input: { userId: "usr_ada", set: [{ teamId: "team_root", role: ADMINISTRATOR }] }) { userErrors { code } }
  group: changeGroupMembers(input: { groupId: "grp_administrators", remove: ["usr_ada"] }) { userErrors { code } }
  ${mutation}
}`;

const ADMINISTRATION: readonly Row[] = [
  ...asked('usr_ada', (input) => ivyToo(`updateUser(input: { ${input} }) { userErrors { code } }`), [
    [
      'UpdateUserInput.allowSelfLockout',
      'id: "usr_ada", active: false',
      'id: "usr_ada", active: false, allowSelfLockout: true',
    ],
  ]),
  ...asked('usr_ada', (input) => ivyToo(`changeMemberships(input: { ${input} }) { userErrors { code } }`), [
    [
      'ChangeMembershipsInput.allowSelfLockout',
      'userId: "usr_ada", remove: ["team_root"]',
      'userId: "usr_ada", remove: ["team_root"], allowSelfLockout: true',
    ],
  ]),
  ...administered('createUser', user, [
    ['name', 'id: "usr_n", name: "A"', 'id: "usr_n", name: "B"'],
    ['id', 'id: "usr_n", name: "A"', 'id: "usr_m", name: "A"'],
    ...more('id: "usr_n", name: "A"', {
      ...{ kind: 'SERVICE', userName: '"n"', email: '"n@acme"', externalId: '"x"', active: 'false' },
      ...{ memberships: '[{ teamId: "team_pay", role: OPERATOR }]', groupIds: '["grp_pay"]', reason: '"so"' },
    }),
  ]),
  ...asked(
    'usr_ada',
    (set) => `mutation { changeMemberships(input: { userId: "usr_ivy", set: [{ ${set} }] }) ${user} }`,
    [
      ['MembershipInput.teamId', 'teamId: "team_pay", role: OPERATOR', 'teamId: "team_root", role: OPERATOR'],
      [
        'MembershipInput.role',
        'teamId: "team_pay", role: OPERATOR',
        'teamId: "team_pay", role: INTEGRATION_OWNER',
      ],
    ],
  ),
  ...administered('updateUser', user, [
    ['id', 'id: "usr_ivy", name: "B"', 'id: "usr_moe", name: "B"'],
    ...more('id: "usr_ivy"', {
      ...{ name: '"B"', userName: '"n"', email: 'null', externalId: '"x"', active: 'false' },
      expectedVersion: '99',
    }),
    ...more('id: "usr_ivy", name: "B"', { reason: '"so"' }),
  ]),
  ...administered('changeMemberships', user, [
    ['userId', 'userId: "usr_una", remove: ["team_pay"]', 'userId: "usr_rita", remove: ["team_pay"]'],
    ...more('userId: "usr_una"', {
      ...{ set: '[{ teamId: "team_ops", role: OPERATOR }]', remove: '["team_pay"]', expectedVersion: '99' },
    }),
    ...more('userId: "usr_una", remove: ["team_pay"]', { reason: '"so"' }),
  ]),
  ...administered('createGroup', group, [
    ['name', 'id: "grp_n", name: "A"', 'id: "grp_n", name: "B"'],
    ['id', 'id: "grp_n", name: "A"', 'id: "grp_m", name: "A"'],
    ...more('id: "grp_n", name: "A"', { externalId: '"x"', memberIds: '["usr_ivy"]', reason: '"so"' }),
  ]),
  ...administered('updateGroup', group, [
    ['id', 'id: "grp_pay", name: "B"', 'id: "grp_ops", name: "B"'],
    ...more('id: "grp_pay"', { name: '"B"', externalId: '"x"', expectedVersion: '99' }),
    ...more('id: "grp_pay", name: "B"', { reason: '"so"' }),
  ]),
  ...administered('changeGroupMembers', group, [
    ['groupId', 'groupId: "grp_pay", add: ["usr_ada"]', 'groupId: "grp_ops", add: ["usr_ada"]'],
    ...more('groupId: "grp_pay"', { add: '["usr_ada"]', remove: '["usr_una"]' }),
    ...more('groupId: "grp_pay", add: ["usr_ada"]', { reason: '"so"' }),
    ...more(ADMINISTRATORS, { allowSelfLockout: 'true' }),
  ]),
  ...administered('createTeam', team, [
    ['name', 'id: "team_n", name: "A"', 'id: "team_n", name: "B"'],
    ['id', 'id: "team_n", name: "A"', 'id: "team_m", name: "A"'],
    ...more('id: "team_n", name: "A"', { reason: '"so"' }),
  ]),
  ...administered('deleteUser', '{ deletedUserId userErrors { code } }', [
    ['id', 'id: "usr_moe"', 'id: "usr_ivy"'],
    ...more('id: "usr_moe"', {
      ...{ transferTo: '{ type: USER, id: "usr_none" }', expectedVersion: '99', reason: '"so"' },
    }),
  ]),
  ...administered('deleteGroup', '{ deletedGroupId userErrors { code } }', [
    ['id', 'id: "grp_pay"', 'id: "grp_ops"'],
    ...more('id: "grp_pay"', { expectedVersion: '99', reason: '"so"' }),
  ]),
  ...administered('deleteTeam', '{ deletedTeamId userErrors { code } }', [
    ['id', 'id: "team_pay"', 'id: "team_ops"'],
    ...more('id: "team_pay"', { expectedVersion: '99', reason: '"so"' }),
  ]),
  ...administered('updateTeam', team, [
    ['id', 'id: "team_pay", name: "B"', 'id: "team_ops", name: "B"'],
    ...more('id: "team_pay"', { name: '"B"', expectedVersion: '99' }),
    ...more('id: "team_pay", name: "B"', { reason: '"so"' }),
  ]),
  ...administered('createAccessToken', accessToken, [
    ['name', 'name: "A"', 'name: "B"'],
    ...more('name: "A"', { userId: '"usr_ivy"', expiresInDays: '7', reason: '"so"' }),
  ]),
  ...administered('revokeAccessToken', '{ revokedAccessTokenId userErrors { code } }', [
    ['id', 'id: "tok_a"', 'id: "tok_b"'],
    ...more('id: "tok_a"', { reason: '"so"' }),
  ]),
  ...administered('updateAccount', settings, [
    ...more('', {
      ...{ name: '"B"', permissionSets: 'SHADOW', accessModel: 'GRANTS_ONLY', residualRead: 'true' },
      expectedRevision: '0',
    }),
    ...more('name: "B"', { reason: '"so"' }),
  ]),
];

/** One for each argument and input field but `first` and `after`. */
export const INPUT_CASES: readonly InputCase[] = [
  ...LISTS,
  ...QUERIES,
  ...PERMISSIONS,
  ...INTEGRATIONS,
  ...ADMINISTRATION,
].map(([place, as, without, given]) => ({ place, as, without, given }));

const page = (node = 'id'): string => `{ edges { cursor node { ${node} } } }`;

/** Lists of two rows and more, with `PAGE` where `first` and `after` go. Asked by an administrator. */
export const PAGED_LISTS: Readonly<Record<string, string>> = {
  'Query.auditEvents': `{ auditEvents(PAGE) ${page()} }`,
  'Query.users': `{ users(PAGE) ${page()} }`,
  'Query.groups': `{ groups(PAGE) ${page()} }`,
  'Query.teams': `{ teams(PAGE) ${page()} }`,
  'Query.integrations': `{ integrations(PAGE) ${page()} }`,
  'Query.usableIntegrations': `{ usableIntegrations(PAGE) ${page()} }`,
  'Query.permissions': `{ permissions(${on(PD)}, PAGE) ${page()} }`,
  'Query.whoCan': `{ whoCan(${on(PD)}, action: USE, PAGE) ${page('user { id }')} }`,
  'User.accessTokens': `{ viewer { accessTokens(PAGE) ${page()} } }`,
  'User.permissions': `{ users(search: "dina") { edges { node { permissions(PAGE) ${page()} } } } }`,
  'Group.members': `{ groups(search: "payers") { edges { node { members(PAGE) ${page()} } } } }`,
  'Team.members': `{ team(id: "team_pay") { members(PAGE) ${page()} } }`,
  'Group.permissions': `{ groups(search: "payers") { edges { node { permissions(PAGE) ${page()} } } } }`,
  'Integration.permissions': `{ integration(id: "int_pd") { permissions(PAGE) ${page()} } }`,
};
