import { describe, expect, it } from '@jest/globals';
import { ACTIONS } from '../../src/decision/actions.js';
import type { Action } from '../../src/decision/actions.js';
import { decide } from '../../src/decision/decide.js';
import { ACCESS_MODELS, WILDCARD } from '../../src/decision/facts.js';
import type { AccountFacts, UserFacts } from '../../src/decision/facts.js';
import { EDIT_INTEGRATION } from '../../src/decision/permission-sets.js';
import {
  ACCOUNT,
  ask,
  ENFORCED,
  everywhere,
  layerOf,
  member,
  NOT_ENFORCED,
  PAGERDUTY,
  PAYMENTS,
  ROOT,
  SYSTEM_INTEGRATION,
} from './example.js';

const MODES: readonly Partial<AccountFacts>[] = ACCESS_MODELS.flatMap((accessModel) =>
  [...NOT_ENFORCED, ENFORCED].map((mode) => ({ ...mode, accessModel })),
);

const ADMINISTRATORS: readonly Partial<UserFacts>[] = [
  { groupIds: [ACCOUNT.administratorsGroupId] },
  { memberships: [member(ROOT, 'ADMINISTRATOR')] },
];

describe('an inactive user', () => {
  it.each(MODES)(
    'is refused everything in %j, as administrator and for the system integration too',
    (account) => {
      for (const user of [{}, ...ADMINISTRATORS]) {
        for (const resource of [PAGERDUTY, SYSTEM_INTEGRATION, WILDCARD]) {
          for (const action of ACTIONS) {
            const decision = decide(ask({ account, user: { ...user, active: false }, action, resource }));
            expect(decision).toMatchObject({ allowed: false, decidedBy: 'ACCOUNT', reason: 'USER_INACTIVE' });
            expect(decision.layers.map(({ verdict }) => verdict)).toEqual(['FAIL', ...fourSkipped]);
            expect(decision.remedies).toEqual([{ kind: 'ACTIVATE_USER' }]);
          }
        }
      }
    },
  );

  it('is told by the evidence', () => {
    expect(layerOf('ACCOUNT', { user: { active: false } })).toEqual({
      layer: 'ACCOUNT',
      verdict: 'FAIL',
      finding: 'USER_IS_INACTIVE',
      evidence: [{ kind: 'SETTING', setting: 'active', value: 'false' }],
    });
  });
});

describe('the system integration', () => {
  it.each(MODES)('may be used by every active user in %j [U14, U15, U23]', (account) => {
    for (const user of [{}, { memberships: [member(PAYMENTS, 'OPERATOR')] }, ...ADMINISTRATORS]) {
      const decision = decide(ask({ account, user, action: 'USE', resource: SYSTEM_INTEGRATION }));
      expect(decision).toMatchObject({ allowed: true, decidedBy: 'ACCOUNT', reason: 'SYSTEM_INTEGRATION' });
      expect(decision.layers.map(({ verdict }) => verdict)).toEqual(['PASS', ...fourSkipped]);
    }
  });

  it.each(MODES)('is deleted by nobody in %j, and nothing would change that', (account) => {
    const permissions = [everywhere(EDIT_INTEGRATION)];
    for (const user of [{}, { memberships: [member(ROOT, 'INTEGRATION_OWNER')] }, ...ADMINISTRATORS]) {
      const question = ask({ account, user, permissions, action: 'DELETE', resource: SYSTEM_INTEGRATION });
      const decision = decide(question);
      expect(decision).toMatchObject({ allowed: false, decidedBy: 'ACCOUNT', reason: 'SYSTEM_INTEGRATION' });
      expect(decision.layers.map(({ verdict }) => verdict)).toEqual(['FAIL', ...fourSkipped]);
      expect(decision.remedies).toEqual([]);
    }
  });

  it('is not what the wildcard stands for, which is in no team either', () => {
    expect(WILDCARD).toEqual({ kind: 'WILDCARD', system: false, teamIds: [] });
    for (const action of ACTIONS) {
      expect(layerOf('ACCOUNT', { action, resource: WILDCARD }).finding).toBe('NO_ACCOUNT_RULE_DECIDES');
    }
  });

  it.each<Action>(['CREATE', 'READ', 'UPDATE', 'MANAGE_PERMISSIONS'])(
    'is like any other for %s',
    (action) => {
      expect(layerOf('ACCOUNT', { action, resource: SYSTEM_INTEGRATION })).toMatchObject({
        verdict: 'PASS',
        finding: 'NO_ACCOUNT_RULE_DECIDES',
      });
    },
  );

  it.each<[Action, string, string]>([
    ['USE', 'PASS', 'SYSTEM_INTEGRATION_IS_FOR_EVERYONE'],
    ['DELETE', 'FAIL', 'SYSTEM_INTEGRATION_CANNOT_BE_DELETED'],
  ])('is the evidence for %s', (action, verdict, finding) => {
    expect(layerOf('ACCOUNT', { action, resource: SYSTEM_INTEGRATION })).toEqual({
      layer: 'ACCOUNT',
      verdict,
      finding,
      evidence: [{ kind: 'INTEGRATION', integrationId: SYSTEM_INTEGRATION.id, as: 'SYSTEM' }],
    });
  });
});

