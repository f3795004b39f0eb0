import { ID, NAME, RBAC_ID, ROLE } from './expectations.js';
import { at, cases, list, times } from './mistake-case.js';
import type { MistakeCase } from './mistake-case.js';

const NOT_STORABLE = 'holds U+0000 or a lone surrogate, which cannot be kept';
const SECTIONS = 'is not known here; known are account, teams, users, groups, integrations, permissions';

/** What the account and the sections get wrong. */
export const DOCUMENT_CASES = cases([
  {
    what: 'an account without anything in it',
    damage: (document) => (document.account = {}),
    mistakes: [
      ['account.id', `is missing; ${ID}`],
      ['account.name', `is missing; ${NAME}`],
      ['account.plan', 'is missing; must be one of STANDARD, ENTERPRISE'],
      ['account.permissionSets', 'is missing; must be one of OFF, SHADOW, ENFORCED'],
      ['account.accessModel', 'is missing; must be one of LAYERED, GRANTS_ONLY'],
    ],
  },
  {
    what: 'settings of the account that nobody knows',
    damage: ({ account }) => Object.assign(account, { plan: 'GOLD', accessModel: null, residualRead: 'no' }),
    mistakes: [
      ['account.plan', 'is "GOLD"; must be one of STANDARD, ENTERPRISE'],
      ['account.accessModel', 'is null; must be one of LAYERED, GRANTS_ONLY'],
      ['account.residualRead', 'is "no"; must be true or false'],
    ],
  },
  {
    what: 'an account that is no object',
    damage: (document) => Object.assign(document, { account: ['acme'] }),
    mistakes: [['account', 'is a list; must be an object']],
  },
  {
    what: 'no account',
    damage: (document) => Reflect.deleteProperty(document, 'account'),
    mistakes: [['account', 'is missing; must be an object']],
  },
  {
    what: 'a section that nobody knows',
    damage: (document) => Object.assign(document, { policies: [{ id: 'x' }, [1, { a: [] }]], 'a b': 1 }),
    mistakes: [
      ['policies', SECTIONS],
      ['["a b"]', SECTIONS],
    ],
  },
  {
    what: 'a key of any length',
    damage: ({ teams }) => (at(teams, 0)['x'.repeat(100_000)] = 1),
    mistakes: [
      [`teams[0]["${'x'.repeat(80)}…"]`, 'is not known here; known are id, name, root, createdAt, version'],
    ],
  },
  {
    what: 'sections that are no lists',
    damage: (document) => Object.assign(document, { groups: {}, permissions: null }),
    mistakes: [
      ['groups', 'is an object; must be a list'],
      ['permissions', 'is null; must be a list'],
    ],
  },
  {
    what: 'rows that are no objects',
    damage: ({ teams, users }) => {
      (teams as unknown[]).push(5, [{ id: 'x' }]);
      (users as unknown[]).push(null);
    },
    mistakes: [
      ['teams[2]', 'is 5; must be an object'],
      ['teams[3]', 'is a list; must be an object'],
      ['users[3]', 'is null; must be an object'],
    ],
  },
  {
    what: 'misspelt keys, at every depth',
    damage: ({ teams, users, permissions }) => {
      at(teams, 0).rooot = true;
      at(list(at(users, 0), 'memberships'), 0).team = 'team_ops';
      at([at(permissions, 0).principal], 0).kind = 'USER';
      at(permissions, 1).reasons = 'x';
    },
    mistakes: [
      ['teams[0].rooot', 'is not known here; known are id, name, root, createdAt, version'],
      ['users[0].memberships[0].team', 'is not known here; known are teamId, role'],
      ['permissions[0].principal.kind', 'is not known here; known are type, id'],
      [
        'permissions[1].reasons',
        'is not known here; known are id, rbacId, principal, permissionSetId, source, grantedBy, grantedAt, reason',
      ],
    ],
  },
  {
    what: 'texts and keys that cannot be kept',
    damage: ({ account, users, integrations }) => {
      account.name = 'A\0cme';
      at(users, 0).email = '\ud800@acme.example';
      at(integrations, 0).settings = { deep: [{ text: '\udc00', 'k\0': 1 }] };
    },
    mistakes: [
      ['account.name', NOT_STORABLE],
      ['users[0].email', NOT_STORABLE],
      ['integrations[0].settings.deep[0].text', NOT_STORABLE],
      [
        'integrations[0].settings.deep[0]["k\\u0000"]',
        'is a key with U+0000 or a lone surrogate, which cannot be kept',
      ],
    ],
  },
]);

