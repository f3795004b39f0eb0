import { describe, expect, it } from '@jest/globals';
import { decide, judge } from '../../src/decision/decide.js';
import { isInert } from '../../src/decision/permission-sets.js';
import { WILDCARD_RBAC_ID, rbacIdOf } from '../../src/decision/rbac-id.js';
import { readDemoAccount, readDemoReadme } from './demo-files.js';
import { questionOn } from './demo-question.js';
import type { DemoQuestion } from './demo-question.js';

const ACCOUNTS = {
  northwind: readDemoAccount('northwind'),
  tamarside: readDemoAccount('tamarside'),
  'corner-shop': readDemoAccount('corner-shop'),
};

type AccountName = keyof typeof ACCOUNTS;

const decideOn = (account: AccountName, question: DemoQuestion): ReturnType<typeof decide> =>
  decide(questionOn(ACCOUNTS[account], question));

/** The ids of the integrations on which a user may do one of the actions. */
function integrationsFor(account: AccountName, user: string, action: DemoQuestion['action']): string[] {
  const demo = ACCOUNTS[account];
  const ids = demo.integrations.map(({ id }) => id);
  return ids.filter((id) => judge(questionOn(demo, { user, action, rbacId: rbacIdOf(id) })).allowed);
}

describe('the three outcomes of an Integrations Manager [V17, V20, V21, V26, V28]', () => {
  const maya = ACCOUNTS.northwind.users.find(({ id }) => id === 'usr_maya');
  const asked = (integrationId: string, action: DemoQuestion['action']): ReturnType<typeof decide> =>
    decideOn('northwind', { user: 'usr_maya', action, rbacId: rbacIdOf(integrationId) });

  it('is told of the account and the three integrations as in the worked example', () => {
    const { account, teams, integrations } = ACCOUNTS.northwind;
    expect(account).toMatchObject({ accessModel: 'LAYERED', residualRead: false });
    expect(teams).toContainEqual({ id: 'team_aws_production', name: 'AWS Production', root: false });
    expect(maya).toMatchObject({
      name: 'Maya Okafor',
      memberships: [{ teamId: 'team_aws_production', role: 'INTEGRATIONS_MANAGER' }],
    });
    expect(integrations).toEqual(
      expect.arrayContaining(
        [
          {
            id: 'int_pd_aws',
            name: 'PagerDuty AWS On-Call',
            type: 'PAGERDUTY',
            teamIds: ['team_aws_production'],
          },
          {
            id: 'int_slack_azure',
            name: 'Slack Azure Alerts',
            type: 'SLACK',
            teamIds: ['team_azure_production'],
          },
          {
            id: 'int_webhook_aws',
            name: 'AWS Cost Webhook',
            type: 'WEBHOOK',
            teamIds: ['team_aws_production'],
          },
        ].map((expected): unknown => expect.objectContaining(expected)),
      ),
    );
  });

  it('updates one, as Maintainer through a group', () => {
    const decision = asked('int_pd_aws', 'UPDATE');
    expect(decision.allowed).toBe(true);
    const permission = {
      principal: { type: 'GROUP', id: 'grp_aws_oncall' },
      rbacId: 'data_providers.int_pd_aws',
    };
    expect(decision.layers.flatMap(({ evidence }) => evidence)).toContainEqual(
      expect.objectContaining({ kind: 'PERMISSION', permission: expect.objectContaining(permission) }),
    );
  });

  it('does not see another', () => {
    expect([asked('int_slack_azure', 'READ').allowed, asked('int_slack_azure', 'USE').allowed]).toEqual([
      false,
      false,
    ]);
  });

  it('sees the third and is denied to change it', () => {
    expect(asked('int_webhook_aws', 'READ').allowed).toBe(true);
    expect(asked('int_webhook_aws', 'UPDATE')).toMatchObject({ allowed: false, decidedBy: 'PERMISSION_SET' });
  });
});

describe('the delegation of Tamarside Water [U7, U8]', () => {
  it('lets three creators manage what they created, and nobody else but administrators', () => {
    const { users } = ACCOUNTS.tamarside;
    const managed = users.map(
      ({ id }) => [id, integrationsFor('tamarside', id, 'MANAGE_PERMISSIONS').length] as const,
    );
    const total = ACCOUNTS.tamarside.integrations.length;
    expect(Object.fromEntries(managed.filter(([, count]) => count > 0))).toEqual({
      usr_morwenna: total,
      usr_gareth: total,
      usr_nadia: 2,
      usr_callum: 3,
      usr_oscar: 3,
    });
  });

  it('ended for the creator who lost Edit and for the one who lost Create', () => {
    expect(integrationsFor('tamarside', 'usr_callum', 'MANAGE_PERMISSIONS')).not.toContain(
      'int_opsgenie_pumping',
    );
    expect(integrationsFor('tamarside', 'usr_callum', 'USE')).toContain('int_opsgenie_pumping');
    expect(integrationsFor('tamarside', 'usr_bethan', 'UPDATE')).toContain('int_slack_it');
    expect(
      decideOn('tamarside', { user: 'usr_bethan', action: 'CREATE', rbacId: WILDCARD_RBAC_ID }).allowed,
    ).toBe(false);
  });
});

