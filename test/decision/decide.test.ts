import { describe, expect, it } from '@jest/globals';
import { ACTIONS } from '../../src/decision/actions.js';
import { decide, judge } from '../../src/decision/decide.js';
import { LAYERS } from '../../src/decision/decision.js';
import type { Layer, Reason } from '../../src/decision/decision.js';
import { WILDCARD } from '../../src/decision/facts.js';
import { CREATOR, EDIT_INTEGRATION, USE_INTEGRATION, VIEWER } from '../../src/decision/permission-sets.js';
import {
  ACCOUNT,
  ask,
  CREATED_BY_ANA,
  everywhere,
  granted,
  member,
  PAYMENTS,
  ROOT,
  SUPPORT,
  SYSTEM_INTEGRATION,
  TO_EVERYONE,
} from './example.js';
import type { Changes } from './example.js';

const MANAGER = { memberships: [member(PAYMENTS, 'INTEGRATIONS_MANAGER')] };
const ELSEWHERE = { memberships: [member(SUPPORT, 'INTEGRATIONS_MANAGER')] };
const OPERATOR = { memberships: [member(PAYMENTS, 'OPERATOR')] };
const EDIT = [granted(EDIT_INTEGRATION)];
const MANAGE = 'MANAGE_PERMISSIONS';

/** P is PASS, F is FAIL, - is SKIPPED; in the order account, role, team scope, permission set, delegation. */
const CASES: readonly (readonly [string, Changes, readonly [string, Layer, Reason]])[] = [
  [
    'everything passes',
    { user: MANAGER, permissions: EDIT, action: 'DELETE' },
    ['PPPP-', 'PERMISSION_SET', 'ALL_LAYERS_PASSED'],
  ],
  [
    'only the role fails [V17]',
    { user: OPERATOR, permissions: EDIT, action: 'DELETE' },
    ['PFFP-', 'ROLE', 'ROLE_LACKS_ACTION'],
  ],
  [
    'only the scope fails [V21]',
    { user: ELSEWHERE, permissions: EDIT, action: 'DELETE' },
    ['PPFP-', 'TEAM_SCOPE', 'OUTSIDE_TEAM_SCOPE'],
  ],
  [
    'only the set fails [V26]',
    { user: MANAGER, permissions: [granted(VIEWER)], action: 'DELETE' },
    ['PPPF-', 'PERMISSION_SET', 'PERMISSION_SET_LACKS_ACTION'],
  ],
  ['role, scope and set fail', { action: 'DELETE' }, ['PFFF-', 'ROLE', 'ROLE_LACKS_ACTION']],
  [
    'scope and set fail',
    { user: ELSEWHERE, action: 'DELETE' },
    ['PPFF-', 'TEAM_SCOPE', 'OUTSIDE_TEAM_SCOPE'],
  ],
  ['all four fail', { action: MANAGE }, ['PFFFF', 'ROLE', 'ROLE_LACKS_ACTION']],
  [
    'only the creator passes [U8]',
    { action: MANAGE, resource: CREATED_BY_ANA },
    ['PFFFP', 'ROLE', 'ROLE_LACKS_ACTION'],
  ],
  [
    'only the creator fails [U7]',
    { user: MANAGER, action: MANAGE, permissions: [...EDIT, everywhere(CREATOR)] },
    ['PPPPF', 'DELEGATION', 'NOT_THE_CREATOR'],
  ],
  [
    'the account has it switched off [V1]',
    { account: { permissionSets: 'OFF' }, user: MANAGER, action: 'DELETE' },
    ['PPP--', 'TEAM_SCOPE', 'ALL_LAYERS_PASSED'],
  ],
  [
    'the account shadows [V2]',
    { account: { permissionSets: 'SHADOW' }, user: MANAGER, action: 'DELETE' },
    ['PPP--', 'TEAM_SCOPE', 'ALL_LAYERS_PASSED'],
  ],
  [
    'permissions alone decide',
    { account: { accessModel: 'GRANTS_ONLY' }, permissions: EDIT, action: 'DELETE' },
    ['P--P-', 'PERMISSION_SET', 'ALL_LAYERS_PASSED'],
  ],
  [
    'permissions alone refuse',
    { account: { accessModel: 'GRANTS_ONLY' }, user: MANAGER, action: MANAGE },
    ['P--FF', 'PERMISSION_SET', 'PERMISSION_SET_LACKS_ACTION'],
  ],
  [
    'an administrator asks [V19]',
    { user: { groupIds: [ACCOUNT.administratorsGroupId] }, action: MANAGE },
    ['PP---', 'ROLE', 'ADMINISTRATOR'],
  ],
  [
    'the system integration is used [U14]',
    { resource: SYSTEM_INTEGRATION, action: 'USE' },
    ['P----', 'ACCOUNT', 'SYSTEM_INTEGRATION'],
  ],
  [
    'an inactive user asks',
    { user: { ...MANAGER, active: false }, permissions: EDIT },
    ['F----', 'ACCOUNT', 'USER_INACTIVE'],
  ],
  [
    'the wildcard is managed [U6]',
    { resource: WILDCARD, action: MANAGE, user: MANAGER },
    ['P---F', 'DELEGATION', 'ADMINISTRATORS_ONLY'],
  ],
];

