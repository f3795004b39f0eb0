import { describe, expect, it } from '@jest/globals';
import { PERMISSION_SETS } from '../../src/decision/permission-sets.js';
import { parseRbacId } from '../../src/decision/rbac-id.js';
import {
  INTEGRATION_TYPES,
  demoAccountNames,
  demoAccountText,
  readDemoAccount,
  readSignIn,
} from './demo-files.js';
import type { DemoAccount } from './demo-files.js';
import { withSystemIntegration } from './demo-question.js';

const BIG_ACCOUNTS = ['northwind', 'tamarside'];
const ALL_ACCOUNTS = [...BIG_ACCOUNTS, 'corner-shop'];

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

const repeated = (keys: readonly string[]): string[] => keys.filter((key, at) => keys.indexOf(key) !== at);

/** How often each key occurs, highest first. */
function most(keys: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Math.max(...counts.values());
}

/** Everything that the rows of an account name, with the rows that there are to be named. */
function danglingReferences(account: DemoAccount): string[] {
  const { teams, users, groups, integrations, permissions } = withSystemIntegration(account);
  const known = new Set([teams, users, groups, integrations].flatMap(idsOf));
  const named = [
    ...users.flatMap(({ memberships }) => memberships.map(({ teamId }) => teamId)),
    ...groups.flatMap(({ memberIds }) => memberIds),
    ...integrations.flatMap(({ teamIds, createdById }) => [...teamIds, createdById]),
    ...permissions.flatMap(({ principal, grantedBy }) => [principal.id, grantedBy]),
    ...permissions.map(({ rbacId }) => integrationIdIn(rbacId)),
  ];
  return named.filter((id) => typeof id === 'string').filter((id) => !known.has(id));
}

function integrationIdIn(rbacId: string): string | undefined {
  const parsed = parseRbacId(rbacId);
  return parsed?.kind === 'INTEGRATION' ? parsed.integrationId : undefined;
}

it('has the three accounts and no other', () => {
  expect(demoAccountNames().toSorted()).toEqual(ALL_ACCOUNTS.toSorted());
});

describe.each(ALL_ACCOUNTS)('demo account %s', (accountName) => {
  const account = readDemoAccount(accountName);
  const { teams, users, groups, integrations, permissions } = account;

  it('has its file name as id', () => {
    expect(account.account.id).toBe(accountName);
  });

  it('names nothing that is not there', () => {
    expect(danglingReferences(account)).toEqual([]);
  });

  it('uses every id, e-mail address and permission once [V14]', () => {
    expect(repeated([teams, users, groups, integrations, permissions].flatMap(idsOf))).toEqual([]);
    expect(repeated(users.map(({ email }) => email))).toEqual([]);
    const grants = permissions.map((p) =>
      [p.rbacId, p.principal.type, p.principal.id, p.permissionSetId].join(' '),
    );
    expect(repeated(grants)).toEqual([]);
  });

  it('writes out the root team and the built-in groups', () => {
    expect(teams.filter(({ root }) => root)).toEqual([{ id: 'team_root', name: 'Root', root: true }]);
    const builtIn = groups.filter((group) => group.builtIn !== undefined);
    expect(builtIn.map((group) => [group.id, group.builtIn])).toEqual([
      ['grp_everyone', 'EVERYONE'],
      ['grp_administrators', 'ADMINISTRATORS'],
    ]);
    expect(groups.find(({ id }) => id === 'grp_everyone')?.memberIds).toEqual([]);
  });

  it('gives one role per team, ADMINISTRATOR on the root team alone [V10]', () => {
    for (const { memberships } of users) {
      expect(repeated(memberships.map(({ teamId }) => teamId))).toEqual([]);
      const administered = memberships.filter(({ role }) => role === 'ADMINISTRATOR');
      expect(administered.filter(({ teamId }) => teamId !== 'team_root')).toEqual([]);
    }
  });

  it('never lists the root team on an integration [V20]', () => {
    expect(integrations.filter(({ teamIds }) => teamIds.includes('team_root'))).toEqual([]);
  });

  it('stays within the limits', () => {
    expect(most(permissions.map(({ rbacId }) => rbacId))).toBeLessThanOrEqual(200);
    expect(Math.max(...integrations.map(({ teamIds }) => teamIds.length))).toBeLessThanOrEqual(20);
    expect(Math.max(...integrations.map(({ settings }) => JSON.stringify(settings).length))).toBeLessThan(
      16_384,
    );
    expect(Math.max(...users.map(({ memberships }) => memberships.length))).toBeLessThanOrEqual(50);
    expect(most(groups.flatMap(({ memberIds }) => memberIds))).toBeLessThanOrEqual(200);
  });

  it('records AUTOMATIC permissions as Owner for the creator alone [V15]', () => {
    const creators = new Map(integrations.map(({ id, createdById }) => [id, createdById]));
    const automatic = permissions.filter(({ source }) => source === 'AUTOMATIC');
    expect(automatic.length).toBeGreaterThan(0);
    for (const { rbacId, principal, permissionSetId } of automatic) {
      const createdById = creators.get(integrationIdIn(rbacId) ?? '');
      expect({ principal, permissionSetId }).toEqual({
        principal: { type: 'USER', id: createdById },
        permissionSetId: 'c345007c-244a-4606-b2e2-53f4f85e0ac0',
      });
    }
  });

  it('grants nothing before its integration was created', () => {
    const createdAt = new Map(
      integrations.map((integration) => [integration.id, integration.createdAt ?? '']),
    );
    const early = permissions.filter(
      ({ rbacId, grantedAt }) => (grantedAt ?? '') < (createdAt.get(integrationIdIn(rbacId) ?? '') ?? ''),
    );
    expect(early).toEqual([]);
  });

  it('invents its addresses, and keeps no secret', () => {
    const text = demoAccountText(accountName);
    const hosts = [...text.matchAll(/(?:https:\/\/|@)([a-z][a-z.-]*\.[a-z]+)/g)].map(([, host]) => host);
    expect(hosts.filter((host) => host?.endsWith('.example') === false)).toEqual([]);
    const numbers = [...text.matchAll(/"(\+\d+)"/g)].map(([, number]) => number);
    expect(
      numbers.filter(
        (number) => number?.match(/^\+(1\d{3}55501\d\d|442079460\d{3}|447700900\d{3})$/) === null,
      ),
    ).toEqual([]);
    expect(text).not.toMatch(/secret|token|password|apiKey|routingKey/i);
  });

  it('offers sign-in links for a few of its active users', () => {
    const links = readSignIn().filter((link) => link.account === accountName);
    const active = idsOf(users.filter((user) => user.active));
    const [fewest, most] = BIG_ACCOUNTS.includes(accountName) ? [3, 5] : [1, 2];
    expect(links.map(({ user }) => user).filter((user) => !active.includes(user))).toEqual([]);
    expect(links.length).toBeGreaterThanOrEqual(fewest);
    expect(links.length).toBeLessThanOrEqual(most);
  });
});

