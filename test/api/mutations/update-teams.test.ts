import { describe, expect, it } from '@jest/globals';
import { EDIT, integration, permission, user } from './stage/company.js';
import type { Settings } from './stage/company.js';
import { done, refusal } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';
import type { Stage } from './stage/stage.js';

/** `int_shared` is in Payments and Operations; everybody may edit it as far as permissions go. */
function shared(stage: Stage, settings: Settings = {}) {
  return stage.company({
    settings,
    users: [
      user('mixed', { team_pay: 'INTEGRATIONS_MANAGER', team_ops: 'OPERATOR' }),
      user('rooted', { team_root: 'OPERATOR', team_pay: 'INTEGRATION_OWNER' }),
    ],
    integrations: [integration('int_shared', { teamIds: ['team_pay', 'team_ops'] })],
    permissions: [permission('pol_shared', { to: 'grp_everyone', set: EDIT, on: 'int_shared' })],
  });
}

const NOT_ALLOWED = ['TEAM_NOT_ALLOWED input.teamIds'];

type Case = readonly [name: string, teamIds: readonly string[], refusal: readonly string[]];
const CASES: readonly Case[] = [
  ['mia', ['team_ops'], []],
  ['mia', ['team_pay', 'team_ops'], []],
  ['mia', ['team_ops', 'team_pay'], []],
  ['mia', ['team_pay'], NOT_ALLOWED],
  ['mia', [], NOT_ALLOWED],
  ['mia', ['team_pay', 'team_ops', 'team_web'], NOT_ALLOWED],
  ['mia', ['team_ops', 'team_web'], NOT_ALLOWED],
  ['mixed', ['team_ops'], []],
  ['mixed', ['team_pay'], NOT_ALLOWED],
  ['rooted', ['team_ops'], []],
  ['rooted', ['team_pay', 'team_ops', 'team_web'], NOT_ALLOWED],
  ['nils', [], []],
  ['nils', ['team_pay'], []],
  ['nils', ['team_web'], NOT_ALLOWED],
  ['rick', ['team_web'], []],
  ['rick', [], []],
  ['ada', ['team_web', 'team_pay'], []],
  ['rosa', [], []],
  ['ada', ['team_root'], NOT_ALLOWED],
  ['rick', ['team_pay', 'team_ops', 'team_root'], NOT_ALLOWED],
  ['ada', ['team_nowhere'], ['TEAM_NOT_FOUND input.teamIds']],
  ['mia', ['team_pay', 'team_ops', 'team_nowhere'], ['TEAM_NOT_FOUND input.teamIds']],
  ['mia', ['team_web', 'team_nowhere', 'team_root'], ['TEAM_NOT_FOUND input.teamIds']],
];

/** The role is what counts in both models: permissions say nothing about teams. */
const BY_GRANTS: readonly Case[] = [
  ['mia', ['team_ops'], []],
  ['mia', ['team_pay'], NOT_ALLOWED],
  ['zoe', ['team_pay'], NOT_ALLOWED],
  ['otto', ['team_ops'], NOT_ALLOWED],
  ['zoe', ['team_pay', 'team_ops'], []],
  ['ada', ['team_web'], []],
];

onBothEngines('the teams of an integration that is changed', (stage) => {
  it.each(CASES)('may be, for %s, %j or not: %j', async (name, teamIds, expected) => {
    const tenant = await shared(stage);
    const act = () => tenant.as(name).update('int_shared', { teamIds });
    if (expected.length > 0) {
      expect(new Set(refusal(await tenant.unchangedBy(act)))).toEqual(new Set(expected));
    } else {
      done(await act());
      const teams = (await tenant.integration('int_shared'))?.teams.map(({ id }) => id) ?? [];
      expect([...teams].sort()).toEqual([...teamIds].sort());
    }
  });

  it.each(BY_GRANTS)(
    'may be, for %s, %j or not where grants alone decide: %j',
    async (name, teamIds, expected) => {
      const tenant = await shared(stage, { accessModel: 'GRANTS_ONLY' });
      const reply = await tenant.as(name).update('int_shared', { teamIds });
      expect(refusal(reply)).toEqual(expected);
    },
  );

  it('are left alone by changes of anything else, also by those who could not set them', async () => {
    const tenant = await shared(stage, { accessModel: 'GRANTS_ONLY' });
    done(await tenant.as('zoe').update('int_shared', { name: 'x', settings: {} }));
    expect((await tenant.integration('int_shared'))?.teams).toHaveLength(2);
  });

  describe('decide at once who reaches it [V20]', () => {
    it('in the payload, the list and the picker', async () => {
      const tenant = await shared(stage);
      expect(done(await tenant.as('nils').update('int_shared', { teamIds: [] })).integration).toBeNull();
      for (const list of ['integrations', 'usableIntegrations']) {
        const { data } = await tenant
          .as('nils')
          .ask(`{ ${list}(search: "shared") { edges { node { id } } } }`);
        expect(data).toEqual({ [list]: { edges: [] } });
      }
      done(await tenant.as('ada').update('int_shared', { teamIds: ['team_ops'] }));
      expect(done(await tenant.as('nils').update('int_shared', { name: 'x' })).integration?.name).toBe('x');
    });
  });
});