describe('what the README says of single people', () => {
  it('names only what is in the accounts', () => {
    const ids = Object.values(ACCOUNTS).flatMap(({ account, teams, users, groups, integrations }) =>
      [account, ...teams, ...users, ...groups, ...integrations].map(({ id }) => id),
    );
    const named = [...readDemoReadme().matchAll(/`((?:usr|grp|team|int)_\w+)`/g)].map(([, id]) => id);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((id) => id === undefined || !ids.includes(id))).toEqual([]);
  });

  it('introduces every user by name', () => {
    const rows = readDemoReadme().split('\n');
    const users = Object.values(ACCOUNTS).flatMap((account) => account.users);
    const introduced = (id: string, name: string): boolean =>
      rows.some((row) => row.startsWith(`| \`${id}\` `) && row.includes(`| ${name} `));
    expect(users.filter(({ id, name }) => !introduced(id, name))).toEqual([]);
  });

  it('shows both kinds of administrators in Northwind [U4, V10]', () => {
    const { users, groups } = ACCOUNTS.northwind;
    expect(groups.find(({ id }) => id === 'grp_administrators')?.memberIds).toEqual(['usr_ingrid']);
    expect(users.find(({ id }) => id === 'usr_ingrid')?.memberships).toEqual([]);
    expect(users.find(({ id }) => id === 'usr_tomas')?.memberships).toEqual([
      { teamId: 'team_root', role: 'ADMINISTRATOR' },
    ]);
  });

  it('shows an inert Creator in each big account, which gives no right to create', () => {
    const holders = [ACCOUNTS.northwind, ACCOUNTS.tamarside].map(({ permissions }) =>
      permissions
        .filter(({ rbacId, permissionSetId }) => isInert(permissionSetId, rbacId === WILDCARD_RBAC_ID))
        .map(({ principal }) => principal.id),
    );
    expect(holders).toEqual([['usr_amara'], ['usr_lowena']]);
    for (const [account, user] of [
      ['northwind', 'usr_amara'] as const,
      ['tamarside', 'usr_lowena'] as const,
    ]) {
      expect(decideOn(account, { user, action: 'CREATE', rbacId: WILDCARD_RBAC_ID }).reason).toBe(
        'PERMISSION_SET_LACKS_ACTION',
      );
    }
  });

  it.each([
    { user: 'usr_jonas', action: 'UPDATE', rbacId: 'data_providers.int_pd_aws', decidedBy: 'ROLE' },
    { user: 'usr_ruben', action: 'CREATE', rbacId: WILDCARD_RBAC_ID, decidedBy: 'ROLE' },
    {
      user: 'usr_daniel',
      action: 'UPDATE',
      rbacId: 'data_providers.int_pd_payments',
      decidedBy: 'TEAM_SCOPE',
    },
    { user: 'usr_priya', action: 'UPDATE', rbacId: 'data_providers.int_slack_aws', decidedBy: 'TEAM_SCOPE' },
    { user: 'usr_marcus', action: 'USE', rbacId: 'data_providers.int_pd_aws', decidedBy: 'TEAM_SCOPE' },
  ] as const)('denies $user $action on $rbacId by $decidedBy in spite of a permission [V28]', (person) => {
    const { decidedBy, ...question } = person;
    const decision = decideOn('northwind', question);
    expect(decision).toMatchObject({ allowed: false, decidedBy });
    const permissionSet = decision.layers.find(({ layer }) => layer === 'PERMISSION_SET');
    expect(permissionSet?.verdict).toBe('PASS');
  });

  it.each([
    { account: 'northwind', user: 'usr_grace', use: [], read: [] },
    { account: 'northwind', user: 'usr_lena', use: [], read: [] },
    { account: 'northwind', user: 'usr_noor', use: ['int_webhook_jira'], read: 'all' },
    { account: 'northwind', user: 'usr_hana', use: 'all', read: ['int_statushub_public'] },
    {
      account: 'northwind',
      user: 'usr_maya',
      use: [
        'int_pd_aws',
        'int_webhook_aws',
        'int_slack_aws',
        'int_sms_aws',
        'int_email_noc',
        'int_webhook_jira',
      ],
      read: ['int_pd_aws', 'int_webhook_aws'],
    },
    { account: 'tamarside', user: 'usr_joan', use: ['int_email', 'int_slack_ops'], read: 'all' },
    {
      account: 'tamarside',
      user: 'usr_tilly',
      use: ['int_email', 'int_slack_ops', 'int_msteams_customer'],
      read: ['int_statushub_internal'],
    },
    { account: 'corner-shop', user: 'usr_winston', use: 'all', read: [] },
    { account: 'corner-shop', user: 'usr_ravi', use: 'all', read: [] },
  ] as const)('gives $user of $account the picker and the list described [U12, U13, U21]', (person) => {
    const { account, user } = person;
    const all = ACCOUNTS[account].integrations.map(({ id }) => id);
    expect(integrationsFor(account, user, 'USE')).toEqual(person.use === 'all' ? all : person.use);
    expect(integrationsFor(account, user, 'READ')).toEqual(person.read === 'all' ? all : person.read);
  });
});
