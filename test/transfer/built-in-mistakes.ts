import { CREATOR, OWNER, USE_INTEGRATION, VIEWER } from '../../src/decision/permission-sets.js';
import { at, cases } from './mistake-case.js';
import { grant } from './sample-document.js';

const ADDED = 'which is added when the file has none';

/** What an account always has, given wrongly. */
export const BUILT_IN_CASES = cases([
  {
    what: 'two of what an account has one of',
    damage: ({ teams, groups, integrations }) => {
      teams.push({ id: 'r1', name: 'R', root: true }, { id: 'team_root', name: 'R', root: true });
      groups.push({ id: 'a2', name: 'A', builtIn: 'ADMINISTRATORS' });
      groups.push({ id: 'e1', name: 'E', builtIn: 'EVERYONE' });
      groups.push({ id: 'grp_everyone', name: 'E', builtIn: 'EVERYONE' });
      const email = { name: 'E', type: 'EMAIL', teamIds: [], system: true };
      integrations.push({ id: 's1', ...email }, { id: 'int_email', ...email });
    },
    mistakes: [
      ['teams[3].root', 'makes it the root team, which teams[2] is already'],
      ['groups[5].builtIn', 'makes it the group EVERYONE, which groups[4] is already'],
      ['groups[3].builtIn', 'makes it the group ADMINISTRATORS, which groups[1] is already'],
      ['integrations[3].system', 'makes it the system integration, which integrations[2] is already'],
      ['users[1].memberships[0].role', 'is "ADMINISTRATOR", which exists in the root team alone'],
    ],
  },
  {
    what: 'ids that are taken by something else',
    damage: ({ teams, groups, integrations, permissions }) => {
      teams.push({ id: 'team_root', name: 'Root', root: false });
      groups.push({ id: 'grp_everyone', name: 'Everyone' });
      integrations.push({ id: 'int_email', name: 'Email', type: 'EMAIL', teamIds: [] });
      at(permissions, 0).id = 'pol_email_everyone';
    },
    mistakes: [
      ['teams[2].id', `is "team_root", the id of the root team, ${ADDED}`],
      ['groups[3].id', `is "grp_everyone", the id of the group EVERYONE, ${ADDED}`],
      ['integrations[2].id', `is "int_email", the id of the system integration, ${ADDED}`],
      [
        'permissions[0].id',
        `is "pol_email_everyone", the id of the permission of the system integration for everyone, ${ADDED}`,
      ],
    ],
  },
  {
    what: 'a mistake in what an account always has, and nothing that only follows from it',
    damage: ({ teams, groups, integrations, permissions }) => {
      teams.push({ id: 'team_root', name: 'Root', root: 'yes' });
      groups.push({ id: 'grp_everyone', name: 'Everyone', builtIn: 'ALL' });
      integrations.push({ id: 'int_email', name: 'Email', type: 'EMAIL', teamIds: [], system: 1 });
      permissions.push({
        ...grant('pol_email_everyone', 'data_providers.int_email', [
          'GROUP',
          'grp_everyone',
          USE_INTEGRATION.id,
        ]),
        source: 'system',
      });
    },
    mistakes: [
      ['teams[2].root', 'is "yes"; must be true or false'],
      ['groups[3].builtIn', 'is "ALL"; must be one of EVERYONE, ADMINISTRATORS'],
      ['integrations[2].system', 'is 1; must be true or false'],
      ['permissions[4].source', 'is "system"; must be one of GRANTED, AUTOMATIC, SYSTEM'],
    ],
  },
  {
    what: 'a system integration with a type, teams and a creator of its own',
    damage: ({ integrations }) =>
      Object.assign(at(integrations, 0), { system: true, type: 'SLACK', createdById: 'usr_ana' }),
    mistakes: [
      ['integrations[0].type', 'is "SLACK"; the system integration must be of type EMAIL'],
      [
        'integrations[0].teamIds',
        'is not empty; the system integration is in the scope of every team without it',
      ],
      ['integrations[0].createdById', 'is "usr_ana"; the system integration has no creator'],
      ['permissions[3].rbacId', 'names the integration "int_email", which is not in the file'],
    ],
  },
  {
    what: 'SYSTEM permissions that are none',
    damage: ({ permissions }) => {
      at(permissions, 0).source = 'SYSTEM';
      permissions.push({
        ...grant('pol_5', 'data_providers.int_email', ['GROUP', 'grp_everyone', VIEWER.id]),
        source: 'SYSTEM',
      });
      permissions.push({
        ...grant('pol_6', 'data_providers.*', ['GROUP', 'grp_everyone', USE_INTEGRATION.id]),
        source: 'SYSTEM',
      });
    },
    mistakes: [0, 4, 5].map((place) => [
      `permissions[${place}].source`,
      'is "SYSTEM"; only Use integration for EVERYONE on the system integration is',
    ]),
  },
  {
    what: 'the permission of the system integration from another source',
    damage: ({ permissions }) =>
      permissions.push(
        grant('pol_5', 'data_providers.int_email', ['GROUP', 'grp_everyone', USE_INTEGRATION.id]),
        grant('pol_6', 'data_providers.int_email', ['GROUP', 'grp_everyone', CREATOR.id]),
        grant('pol_7', 'data_providers.int_email', ['GROUP', 'grp_oncall', OWNER.id]),
      ),
    mistakes: [
      [
        'permissions[4].source',
        'is "GRANTED"; Use integration for EVERYONE on the system integration must be SYSTEM',
      ],
    ],
  },
]);