/** Ids that are none. */
export const ID_CASES: readonly MistakeCase[] = ['', 'a b', 'a.b', 'é', 'x'.repeat(65), '*', 7].map((id) => ({
  what: `the id ${JSON.stringify(id)}`,
  damage: ({ teams }) => teams.push({ id, name: 'x' }),
  mistakes: [['teams[2].id', `is ${JSON.stringify(id)}; ${ID}`]],
}));

/** RBAC ids that are none [V4, V13]. */
export const RBAC_ID_CASES: readonly MistakeCase[] = [
  'int_pd',
  'data_providers.',
  'data_providers.int*',
  'data_providers.**',
  'DATA_PROVIDERS.int_pd',
].map((rbacId) => ({
  what: `the RBAC id ${rbacId}`,
  damage: ({ permissions }) => (at(permissions, 0).rbacId = rbacId),
  mistakes: [['permissions[0].rbacId', `is "${rbacId}"; ${RBAC_ID}`]],
}));

/** What a team, a user or a group gets wrong by itself. */
export const DIRECTORY_CASES = cases([
  {
    what: 'names that are empty, too long, or no text',
    damage: ({ teams, users, groups }) => {
      at(teams, 0).name = '';
      at(users, 1).name = 'x'.repeat(201);
      at(groups, 2).name = ['x'];
    },
    mistakes: [
      ['teams[0].name', `is ""; ${NAME}`],
      ['users[1].name', `is a text of 201 characters; ${NAME}`],
      ['groups[2].name', `is a list; ${NAME}`],
    ],
  },
  {
    what: 'a user with values of the wrong type',
    damage: ({ users }) => Object.assign(at(users, 2), { active: 1, email: '', memberships: {} }),
    mistakes: [
      ['users[2].email', 'is ""; must be a text of 1 to 320 characters'],
      ['users[2].active', 'is 1; must be true or false'],
      ['users[2].memberships', 'is an object; must be a list'],
    ],
  },
  {
    what: 'a role that nobody knows, and a membership that is none',
    damage: ({ users }) =>
      list(at(users, 0), 'memberships').push({ teamId: 'team_ops', role: 'OWNER' }, 'team_ops'),
    mistakes: [
      ['users[0].memberships[2].role', `is "OWNER"; ${ROLE}`],
      ['users[0].memberships[3]', 'is "team_ops"; must be an object'],
    ],
  },
  {
    what: 'one user name twice, in another case [A12]',
    damage: ({ users }) => {
      Object.assign(at(users, 0), { userName: 'Ops' });
      Object.assign(at(users, 2), { userName: 'oPS' });
    },
    mistakes: [['users[2].userName', 'is that of users[0] already; case makes no difference']],
  },
  {
    what: 'two roles in one team',
    damage: ({ users }) => list(at(users, 0), 'memberships').push({ teamId: 'team_pay', role: 'OPERATOR' }),
    mistakes: [
      [
        'users[0].memberships[2].teamId',
        'is team "team_pay", in which memberships[0] gives a role already; a user has one role in each team',
      ],
    ],
  },
  {
    what: '51 teams of a user',
    damage: ({ teams, users }) => {
      teams.push(...times(51).map((n) => ({ id: `t${n}`, name: 'T' })));
      at(users, 2).memberships = times(51).map((n) => ({ teamId: `t${n}`, role: 'OPERATOR' }));
    },
    mistakes: [['users[2].memberships', 'is a list of 51; must be at most 50 long']],
  },
  {
    what: 'a built-in group that nobody knows',
    damage: ({ groups }) => (at(groups, 1).builtIn = 'ADMINS'),
    mistakes: [['groups[1].builtIn', 'is "ADMINS"; must be one of EVERYONE, ADMINISTRATORS']],
  },
  {
    what: 'members that are no ids, at any depth',
    damage: ({ groups }) =>
      list(at(groups, 0), 'memberIds').push('a b', 7, { id: ['usr_ben'] }, [['usr_ben']], null),
    mistakes: [
      ['groups[0].memberIds[2]', `is "a b"; ${ID}`],
      ['groups[0].memberIds[3]', `is a number; ${ID}`],
      ['groups[0].memberIds[4]', `is an object; ${ID}`],
      ['groups[0].memberIds[5]', `is a list; ${ID}`],
      ['groups[0].memberIds[6]', `is null; ${ID}`],
    ],
  },
  {
    what: 'members that are no list',
    damage: ({ groups }) => (at(groups, 0).memberIds = 'usr_ana'),
    mistakes: [['groups[0].memberIds', 'is "usr_ana"; must be a list']],
  },
]);
