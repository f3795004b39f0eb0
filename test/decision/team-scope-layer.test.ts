import { describe, expect, it } from '@jest/globals';
import { ACTIONS } from '../../src/decision/actions.js';
import type { Action } from '../../src/decision/actions.js';
import { decide } from '../../src/decision/decide.js';
import { WILDCARD } from '../../src/decision/facts.js';
import { EDIT_INTEGRATION } from '../../src/decision/permission-sets.js';
import {
  ask,
  everywhere,
  layerOf,
  member,
  NOT_ENFORCED,
  PAGERDUTY,
  PAYMENTS,
  ROOT,
  SUPPORT,
  SYSTEM_INTEGRATION,
} from './example.js';

const ON_ONE_INTEGRATION: readonly Action[] = ['READ', 'USE', 'UPDATE', 'DELETE', 'MANAGE_PERMISSIONS'];

describe('the scope of a team', () => {
  it.each([
    ['the team that holds it', { teamIds: [PAYMENTS], teamId: PAYMENTS }, 'PASS'],
    ['one of several that hold it', { teamIds: [SUPPORT, PAYMENTS], teamId: PAYMENTS }, 'PASS'],
    ['the root team, which holds it unlisted', { teamIds: [PAYMENTS], teamId: ROOT }, 'PASS'],
    ['the root team, when no team holds it', { teamIds: [], teamId: ROOT }, 'PASS'],
    ['another team', { teamIds: [PAYMENTS], teamId: SUPPORT }, 'FAIL'],
    ['any team, when only the root team holds it', { teamIds: [], teamId: PAYMENTS }, 'FAIL'],
    ['a team of a similar name', { teamIds: [PAYMENTS], teamId: 'TEAM_PAYMENTS' }, 'FAIL'],
  ])('%s [V20, V21]', (_which, { teamIds, teamId }, verdict) => {
    const resource = { ...PAGERDUTY, teamIds };
    for (const action of ON_ONE_INTEGRATION) {
      const user = { memberships: [member(teamId, 'INTEGRATIONS_MANAGER')] };
      expect(layerOf('TEAM_SCOPE', { user, resource, action }).verdict).toBe(verdict);
    }
  });

  it('refuses with its own reason when the role passed [V21]', () => {
    const user = { memberships: [member(SUPPORT, 'INTEGRATIONS_MANAGER')] };
    for (const action of ON_ONE_INTEGRATION) {
      const expected = { allowed: false, decidedBy: 'TEAM_SCOPE', reason: 'OUTSIDE_TEAM_SCOPE' };
      expect(decide(ask({ user, action }))).toMatchObject(expected);
    }
  });

  it.each(NOT_ENFORCED)('decides in %j, and passing it is enough [V1]', (account) => {
    const user = { memberships: [member(PAYMENTS, 'INTEGRATIONS_MANAGER')] };
    for (const action of ['READ', 'USE', 'UPDATE', 'DELETE', 'CREATE'] as const) {
      const expected = { allowed: true, decidedBy: 'TEAM_SCOPE', reason: 'ALL_LAYERS_PASSED' };
      expect(decide(ask({ account, user, action }))).toMatchObject(expected);
    }
  });

  it('holds the system integration, whichever team it is', () => {
    const user = { memberships: [member(SUPPORT, 'INTEGRATIONS_MANAGER')] };
    for (const action of ['READ', 'UPDATE', 'MANAGE_PERMISSIONS'] as const) {
      expect(layerOf('TEAM_SCOPE', { user, action, resource: SYSTEM_INTEGRATION }).verdict).toBe('PASS');
      expect(layerOf('TEAM_SCOPE', { action, resource: SYSTEM_INTEGRATION }).verdict).toBe('FAIL');
    }
  });

  it('is not widened by a permission on the wildcard [V13, V20]', () => {
    const user = { memberships: [member(SUPPORT, 'INTEGRATIONS_MANAGER')] };
    const permissions = [everywhere(EDIT_INTEGRATION)];
    expect(decide(ask({ user, permissions, action: 'UPDATE' })).reason).toBe('OUTSIDE_TEAM_SCOPE');
  });

  it('is not looked at when permissions alone decide', () => {
    const account = { accessModel: 'GRANTS_ONLY' } as const;
    for (const action of ACTIONS) {
      expect(layerOf('TEAM_SCOPE', { account, action })).toEqual({
        layer: 'TEAM_SCOPE',
        verdict: 'SKIPPED',
        finding: 'NOT_PART_OF_THE_ACCESS_MODEL',
        evidence: [{ kind: 'SETTING', setting: 'accessModel', value: 'GRANTS_ONLY' }],
      });
    }
  });
});