describe('a decision', () => {
  it.each(CASES)('when %s', (_when, changes, expected) => {
    const [verdicts, decidedBy, reason] = expected;
    const decision = decide(ask(changes));
    expect(decision.layers.map(({ layer }) => layer)).toEqual(LAYERS);
    expect(decision.layers.map(({ verdict }) => LETTER[verdict]).join('')).toBe(verdicts);
    expect(decision).toMatchObject({ allowed: !verdicts.includes('F'), decidedBy, reason });
    expect(judge(ask(changes))).toEqual({ allowed: decision.allowed, decidedBy, reason });
  });

  it('has its layers in the order role, team, set [V28]', () => {
    expect(LAYERS).toEqual(['ACCOUNT', 'ROLE', 'TEAM_SCOPE', 'PERMISSION_SET', 'DELEGATION']);
  });

  it('says that an earlier layer decided, without evidence, for the layers after the last', () => {
    const { layers } = decide(ask({ user: { active: false } }));
    for (const { layer, ...skipped } of layers.slice(1)) {
      expect({ layer, ...skipped }).toEqual({
        ...{ layer, verdict: 'SKIPPED', finding: 'AN_EARLIER_LAYER_DECIDED', evidence: [] },
      });
    }
  });

  it('carries the action it is about', () => {
    expect(ACTIONS.map((action) => decide(ask({ action })).action)).toEqual(ACTIONS);
  });
});

describe('a user without roles and permissions', () => {
  it('may do nothing but use the system integration [U15, U23, V22]', () => {
    for (const accessModel of ['LAYERED', 'GRANTS_ONLY'] as const) {
      for (const action of ACTIONS) {
        expect(judge(ask({ account: { accessModel }, action })).allowed).toBe(false);
        const onSystem = ask({ account: { accessModel }, action, resource: SYSTEM_INTEGRATION });
        expect(judge(onSystem).allowed).toBe(action === 'USE');
      }
    }
  });
});

describe('Use integration', () => {
  it('gives the picker and not the management list; Edit gives both [U12, U13, U17, U20, U21]', () => {
    for (const accessModel of ['LAYERED', 'GRANTS_ONLY'] as const) {
      const may = (set: typeof VIEWER, action: 'READ' | 'USE') =>
        judge(
          ask({
            account: { accessModel },
            user: OPERATOR,
            permissions: [granted(set, { to: TO_EVERYONE })],
            action,
          }),
        ).allowed;
      expect([may(USE_INTEGRATION, 'USE'), may(USE_INTEGRATION, 'READ')]).toEqual([true, false]);
      expect([may(EDIT_INTEGRATION, 'USE'), may(EDIT_INTEGRATION, 'READ')]).toEqual([true, true]);
      expect([may(VIEWER, 'USE'), may(VIEWER, 'READ')]).toEqual([false, true]);
    }
  });
});

it('a manager of the root team still needs a permission [V23, V27]', () => {
  const user = { memberships: [member(ROOT, 'INTEGRATION_OWNER')] };
  expect(decide(ask({ user, action: 'UPDATE' })).reason).toBe('PERMISSION_SET_LACKS_ACTION');
});

const LETTER = { PASS: 'P', FAIL: 'F', SKIPPED: '-' } as const;
