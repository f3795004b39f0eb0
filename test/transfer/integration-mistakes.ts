import { ID, NAME, PERMISSION_SET, RBAC_ID, SOURCE, TIME } from './expectations.js';
import { at, cases, times } from './mistake-case.js';
import type { Loose } from './sample-document.js';

/** What an integration or a permission gets wrong by itself. */
export const INTEGRATION_CASES = cases([
  {
    what: 'a name of 201 characters outside the basic plane',
    damage: ({ integrations }) => (at(integrations, 0).name = '😀'.repeat(201)),
    mistakes: [['integrations[0].name', `is a text of 201 characters; ${NAME}`]],
  },
  {
    what: 'an integration of no known type',
    damage: ({ integrations }) => integrations.push({ id: 'int_x', name: 'X', type: 'FAX' }),
    mistakes: [
      [
        'integrations[2].type',
        'is "FAX"; must be one of EMAIL, SMS, PHONE, SLACK, MICROSOFT_TEAMS, PAGERDUTY, OPSGENIE, STATUSHUB, WEBHOOK',
      ],
    ],
  },
  {
    what: 'a team given twice, and 21 teams of an integration',
    damage: ({ teams, integrations }) => {
      teams.push(...times(21).map((n) => ({ id: `t${n}`, name: 'T' })));
      at(integrations, 0).teamIds = ['team_pay', 'team_ops', 'team_pay'];
      at(integrations, 1).teamIds = times(21).map((n) => `t${n}`);
    },
    mistakes: [
      ['integrations[0].teamIds[2]', 'is team "team_pay", which is teamIds[0] already'],
      ['integrations[1].teamIds', 'is a list of 21; must be at most 20 long'],
    ],
  },
  {
    what: 'settings that are too large, or no object',
    damage: ({ integrations }) => {
      at(integrations, 0).settings = { text: 'é'.repeat(8 * 1024) };
      at(integrations, 1).settings = [];
    },
    mistakes: [
      ['integrations[0].settings', 'is an object; must be an object of at most 16 KiB as JSON'],
      ['integrations[1].settings', 'is a list; must be an object of at most 16 KiB as JSON'],
    ],
  },
  {
    what: 'settings that are nested too deeply',
    damage: ({ integrations }) =>
      (at(integrations, 0).settings = JSON.parse('{"a":'.repeat(501) + '1' + '}'.repeat(501)) as Loose),
    mistakes: [['integrations[0]', 'holds objects and lists more than 500 deep']],
  },
  {
    what: 'times that are none, are in no zone, or lie beyond the years that can be written',
    damage: ({ integrations, permissions }) => {
      Object.assign(at(integrations, 0), { createdAt: '2026-01-31', updatedAt: '2026-01-31T09:30:00' });
      Object.assign(at(integrations, 1), {
        createdAt: '9999-12-31T23:59:59-14:00',
        updatedAt: 1_700_000_000,
      });
      at(permissions, 1).grantedAt = '0001-01-01T00:30:00+01:00';
      at(permissions, 0).grantedAt = '2026-02-30T00:00:00Z';
    },
    mistakes: [
      ['integrations[0].createdAt', `is "2026-01-31"; ${TIME}`],
      ['integrations[0].updatedAt', `is "2026-01-31T09:30:00"; ${TIME}`],
      ['integrations[1].createdAt', `is "9999-12-31T23:59:59-14:00"; ${TIME}`],
      ['integrations[1].updatedAt', `is 1700000000; ${TIME}`],
      ['permissions[0].grantedAt', `is "2026-02-30T00:00:00Z"; ${TIME}`],
      ['permissions[1].grantedAt', `is "0001-01-01T00:30:00+01:00"; ${TIME}`],
    ],
  },
  {
    what: 'versions that are none',
    damage: ({ integrations }) => {
      at(integrations, 0).version = 0;
      at(integrations, 1).version = 1.5;
      integrations.push({ ...at(integrations, 1), id: 'int_old', version: 2_147_483_648 });
    },
    mistakes: [
      ['integrations[0].version', 'is 0; must be a whole number from 1 to 2147483647'],
      ['integrations[1].version', 'is 1.5; must be a whole number from 1 to 2147483647'],
      ['integrations[2].version', 'is 2147483648; must be a whole number from 1 to 2147483647'],
    ],
  },
  {
    what: 'a permission without anything in it',
    damage: ({ permissions }) => permissions.push({}),
    mistakes: [
      ['permissions[4].id', `is missing; ${ID}`],
      ['permissions[4].rbacId', `is missing; ${RBAC_ID}`],
      ['permissions[4].principal', 'is missing; must be an object'],
      ['permissions[4].permissionSetId', `is missing; ${PERMISSION_SET}`],
    ],
  },
  {
    what: 'a principal, permission set, source and reason that are none',
    damage: ({ permissions }) =>
      Object.assign(at(permissions, 0), {
        principal: { type: 'TEAM', id: 'team_pay' },
        permissionSetId: 'Owner',
        source: 'MANUAL',
        grantedBy: 'Ana B.',
        reason: 'x'.repeat(1_001),
      }),
    mistakes: [
      ['permissions[0].principal.type', 'is "TEAM"; must be one of USER, GROUP'],
      ['permissions[0].permissionSetId', `is "Owner"; ${PERMISSION_SET}`],
      ['permissions[0].source', `is "MANUAL"; ${SOURCE}`],
      ['permissions[0].grantedBy', `is "Ana B."; ${ID}`],
      ['permissions[0].reason', 'is a text of 1001 characters; must be a text of at most 1000 characters'],
    ],
  },
]);
