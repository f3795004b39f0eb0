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

/** One for each argument and input field but `first` and `after`. */
export const INPUT_CASES: readonly InputCase[] = [...LISTS, ...QUERIES, ...PERMISSIONS, ...INTEGRATIONS].map(
  ([place, as, without, given]) => ({ place, as, without, given }),
);

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
  'User.permissions': `{ users(search: "dina") { edges { node { permissions(PAGE) ${page()} } } } }`,
  'Group.members': `{ groups(search: "payers") { edges { node { members(PAGE) ${page()} } } } }`,
  'Group.permissions': `{ groups(search: "payers") { edges { node { permissions(PAGE) ${page()} } } } }`,
  'Integration.permissions': `{ integration(id: "int_pd") { permissions(PAGE) ${page()} } }`,
};
