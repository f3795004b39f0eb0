import { describe, expect, it } from '@jest/globals';
import { ACTIONS } from '../../src/decision/actions.js';
import type { Action } from '../../src/decision/actions.js';
import { decide } from '../../src/decision/decide.js';
import { WILDCARD } from '../../src/decision/facts.js';
import {
  CREATOR,
  EDIT_INTEGRATION,
  MAINTAINER,
  OWNER,
  USE_INTEGRATION,
  VIEWER,
} from '../../src/decision/permission-sets.js';
import type { PermissionSet } from '../../src/decision/permission-sets.js';
import {
  ANA,
  ask,
  CREATED_BY_ANA,
  everywhere,
  granted,
  layerOf,
  member,
  NOT_ENFORCED,
  ONCALL,
  PAYMENTS,
  SLACK,
  SYSTEM_INTEGRATION,
  TO_ANA,
  TO_EVERYONE,
  TO_ONCALL,
} from './example.js';

const GIVEN_HERE: readonly (readonly [PermissionSet, string])[] = [
  [OWNER, 'READ USE UPDATE DELETE'],
  [MAINTAINER, 'READ USE UPDATE'],
  [VIEWER, 'READ'],
  [CREATOR, ''],
  [USE_INTEGRATION, 'USE'],
  [EDIT_INTEGRATION, 'READ USE UPDATE DELETE'],
];

const GIVEN_EVERYWHERE: readonly (readonly [PermissionSet, string])[] = [
  [OWNER, 'CREATE READ USE UPDATE DELETE MANAGE_PERMISSIONS'],
  [MAINTAINER, 'READ USE UPDATE'],
  [VIEWER, 'READ'],
  [CREATOR, 'CREATE'],
  [USE_INTEGRATION, 'USE'],
  [EDIT_INTEGRATION, 'READ USE UPDATE DELETE'],
];

describe('a permission', () => {
  it.each(GIVEN_HERE)(
    '$name on the integration gives %j there [U3, U11, U13, U19, U20, U22, V5-V8]',
    (set, gives) => {
      for (const action of ACTIONS) {
        const verdict = gives.split(' ').includes(action) ? 'PASS' : 'FAIL';
        expect(layerOf('PERMISSION_SET', { permissions: [granted(set)], action }).verdict).toBe(verdict);
      }
    },
  );

  it.each(GIVEN_EVERYWHERE)(
    '$name on the wildcard gives %j on every integration [V13, U10]',
    (set, gives) => {
      for (const action of ACTIONS) {
        const verdict = gives.split(' ').includes(action) ? 'PASS' : 'FAIL';
        expect(layerOf('PERMISSION_SET', { permissions: [everywhere(set)], action }).verdict).toBe(verdict);
      }
    },
  );

  it('on another integration gives nothing', () => {
    const permissions = [OWNER, EDIT_INTEGRATION].map((set) => granted(set, { on: SLACK }));
    for (const action of ACTIONS) {
      expect(layerOf('PERMISSION_SET', { permissions, action }).verdict).toBe('FAIL');
    }
  });

  it('with a set that nobody knows gives nothing', () => {
    const permissions = [everywhere({ ...OWNER, id: 'unknown' }), granted({ name: '', id: '__proto__' })];
    for (const action of ACTIONS) {
      expect(layerOf('PERMISSION_SET', { permissions, action }).verdict).toBe('FAIL');
    }
  });

  it.each([
    ['the user', TO_ANA, 'PASS'],
    ['a group of the user', TO_ONCALL, 'PASS'],
    ['everyone, who need not be listed', TO_EVERYONE, 'PASS'],
    ['another user', { type: 'USER', id: 'usr_ben' }, 'FAIL'],
    ['a group of others', { type: 'GROUP', id: 'grp_others' }, 'FAIL'],
    ['a user with the id of a group of the user', { type: 'USER', id: ONCALL }, 'FAIL'],
    ['a group with the id of the user', { type: 'GROUP', id: ANA.id }, 'FAIL'],
    ['a user with an id that differs in case', { type: 'USER', id: 'USR_ANA' }, 'FAIL'],
  ] as const)('to %s [U24, V11, V12, V23]', (_whom, to, verdict) => {
    const user = { groupIds: [ONCALL] };
    expect(layerOf('PERMISSION_SET', { user, permissions: [granted(VIEWER, { to })] }).verdict).toBe(verdict);
    expect(layerOf('PERMISSION_SET', { user, permissions: [everywhere(VIEWER, to)] }).verdict).toBe(verdict);
  });

  it('is told by the evidence, with principal and source [V14, V16, V23]', () => {
    const automatic = { ...granted(OWNER), source: 'AUTOMATIC' } as const;
    const throughGroup = everywhere(EDIT_INTEGRATION, TO_ONCALL);
    const permissions = [granted(VIEWER), automatic, throughGroup, granted(EDIT_INTEGRATION, { on: SLACK })];
    expect(layerOf('PERMISSION_SET', { user: { groupIds: [ONCALL] }, permissions, action: 'USE' })).toEqual({
      layer: 'PERMISSION_SET',
      verdict: 'PASS',
      finding: 'PERMISSION_GIVES_ACTION',
      evidence: [automatic, throughGroup].map((permission) => ({ kind: 'PERMISSION', permission })),
    });
  });
});

