import { describe, expect, it } from '@jest/globals';
import { ACTIONS } from '../../src/decision/actions.js';
import { decide } from '../../src/decision/decide.js';
import { WILDCARD } from '../../src/decision/facts.js';
import type { UserFacts } from '../../src/decision/facts.js';
import {
  ACCOUNT,
  ask,
  ENFORCED,
  layerOf,
  member,
  NOT_ENFORCED,
  PAGERDUTY,
  PAYMENTS,
  ROOT,
  SUPPORT,
} from './example.js';

const GROUP_ADMINISTRATOR: Partial<UserFacts> = { groupIds: [ACCOUNT.administratorsGroupId] };
const ROOT_ADMINISTRATOR: Partial<UserFacts> = { memberships: [member(ROOT, 'ADMINISTRATOR')] };

describe('an administrator', () => {
  const modes = [ENFORCED, ...NOT_ENFORCED].flatMap((mode) => [
    { ...mode, accessModel: 'LAYERED' as const },
    { ...mode, accessModel: 'GRANTS_ONLY' as const },
  ]);

  it.each(modes)('passes everything and skips the rest in %j [U4, U5, U6, V10, V19, V27]', (account) => {
    for (const user of [GROUP_ADMINISTRATOR, ROOT_ADMINISTRATOR]) {
      for (const action of ACTIONS) {
        const decision = decide(ask({ account, user, action }));
        expect(decision).toMatchObject({
          allowed: true,
          decidedBy: 'ROLE',
          reason: 'ADMINISTRATOR',
          remedies: [],
        });
        expect(decision.layers.map(({ verdict }) => verdict)).toEqual([
          ...['PASS', 'PASS', 'SKIPPED', 'SKIPPED', 'SKIPPED'],
        ]);
      }
    }
  });

  it('manages the permissions of the wildcard and creates there [U6]', () => {
    for (const action of ['CREATE', 'MANAGE_PERMISSIONS'] as const) {
      expect(decide(ask({ user: GROUP_ADMINISTRATOR, action, resource: WILDCARD })).allowed).toBe(true);
    }
  });

  it.each([
    ['the group', GROUP_ADMINISTRATOR, [{ kind: 'GROUP', groupId: ACCOUNT.administratorsGroupId }]],
    ['the role', ROOT_ADMINISTRATOR, [{ kind: 'MEMBERSHIP', membership: member(ROOT, 'ADMINISTRATOR') }]],
    [
      'both',
      { ...GROUP_ADMINISTRATOR, ...ROOT_ADMINISTRATOR },
      [
        { kind: 'GROUP', groupId: ACCOUNT.administratorsGroupId },
        { kind: 'MEMBERSHIP', membership: member(ROOT, 'ADMINISTRATOR') },
      ],
    ],
  ])('by %s is told what makes them one', (_by, user, evidence) => {
    expect(layerOf('ROLE', { user })).toEqual({
      ...{ layer: 'ROLE', verdict: 'PASS', finding: 'USER_IS_ADMINISTRATOR', evidence },
    });
  });

  it('is not made by the role on another team, which gives nothing at all [V10]', () => {
    for (const teamId of [PAYMENTS, SUPPORT]) {
      for (const action of ACTIONS) {
        const decision = decide(ask({ user: { memberships: [member(teamId, 'ADMINISTRATOR')] }, action }));
        expect(decision).toMatchObject({ allowed: false, decidedBy: 'ROLE', reason: 'ROLE_LACKS_ACTION' });
      }
    }
  });

  it('is not made by a group or team of a similar name', () => {
    const user = {
      groupIds: ['GRP_ADMINISTRATORS', 'Administrators', ROOT],
      memberships: [
        member('TEAM_ROOT', 'ADMINISTRATOR'),
        member(ACCOUNT.administratorsGroupId, 'ADMINISTRATOR'),
      ],
    };
    expect(decide(ask({ user })).reason).toBe('ROLE_LACKS_ACTION');
  });
});

describe('the roles of a user', () => {
  it('are not looked at when permissions alone decide', () => {
    const account = { accessModel: 'GRANTS_ONLY' } as const;
    for (const action of ACTIONS) {
      expect(layerOf('ROLE', { account, action })).toEqual({
        layer: 'ROLE',
        verdict: 'SKIPPED',
        finding: 'NOT_PART_OF_THE_ACCESS_MODEL',
        evidence: [{ kind: 'SETTING', setting: 'accessModel', value: 'GRANTS_ONLY' }],
      });
    }
  });

  it.each([
    ['OPERATOR', 'READ USE'],
    ['INTEGRATIONS_MANAGER', 'CREATE READ USE UPDATE DELETE MANAGE_PERMISSIONS'],
    ['INTEGRATION_OWNER', 'CREATE READ USE UPDATE DELETE MANAGE_PERMISSIONS'],
    ['ADMINISTRATOR', ''],
  ] as const)('pass as %s for %j, on any team [V17, V18]', (role, permitted) => {
    for (const action of ACTIONS) {
      const verdict = permitted.split(' ').includes(action) ? 'PASS' : 'FAIL';
      expect(layerOf('ROLE', { user: { memberships: [member(SUPPORT, role)] }, action }).verdict).toBe(
        verdict,
      );
    }
  });

  it('fail for everything when there are none [V17]', () => {
    for (const action of ACTIONS) {
      expect(layerOf('ROLE', { action })).toMatchObject({ verdict: 'FAIL', finding: 'NO_ROLE_PERMITS' });
      expect(decide(ask({ action }))).toMatchObject({ decidedBy: 'ROLE', reason: 'ROLE_LACKS_ACTION' });
    }
  });

  it('name the memberships that permit, or those there are when none does', () => {
    const memberships = [member(SUPPORT, 'OPERATOR'), member(PAYMENTS, 'INTEGRATION_OWNER')];
    expect(layerOf('ROLE', { user: { memberships }, action: 'UPDATE' })).toMatchObject({
      finding: 'ROLE_PERMITS',
      evidence: [{ kind: 'MEMBERSHIP', membership: member(PAYMENTS, 'INTEGRATION_OWNER') }],
    });
    const [operator] = memberships;
    const asOperator = { user: { memberships: memberships.slice(0, 1) }, action: 'UPDATE' } as const;
    expect(layerOf('ROLE', asOperator).evidence).toEqual([{ kind: 'MEMBERSHIP', membership: operator }]);
  });

  it('are not asked about the permissions of the wildcard', () => {
    const asked = { action: 'MANAGE_PERMISSIONS', resource: WILDCARD } as const;
    const finding = 'NOT_NEEDED_ON_THE_WILDCARD';
    for (const layer of ['ROLE', 'TEAM_SCOPE', 'PERMISSION_SET'] as const) {
      expect(layerOf(layer, asked)).toEqual({ layer, verdict: 'SKIPPED', finding, evidence: [] });
    }
  });

  it('are asked about creating, on the wildcard and on an integration alike [V17]', () => {
    const user = { memberships: [member(SUPPORT, 'INTEGRATIONS_MANAGER')] };
    for (const resource of [WILDCARD, PAGERDUTY]) {
      expect(layerOf('ROLE', { action: 'CREATE', resource }).verdict).toBe('FAIL');
      expect(layerOf('ROLE', { action: 'CREATE', resource, user }).verdict).toBe('PASS');
    }
  });
});