describe('permissions alone that are not enforced', () => {
  const account = { accessModel: 'GRANTS_ONLY' } as const;

  it.each(NOT_ENFORCED)('let every active user use every integration in %j [V2]', (mode) => {
    const decision = decide(ask({ account: { ...account, ...mode }, action: 'USE' }));
    expect(decision).toMatchObject({
      allowed: true,
      decidedBy: 'ACCOUNT',
      reason: 'PERMISSIONS_NOT_ENFORCED',
    });
    expect(decision.layers.map(({ verdict }) => verdict)).toEqual(['PASS', ...fourSkipped]);
  });

  it.each(NOT_ENFORCED)('leave the rest to administrators in %j, whatever was granted [U1]', (mode) => {
    const permissions = [everywhere(EDIT_INTEGRATION)];
    const user = { memberships: [member(ROOT, 'INTEGRATION_OWNER')] };
    for (const [action, resource] of everythingElse) {
      const decision = decide(ask({ account: { ...account, ...mode }, action, resource, permissions, user }));
      expect(decision).toMatchObject({
        allowed: false,
        decidedBy: 'ACCOUNT',
        reason: 'PERMISSIONS_NOT_ENFORCED',
      });
      expect(decision.layers.map(({ verdict }) => verdict)).toEqual(['FAIL', ...fourSkipped]);
      expect(decision.remedies).toEqual([{ kind: 'MAKE_ADMINISTRATOR' }]);
    }
  });

  it.each(NOT_ENFORCED)('do not stop an administrator in %j [U5]', (mode) => {
    for (const user of ADMINISTRATORS) {
      for (const [action, resource] of everythingElse) {
        const decision = decide(ask({ account: { ...account, ...mode }, user, action, resource }));
        expect(decision).toMatchObject({ allowed: true, decidedBy: 'ROLE', reason: 'ADMINISTRATOR' });
      }
    }
  });

  it('are told by the settings that switch them off', () => {
    const changes = { account: { ...account, plan: 'STANDARD' }, action: 'USE' } as const;
    expect(layerOf('ACCOUNT', changes)).toMatchObject({
      finding: 'EVERYONE_MAY_USE_WHILE_NOT_ENFORCED',
      evidence: [
        { kind: 'SETTING', setting: 'accessModel', value: 'GRANTS_ONLY' },
        { kind: 'SETTING', setting: 'plan', value: 'STANDARD' },
        { kind: 'SETTING', setting: 'permissionSets', value: 'ENFORCED' },
      ],
    });
    expect(layerOf('ACCOUNT', { ...changes, action: 'READ' }).finding).toBe(
      'ADMINISTRATORS_ONLY_WHILE_NOT_ENFORCED',
    );
  });
});

it.each([
  { accessModel: 'LAYERED', ...ENFORCED } as const,
  { accessModel: 'GRANTS_ONLY', ...ENFORCED } as const,
  ...NOT_ENFORCED.map((mode) => ({ accessModel: 'LAYERED', ...mode }) as const),
])('the account says nothing for any action in %j', (account) => {
  for (const action of ACTIONS) {
    expect(layerOf('ACCOUNT', { account, action })).toMatchObject({ verdict: 'PASS', evidence: [] });
  }
});

const fourSkipped = ['SKIPPED', 'SKIPPED', 'SKIPPED', 'SKIPPED'];

const everythingElse = [
  ['CREATE', PAGERDUTY],
  ['READ', PAGERDUTY],
  ['UPDATE', PAGERDUTY],
  ['DELETE', PAGERDUTY],
  ['MANAGE_PERMISSIONS', PAGERDUTY],
  ['CREATE', WILDCARD],
  ['MANAGE_PERMISSIONS', WILDCARD],
] as const;
