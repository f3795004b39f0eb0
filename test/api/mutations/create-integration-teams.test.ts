import { beforeAll, describe, expect, it } from '@jest/globals';
import { CREATOR, permission, user } from './stage/company.js';
import type { CompanyOptions } from './stage/company.js';
import { done, refusal } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';
import type { Tenant } from './stage/tenant.js';

/** Everybody has CREATE by permission, so that roles and teams are what decides. */
const EVERYBODY_CREATES = [permission('pol_any_create', { to: 'grp_everyone', set: CREATOR, on: '*' })];
const USERS = [
  user('mixed', { team_pay: 'OPERATOR', team_ops: 'INTEGRATION_OWNER' }),
  user('rooted', { team_root: 'INTEGRATION_OWNER', team_pay: 'INTEGRATIONS_MANAGER' }),
  user('rootless', { team_root: 'OPERATOR', team_pay: 'INTEGRATIONS_MANAGER' }),
];
const LAYERED: CompanyOptions = { users: USERS, permissions: EVERYBODY_CREATES };
const GRANTS_ONLY: CompanyOptions = { ...LAYERED, settings: { accessModel: 'GRANTS_ONLY' } };

type TeamIds = readonly string[] | null | undefined;

/** Who creates, with which teams named (absent, null or a list), and the teams the integration then has. */
type Allowed = readonly [name: string, named: TeamIds, teams: readonly string[]];
const ALLOWED: readonly Allowed[] = [
  ['mia', undefined, ['team_pay']],
  ['mia', null, ['team_pay']],
  ['mia', ['team_pay'], ['team_pay']],
  ['mia', ['team_pay', 'team_pay'], ['team_pay']],
  ['nils', ['team_ops'], ['team_ops']],
  ['nils', ['team_ops', 'team_pay'], ['team_ops', 'team_pay']],
  ['mixed', undefined, ['team_ops']],
  ['rootless', undefined, ['team_pay']],
  ...['rick', 'rooted', 'ada', 'rosa'].flatMap((name): Allowed[] => [
    [name, undefined, []],
    [name, [], []],
    [name, ['team_web', 'team_pay'], ['team_web', 'team_pay']],
  ]),
];

const REFUSED: readonly (readonly [name: string, named: TeamIds, refusal: string])[] = [
  ['nils', undefined, 'BAD_USER_INPUT'],
  ['nils', null, 'BAD_USER_INPUT'],
  ['mia', [], 'BAD_USER_INPUT'],
  ['mia', ['team_nowhere'], 'TEAM_NOT_FOUND input.teamIds'],
  ['mia', ['team_pay', 'team_nowhere'], 'TEAM_NOT_FOUND input.teamIds'],
  ['mia', ['team_root', 'team_nowhere', 'team_web'], 'TEAM_NOT_FOUND input.teamIds'],
  ['mia', ['team_root'], 'TEAM_NOT_ALLOWED input.teamIds'],
  ['mia', ['team_web'], 'TEAM_NOT_ALLOWED input.teamIds'],
  ['mia', ['team_pay', 'team_web'], 'TEAM_NOT_ALLOWED input.teamIds'],
  ['mixed', ['team_pay'], 'TEAM_NOT_ALLOWED input.teamIds'],
  ['mixed', ['team_pay', 'team_ops'], 'TEAM_NOT_ALLOWED input.teamIds'],
  ['rootless', ['team_web'], 'TEAM_NOT_ALLOWED input.teamIds'],
  ['rootless', [], 'BAD_USER_INPUT'],
  ['rick', ['team_root'], 'TEAM_NOT_ALLOWED input.teamIds'],
  ['ada', ['team_root'], 'TEAM_NOT_ALLOWED input.teamIds'],
  ['ada', ['team_pay', 'team_root'], 'TEAM_NOT_ALLOWED input.teamIds'],
  ['ada', ['team_nowhere'], 'TEAM_NOT_FOUND input.teamIds'],
  ['otto', ['team_pay'], 'FORBIDDEN'],
  ['otto', undefined, 'FORBIDDEN'],
  ['otto', ['team_nowhere'], 'FORBIDDEN'],
  ['otto', [], 'BAD_USER_INPUT'],
  ['zoe', undefined, 'FORBIDDEN'],
];

const ALLOWED_BY_GRANTS: readonly Allowed[] = [
  ...['mia', 'nils', 'zoe', 'otto', 'ada'].flatMap((name): Allowed[] => [
    [name, undefined, []],
    [name, [], []],
    [name, ['team_web', 'team_pay'], ['team_web', 'team_pay']],
  ]),
];

const REFUSED_BY_GRANTS: typeof REFUSED = [
  ['mia', ['team_nowhere'], 'TEAM_NOT_FOUND input.teamIds'],
  ['mia', ['team_root'], 'TEAM_NOT_ALLOWED input.teamIds'],
  ['ada', ['team_root'], 'TEAM_NOT_ALLOWED input.teamIds'],
];

/** The teams of the integration that somebody creates. */
async function teamsOf(tenant: Tenant, name: string, teamIds: TeamIds) {
  const payload = done(await tenant.as(name).create(teamIds === undefined ? {} : { teamIds }));
  const created = await tenant.integration(payload.integration?.id ?? '');
  expect(created?.createdBy).toEqual({ id: `usr_${name}` });
  return created?.teams.map(({ id }) => id);
}

async function refusalOf(tenant: Tenant, name: string, teamIds: TeamIds) {
  const input = teamIds === undefined ? {} : { teamIds };
  return refusal(await tenant.unchangedBy(() => tenant.as(name).create(input)));
}

onBothEngines('the teams of a new integration', (stage) => {
  describe('where role, team scope and permission must pass', () => {
    let tenant: Tenant;
    beforeAll(async () => {
      tenant = await stage.company(LAYERED);
    });

    it.each(ALLOWED)('may be, for %s, named %j: %j', async (name, named, teams) => {
      expect(await teamsOf(tenant, name, named)).toEqual(teams);
    });

    it.each(REFUSED)('may not be, for %s, %j: %s', async (name, named, expected) => {
      expect(await refusalOf(tenant, name, named)).toEqual([expected]);
    });
  });

  describe('where grants alone decide', () => {
    let tenant: Tenant;
    beforeAll(async () => {
      tenant = await stage.company(GRANTS_ONLY);
    });

    it.each(ALLOWED_BY_GRANTS)('may be, for %s, named %j: %j', async (name, named, teams) => {
      expect(await teamsOf(tenant, name, named)).toEqual(teams);
    });

    it.each(REFUSED_BY_GRANTS)('may not be, for %s, %j: %s', async (name, named, expected) => {
      expect(await refusalOf(tenant, name, named)).toEqual([expected]);
    });
  });
});
