import { describe, expect, it } from '@jest/globals';
import { decide } from '../../src/decision/decide.js';
import { WILDCARD } from '../../src/decision/facts.js';
import { CREATOR, EDIT_INTEGRATION, OWNER } from '../../src/decision/permission-sets.js';
import {
  ACCOUNT,
  ask,
  CREATED_BY_ANA,
  everywhere,
  granted,
  layerOf,
  member,
  NOT_ENFORCED,
  PAGERDUTY,
  PAYMENTS,
  ROOT,
  SUPPORT,
  SYSTEM_INTEGRATION,
} from './example.js';

const permissions = [everywhere(CREATOR), granted(EDIT_INTEGRATION)];
const user = { memberships: [member(PAYMENTS, 'INTEGRATIONS_MANAGER')] };
const asCreator = { action: 'MANAGE_PERMISSIONS', resource: CREATED_BY_ANA, user, permissions } as const;

describe('delegation', () => {
  it('is asked for managing permissions alone', () => {
    for (const action of ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE'] as const) {
      expect(layerOf('DELEGATION', { action, resource: CREATED_BY_ANA })).toEqual({
        ...{ layer: 'DELEGATION', verdict: 'SKIPPED', finding: 'NOT_NEEDED_FOR_THE_ACTION', evidence: [] },
      });
    }
  });

  it.each(['LAYERED', 'GRANTS_ONLY'] as const)(
    'is for who created the integration, in %s [U7]',
    (accessModel) => {
      const decision = decide(ask({ ...asCreator, account: { accessModel } }));
      expect(decision).toMatchObject({ allowed: true, decidedBy: 'DELEGATION', reason: 'ALL_LAYERS_PASSED' });
      expect(decision.layers[4]).toEqual({
        layer: 'DELEGATION',
        verdict: 'PASS',
        finding: 'USER_IS_THE_CREATOR',
        evidence: [{ kind: 'INTEGRATION', integrationId: PAGERDUTY.id, as: 'CREATED' }],
      });
    },
  );

  it.each(['usr_ben', 'USR_ANA', '', null])(
    'is for nobody else when %j created it [U7, U27]',
    (createdById) => {
      const decision = decide(ask({ ...asCreator, resource: { ...PAGERDUTY, createdById } }));
      expect(decision).toMatchObject({ allowed: false, decidedBy: 'DELEGATION', reason: 'NOT_THE_CREATOR' });
      expect(decision.layers[4]).toMatchObject({
        finding: 'USER_IS_NOT_THE_CREATOR',
        evidence: [{ kind: 'INTEGRATION', integrationId: PAGERDUTY.id, as: 'NOT_CREATED' }],
      });
    },
  );

  it('does not come with the Owner set or the role of that name', () => {
    const owning = { memberships: [member(ROOT, 'INTEGRATION_OWNER')] };
    const held = [everywhere(OWNER), granted(OWNER)];
    const question = ask({ action: 'MANAGE_PERMISSIONS', user: owning, permissions: held });
    expect(decide(question).reason).toBe('NOT_THE_CREATOR');
  });

  it.each([
    ['Create', [granted(EDIT_INTEGRATION)]],
    ['Edit', [everywhere(CREATOR)]],
  ])('ends when the creator loses %s [U8]', (_what, left) => {
    const decision = decide(ask({ ...asCreator, permissions: left }));
    expect(decision).toMatchObject({ decidedBy: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' });
    expect(decision.layers[4]?.verdict).toBe('PASS');
  });

  it.each([
    ['ROLE', 'ROLE_LACKS_ACTION', [member(PAYMENTS, 'OPERATOR')]],
    ['TEAM_SCOPE', 'OUTSIDE_TEAM_SCOPE', [member(SUPPORT, 'INTEGRATIONS_MANAGER')]],
  ])(
    'ends when the creator no longer passes %s, as UPDATE does [U8, V28]',
    (decidedBy, reason, memberships) => {
      const changes = { ...asCreator, user: { memberships } };
      expect(decide(ask(changes))).toMatchObject({ allowed: false, decidedBy, reason });
      expect(decide(ask({ ...changes, action: 'UPDATE' }))).toMatchObject({
        allowed: false,
        decidedBy,
        reason,
      });
    },
  );

  it('has no creator to go to on the system integration', () => {
    const held = [everywhere(OWNER)];
    const decision = decide(ask({ ...asCreator, resource: SYSTEM_INTEGRATION, permissions: held }));
    expect(decision).toMatchObject({ decidedBy: 'DELEGATION', reason: 'NOT_THE_CREATOR' });
  });

  it.each(NOT_ENFORCED)(
    'does not exist in %j: only administrators prepare permissions [U1, U6]',
    (account) => {
      const decision = decide(ask({ ...asCreator, account }));
      expect(decision).toMatchObject({
        allowed: false,
        decidedBy: 'DELEGATION',
        reason: 'ADMINISTRATORS_ONLY',
      });
      expect(decision.layers[4]).toMatchObject({
        finding: 'NOT_DELEGATED_WHILE_NOT_ENFORCED',
        evidence: [
          { kind: 'SETTING', setting: 'plan', value: account.plan },
          { kind: 'SETTING', setting: 'permissionSets', value: account.permissionSets },
        ],
      });
    },
  );
});

describe('managing the permissions of the wildcard', () => {
  const onWildcard = { ...asCreator, resource: WILDCARD, permissions: [everywhere(OWNER)] };
  const asManager = { memberships: [member(ROOT, 'INTEGRATIONS_MANAGER')] };

  it.each([
    ['LAYERED', { plan: 'ENTERPRISE' }, 'NOT_DELEGATED_ON_THE_WILDCARD'],
    ['GRANTS_ONLY', { plan: 'ENTERPRISE' }, 'NOT_DELEGATED_ON_THE_WILDCARD'],
    ['LAYERED', { permissionSets: 'OFF' }, 'NOT_DELEGATED_WHILE_NOT_ENFORCED'],
    ['LAYERED', { permissionSets: 'SHADOW' }, 'NOT_DELEGATED_WHILE_NOT_ENFORCED'],
    ['LAYERED', { plan: 'STANDARD' }, 'NOT_DELEGATED_WHILE_NOT_ENFORCED'],
  ] as const)('is for administrators only in %s with %j [U6]', (accessModel, mode, finding) => {
    const decision = decide(ask({ ...onWildcard, account: { accessModel, ...mode }, user: asManager }));
    expect(decision).toMatchObject({
      allowed: false,
      decidedBy: 'DELEGATION',
      reason: 'ADMINISTRATORS_ONLY',
    });
    expect(decision.layers.map(({ verdict }) => verdict)).toEqual([
      ...['PASS', 'SKIPPED', 'SKIPPED', 'SKIPPED', 'FAIL'],
    ]);
    expect(decision.layers[4]?.finding).toBe(finding);
    expect(decision.layers[4]?.evidence.filter(({ kind }) => kind !== 'SETTING')).toEqual([]);
    expect(decision.remedies).toEqual([{ kind: 'MAKE_ADMINISTRATOR' }]);
  });

  it.each(NOT_ENFORCED)('ends at the account where permissions alone decide in %j', (mode) => {
    const decision = decide(ask({ ...onWildcard, account: { accessModel: 'GRANTS_ONLY', ...mode } }));
    expect(decision).toMatchObject({ decidedBy: 'ACCOUNT', reason: 'PERMISSIONS_NOT_ENFORCED' });
  });

  it('passes for administrators in every mode', () => {
    for (const mode of [{}, ...NOT_ENFORCED]) {
      for (const accessModel of ['LAYERED', 'GRANTS_ONLY'] as const) {
        const administrator = { groupIds: [ACCOUNT.administratorsGroupId] };
        const question = ask({ ...onWildcard, account: { accessModel, ...mode }, user: administrator });
        expect(decide(question)).toMatchObject({ allowed: true, decidedBy: 'ROLE', reason: 'ADMINISTRATOR' });
      }
    }
  });
});