describe.each(BIG_ACCOUNTS)('demo account %s, of an Enterprise', (accountName) => {
  const { account, users, integrations, permissions } = readDemoAccount(accountName);

  it('evaluates its permissions [U1, V2]', () => {
    expect(account).toMatchObject({ plan: 'ENTERPRISE', permissionSets: 'ENFORCED', residualRead: false });
  });

  it('has 20 to 40 integrations, of every type', () => {
    expect(integrations.length).toBeGreaterThanOrEqual(20);
    expect(integrations.length).toBeLessThanOrEqual(40);
    expect(new Set(integrations.map(({ type }) => type))).toEqual(new Set(INTEGRATION_TYPES));
  });

  it('uses every permission set, on single integrations and on the wildcard [V9, V13]', () => {
    expect(new Set(permissions.map(({ permissionSetId }) => permissionSetId))).toEqual(
      new Set(idsOf(PERMISSION_SETS)),
    );
    expect(permissions.filter(({ rbacId }) => rbacId === 'data_providers.*').length).toBeGreaterThanOrEqual(
      3,
    );
  });

  it('has an inactive user, and users with several teams', () => {
    expect(users.some(({ active }) => !active)).toBe(true);
    expect(users.some(({ memberships }) => new Set(memberships.map(({ role }) => role)).size > 1)).toBe(true);
  });

  it('has an integration without a team, other than the system integration', () => {
    expect(integrations.some(({ teamIds, system }) => teamIds.length === 0 && !system)).toBe(true);
  });
});

it('writes the system integration out in one account and leaves it to the import in the others [U14]', () => {
  const written = ALL_ACCOUNTS.filter((name) =>
    readDemoAccount(name).integrations.some(({ system }) => system),
  );
  expect(written).toEqual(['tamarside']);
  const tamarside = readDemoAccount('tamarside');
  expect(withSystemIntegration({ ...tamarside, integrations: [], permissions: [] })).toMatchObject({
    integrations: tamarside.integrations.filter(({ system }) => system),
    permissions: tamarside.permissions.filter(({ source }) => source === 'SYSTEM'),
  });
});

it('keeps the third account small, on the Standard plan, with permissions that do not count [U1]', () => {
  const { account, integrations, permissions } = readDemoAccount('corner-shop');
  expect(account).toMatchObject({ plan: 'STANDARD', accessModel: 'GRANTS_ONLY' });
  expect(integrations.length).toBeGreaterThanOrEqual(6);
  expect(integrations.length).toBeLessThanOrEqual(10);
  expect(permissions.filter(({ source }) => source === 'GRANTED').length).toBeGreaterThan(0);
});