describe('permissions', () => {
  const user = { memberships: [member(PAYMENTS, 'INTEGRATIONS_MANAGER')], groupIds: [ONCALL] };

  it('add up: none takes away what another gives [U28]', () => {
    const permissions = [granted(VIEWER), granted(USE_INTEGRATION, { to: TO_ONCALL })];
    for (const action of ['READ', 'USE'] as const) {
      expect(decide(ask({ user, permissions, action })).allowed).toBe(true);
      expect(decide(ask({ user, permissions: permissions.toReversed(), action })).allowed).toBe(true);
    }
  });

  it('are needed in scope too [V23, V26, V28]', () => {
    for (const action of ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE'] as const) {
      const expected = { decidedBy: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' };
      expect(decide(ask({ user, action }))).toMatchObject({ allowed: false, ...expected });
    }
  });

  it('decide alone when the access model says so, roles and teams notwithstanding', () => {
    const account = { accessModel: 'GRANTS_ONLY' } as const;
    const permissions = [granted(EDIT_INTEGRATION)];
    for (const memberships of [[], [member('elsewhere', 'OPERATOR')], user.memberships]) {
      expect(decide(ask({ account, permissions, action: 'DELETE', user: { memberships } }))).toMatchObject({
        ...{ allowed: true, decidedBy: 'PERMISSION_SET', reason: 'ALL_LAYERS_PASSED' },
      });
      expect(decide(ask({ account, action: 'READ', user: { memberships } }))).toMatchObject({
        ...{ allowed: false, decidedBy: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' },
      });
    }
  });

  it.each(NOT_ENFORCED)('are not evaluated in %j, and the settings say why [U1, V1, V2]', (account) => {
    for (const action of ACTIONS) {
      expect(layerOf('PERMISSION_SET', { account, action })).toEqual({
        layer: 'PERMISSION_SET',
        verdict: 'SKIPPED',
        finding: 'PERMISSIONS_ARE_NOT_ENFORCED',
        evidence: [
          { kind: 'SETTING', setting: 'plan', value: account.plan },
          { kind: 'SETTING', setting: 'permissionSets', value: account.permissionSets },
        ],
      });
    }
  });

  it('of the system integration count as those of any other', () => {
    const permissions = [granted(VIEWER, { on: SYSTEM_INTEGRATION })];
    const changes = { permissions, resource: SYSTEM_INTEGRATION };
    expect(layerOf('PERMISSION_SET', { ...changes, action: 'READ' }).verdict).toBe('PASS');
    expect(layerOf('PERMISSION_SET', { ...changes, action: 'UPDATE' }).verdict).toBe('FAIL');
  });
});

describe('residual read', () => {
  const residual = { residualRead: true } as const;

  it('lets role and team scope alone give READ, and nothing but READ [V22, V25]', () => {
    for (const action of ACTIONS) {
      const verdict = action === 'READ' ? 'PASS' : 'FAIL';
      expect(layerOf('PERMISSION_SET', { account: residual, action }).verdict).toBe(verdict);
    }
    expect(layerOf('PERMISSION_SET', { account: residual })).toMatchObject({
      finding: 'RESIDUAL_READ_GIVES_ACTION',
      evidence: [{ kind: 'SETTING', setting: 'residualRead', value: 'true' }],
    });
  });

  it('is not what gives READ where a permission does', () => {
    const changes = { account: residual, permissions: [granted(VIEWER)] };
    expect(layerOf('PERMISSION_SET', changes).finding).toBe('PERMISSION_GIVES_ACTION');
  });

  it('gives nothing outside the team scope [V21]', () => {
    expect(decide(ask({ account: residual }))).toMatchObject({ allowed: false, decidedBy: 'ROLE' });
  });

  it('gives nothing when permissions alone decide', () => {
    const account = { ...residual, accessModel: 'GRANTS_ONLY' } as const;
    expect(layerOf('PERMISSION_SET', { account }).verdict).toBe('FAIL');
  });
});

describe('creating', () => {
  it('is the same question on every resource [U9, U10]', () => {
    for (const permissions of [[], [everywhere(CREATOR)], [everywhere(OWNER)]]) {
      const [first, ...others] = [WILDCARD, SLACK, CREATED_BY_ANA, SYSTEM_INTEGRATION].map((resource) =>
        decide(ask({ permissions, action: 'CREATE', resource })),
      );
      for (const other of others) expect(other).toEqual(first);
    }
  });

  it('is not given by a permission on one integration, nor by having created one [V5, V8]', () => {
    const permissions = [OWNER, CREATOR].map((set) => granted(set, { on: CREATED_BY_ANA }));
    for (const resource of [CREATED_BY_ANA, WILDCARD]) {
      expect(layerOf('PERMISSION_SET', { permissions, action: 'CREATE', resource })).toMatchObject({
        verdict: 'FAIL',
        finding: 'NO_PERMISSION_GIVES_ACTION',
        evidence: [],
      });
    }
  });
});

describe('managing permissions', () => {
  const managing: { action: Action } = { action: 'MANAGE_PERMISSIONS' };
  const create = everywhere(CREATOR);
  const edit = granted(EDIT_INTEGRATION);

  it.each([
    ['both', [create, edit], { verdict: 'PASS', finding: 'PERMISSION_GIVES_ACTION' }],
    [
      'both on the wildcard',
      [create, everywhere(MAINTAINER)],
      { verdict: 'PASS', finding: 'PERMISSION_GIVES_ACTION' },
    ],
    [
      'both in one set on the wildcard',
      [everywhere(OWNER)],
      { verdict: 'PASS', finding: 'PERMISSION_GIVES_ACTION' },
    ],
    ['the right to create alone', [create], { verdict: 'FAIL', finding: 'NO_PERMISSION_GIVES_UPDATE' }],
    ['the right to update alone', [edit], { verdict: 'FAIL', finding: 'NO_PERMISSION_GIVES_CREATE' }],
    [
      'CREATE that stands here only',
      [granted(OWNER)],
      { verdict: 'FAIL', finding: 'NO_PERMISSION_GIVES_CREATE' },
    ],
    [
      'UPDATE that stands elsewhere',
      [create, granted(OWNER, { on: SLACK })],
      { verdict: 'FAIL', finding: 'NO_PERMISSION_GIVES_UPDATE' },
    ],
    ['neither', [granted(VIEWER)], { verdict: 'FAIL', finding: 'NO_PERMISSION_GIVES_UPDATE_OR_CREATE' }],
  ])('with %s [U7, U8, U27]', (_what, permissions, found) => {
    expect(layerOf('PERMISSION_SET', { ...managing, permissions })).toMatchObject(found);
  });

  it('names the permissions that give either', () => {
    const permissions = [create, edit, granted(VIEWER), granted(CREATOR)];
    expect(layerOf('PERMISSION_SET', { ...managing, permissions }).evidence).toEqual(
      [create, edit].map((permission) => ({ kind: 'PERMISSION', permission })),
    );
  });

  it('of the wildcard is not asked here', () => {
    for (const permissions of [[], [everywhere(OWNER)]]) {
      expect(layerOf('PERMISSION_SET', { ...managing, resource: WILDCARD, permissions })).toMatchObject({
        ...{ verdict: 'SKIPPED', finding: 'NOT_NEEDED_ON_THE_WILDCARD', evidence: [] },
      });
    }
  });
});