describe('the role of one team', () => {
  it('never joins the scope of another [V20, V28]', () => {
    const memberships = [member(PAYMENTS, 'OPERATOR'), member(SUPPORT, 'INTEGRATIONS_MANAGER')];
    for (const held of [memberships, memberships.toReversed()]) {
      const decision = decide(ask({ user: { memberships: held }, action: 'UPDATE' }));
      expect(decision).toMatchObject({ decidedBy: 'TEAM_SCOPE', reason: 'OUTSIDE_TEAM_SCOPE' });
      expect(decision.layers.map(({ verdict }) => verdict).slice(0, 3)).toEqual(['PASS', 'PASS', 'FAIL']);
    }
  });

  it('is told to be missing where a team of the user holds the integration', () => {
    const memberships = [member(PAYMENTS, 'OPERATOR'), member(SUPPORT, 'INTEGRATIONS_MANAGER')];
    expect(layerOf('TEAM_SCOPE', { user: { memberships }, action: 'UPDATE' })).toMatchObject({
      finding: 'REACHING_TEAM_LACKS_ROLE',
      evidence: [{ kind: 'MEMBERSHIP', membership: member(PAYMENTS, 'OPERATOR') }],
    });
  });

  it('is not told to be missing where no team of the user holds it', () => {
    const memberships = [member(SUPPORT, 'OPERATOR')];
    expect(layerOf('TEAM_SCOPE', { user: { memberships }, action: 'UPDATE' })).toMatchObject({
      finding: 'NO_MEMBERSHIP_REACHES',
      evidence: [],
    });
  });

  it('counts in each membership that both permits and reaches, and only there', () => {
    const memberships = [
      member(SUPPORT, 'INTEGRATION_OWNER'),
      member(PAYMENTS, 'INTEGRATION_OWNER'),
      member(ROOT, 'OPERATOR'),
    ];
    expect(layerOf('TEAM_SCOPE', { user: { memberships }, action: 'DELETE' })).toMatchObject({
      finding: 'PERMITTING_MEMBERSHIP_REACHES',
      evidence: [{ kind: 'MEMBERSHIP', membership: member(PAYMENTS, 'INTEGRATION_OWNER') }],
    });
  });
});

describe('creating', () => {
  it('needs a permitting role on any team, wherever it is asked [V17, V20]', () => {
    const memberships = [member(ROOT, 'OPERATOR'), member(SUPPORT, 'INTEGRATIONS_MANAGER')];
    for (const resource of [WILDCARD, PAGERDUTY, SYSTEM_INTEGRATION]) {
      expect(layerOf('TEAM_SCOPE', { user: { memberships }, action: 'CREATE', resource })).toMatchObject({
        verdict: 'PASS',
        finding: 'PERMITTING_MEMBERSHIP_EXISTS',
        evidence: [{ kind: 'MEMBERSHIP', membership: member(SUPPORT, 'INTEGRATIONS_MANAGER') }],
      });
      const asOperator = { memberships: memberships.slice(0, 1) };
      expect(layerOf('TEAM_SCOPE', { user: asOperator, action: 'CREATE', resource }).verdict).toBe('FAIL');
    }
  });
});

it('no team is asked about the permissions of the wildcard', () => {
  const memberships = [member(ROOT, 'INTEGRATIONS_MANAGER')];
  for (const user of [{}, { memberships }]) {
    expect(layerOf('TEAM_SCOPE', { user, action: 'MANAGE_PERMISSIONS', resource: WILDCARD })).toMatchObject({
      verdict: 'SKIPPED',
      finding: 'NOT_NEEDED_ON_THE_WILDCARD',
    });
  }
});
