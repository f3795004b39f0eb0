import { USE_INTEGRATION, VIEWER } from '../../src/decision/permission-sets.js';
import { at, cases, list, times } from './mistake-case.js';
import { grant } from './sample-document.js';

/** What rows get wrong between them. */
export const REFERENCE_CASES = cases([
  {
    what: 'ids given twice, in every section',
    damage: (document) => {
      document.teams.push({ id: 'team_pay', name: 'Again' });
      document.users.push({ id: 'usr_cem', name: 'Again' }, { id: 'usr_cem', name: 'And again' });
      document.groups.push({ id: 'grp_oncall', name: 'Again' });
      document.integrations.push({ id: 'int_pd', name: 'Again', type: 'SMS', teamIds: [] });
      document.permissions.push(grant('pol_1', 'data_providers.int_hook', ['USER', 'usr_ana', VIEWER.id]));
    },
    mistakes: [
      ['teams[2].id', 'is "team_pay", which is the id of teams[0] already'],
      ['users[3].id', 'is "usr_cem", which is the id of users[2] already'],
      ['users[4].id', 'is "usr_cem", which is the id of users[2] already'],
      ['groups[3].id', 'is "grp_oncall", which is the id of groups[0] already'],
      ['integrations[2].id', 'is "int_pd", which is the id of integrations[0] already'],
      ['permissions[4].id', 'is "pol_1", which is the id of permissions[0] already'],
    ],
  },
  {
    what: 'names of things that are not there',
    damage: ({ users, groups, integrations, permissions }) => {
      list(at(users, 1), 'memberships').push({ teamId: 'team_x', role: 'OPERATOR' });
      list(at(groups, 0), 'memberIds').push('usr_x');
      list(at(integrations, 0), 'teamIds').push('team_y');
      at(integrations, 1).createdById = 'usr_y';
      at(permissions, 0).rbacId = 'data_providers.int_x';
      at(permissions, 1).principal = { type: 'USER', id: 'grp_oncall' };
      at(permissions, 2).principal = { type: 'GROUP', id: 'usr_ana' };
    },
    mistakes: [
      ['users[1].memberships[1].teamId', 'names the team "team_x", which is not in the file'],
      ['groups[0].memberIds[2]', 'names the user "usr_x", who is not in the file'],
      ['integrations[0].teamIds[1]', 'names the team "team_y", which is not in the file'],
      ['integrations[1].createdById', 'names the user "usr_y", who is not in the file'],
      ['permissions[0].rbacId', 'names the integration "int_x", which is not in the file'],
      ['permissions[1].principal.id', 'names the user "grp_oncall", who is not in the file'],
      ['permissions[2].principal.id', 'names the group "usr_ana", which is not in the file'],
    ],
  },
  {
    what: 'names that differ in case alone',
    damage: ({ permissions }) => (at(permissions, 0).principal = { type: 'GROUP', id: 'GRP_ONCALL' }),
    mistakes: [['permissions[0].principal.id', 'names the group "GRP_ONCALL", which is not in the file']],
  },
  {
    what: 'ADMINISTRATOR outside the root team',
    damage: ({ users }) =>
      list(at(users, 0), 'memberships').push({ teamId: 'team_ops', role: 'ADMINISTRATOR' }),
    mistakes: [['users[0].memberships[2].role', 'is "ADMINISTRATOR", which exists in the root team alone']],
  },
  {
    what: 'the root team among the teams of an integration',
    damage: ({ integrations }) => list(at(integrations, 0), 'teamIds').push('team_root'),
    mistakes: [
      [
        'integrations[0].teamIds[1]',
        'is "team_root", the root team, which holds every integration without being listed',
      ],
    ],
  },
  {
    what: 'a member listed twice',
    damage: ({ groups }) => list(at(groups, 0), 'memberIds').push('usr_ana'),
    mistakes: [['groups[0].memberIds[2]', 'is "usr_ana", which is memberIds[0] already']],
  },
  {
    what: 'members of EVERYONE, known or not',
    damage: ({ groups }) =>
      groups.push({ id: 'grp_everyone', name: 'All', builtIn: 'EVERYONE', memberIds: ['usr_ana', 'usr_x'] }),
    mistakes: [
      [
        'groups[3].memberIds',
        'is not empty; the group EVERYONE holds every active user without listing them',
      ],
    ],
  },
  {
    what: '201 groups of a user',
    damage: ({ groups }) =>
      groups.push(...times(200).map((n) => ({ id: `g${n}`, name: 'G', memberIds: ['usr_ben', 'usr_ana'] }))),
    mistakes: [
      ['groups[202].memberIds[1]', 'is "usr_ana" for the 201st time; a user is in at most 200 groups'],
    ],
  },
  {
    what: '201 permissions on the wildcard, an integration, and the system integration with the one added',
    damage: ({ users, permissions }) => {
      users.push(...times(201).map((n) => ({ id: `u${n}`, name: 'U' })));
      const grants = (count: number, rbacId: string, prefix: string) =>
        times(count).map((n) => grant(`${prefix}${n}`, rbacId, ['USER', `u${n}`, USE_INTEGRATION.id]));
      permissions.length = 0;
      permissions.push(...grants(201, 'data_providers.*', 'w'), ...grants(201, 'data_providers.int_pd', 'i'));
      permissions.push(...grants(200, 'data_providers.int_email', 's'));
    },
    mistakes: [
      [
        'permissions[200].rbacId',
        'is "data_providers.*" for the 201st time; at most 200 permissions stand on the wildcard',
      ],
      [
        'permissions[401].rbacId',
        'is "data_providers.int_pd" for the 201st time; at most 200 permissions stand on an integration',
      ],
      [
        'permissions[601].rbacId',
        'is "data_providers.int_email" for the 201st time; at most 200 permissions stand on an integration',
      ],
    ],
  },
  {
    what: 'a permission given twice',
    damage: ({ permissions }) => permissions.push({ ...at(permissions, 1), id: 'pol_5', source: 'GRANTED' }),
    mistakes: [
      [
        'permissions[4]',
        'grants what permissions[1] grants already: the same principal, permission set and RBAC id',
      ],
    ],
  },
]);

/** Exactly at a limit nothing is wrong. */
export const AT_THE_LIMITS = cases([
  {
    what: 'every limit met',
    damage: ({ teams, users, groups, integrations, permissions }) => {
      teams.push(...times(50).map((n) => ({ id: `t${n}`, name: '😀'.repeat(200) })));
      users.push(...times(200).map((n) => ({ id: `u${n}`, name: 'x'.repeat(200) })));
      at(users, 2).memberships = times(50).map((n) => ({ teamId: `t${n}`, role: 'OPERATOR' }));
      groups.push(...times(199).map((n) => ({ id: `g${n}`, name: 'G', memberIds: ['usr_ana'] })));
      at(integrations, 0).teamIds = times(20).map((n) => `t${n}`);
      at(integrations, 0).id = 'x'.repeat(64);
      at(integrations, 0).settings = { text: 'x'.repeat(16 * 1024 - '{"text":""}'.length) };
      at(integrations, 1).settings = JSON.parse('{"a":'.repeat(500) + '1' + '}'.repeat(500)) as object;
      permissions.length = 0;
      for (const rbacId of ['data_providers.*', `data_providers.${'x'.repeat(64)}`]) {
        permissions.push(
          ...times(200).map((n) => grant(`${rbacId.length}_${n}`, rbacId, ['USER', `u${n}`, VIEWER.id])),
        );
      }
      at(permissions, 0).reason = '😀'.repeat(1_000);
    },
    mistakes: [],
  },
]);
