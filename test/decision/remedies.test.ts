import { describe, expect, it } from '@jest/globals';
import type { Action } from '../../src/decision/actions.js';
import { decide } from '../../src/decision/decide.js';
import type { Remedy } from '../../src/decision/decision.js';
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
import type { Role } from '../../src/decision/roles.js';
import {
  ACCOUNT,
  ask,
  CREATED_BY_ANA,
  everywhere,
  granted,
  member,
  PAGERDUTY,
  PAYMENTS,
  ROOT,
  SUPPORT,
  SYSTEM_INTEGRATION,
} from './example.js';
import type { Changes } from './example.js';

const NOT_ENFORCED = { permissionSets: 'OFF' } as const;
const GRANTS_ONLY = { accessModel: 'GRANTS_ONLY' } as const;

describe('the remedy of a missing role', () => {
  it.each<[Action, Role]>([
    ['READ', 'OPERATOR'],
    ['USE', 'OPERATOR'],
    ['UPDATE', 'INTEGRATIONS_MANAGER'],
    ['DELETE', 'INTEGRATIONS_MANAGER'],
  ])('is, for %s, the least role, on the team that holds the integration, named once', (action, role) => {
    expect(remediesOf({ account: NOT_ENFORCED, action })).toEqual([assign(PAYMENTS, role)]);
  });

  it('is a better role on the team of the user that holds the integration, before the root team', () => {
    const memberships = [member(ROOT, 'OPERATOR'), member(SUPPORT, 'OPERATOR'), member(PAYMENTS, 'OPERATOR')];
    const [root, support] = memberships;
    const changes = { account: NOT_ENFORCED, action: 'UPDATE' } as const;
    expect(remediesOf({ ...changes, user: { memberships } })).toEqual([assign(PAYMENTS)]);
    expect(remediesOf({ ...changes, user: { memberships: [root, support].filter(isPresent) } })).toEqual([
      assign(ROOT),
    ]);
  });

  it('is a role on the root team when no other team holds the integration', () => {
    const resource = { ...PAGERDUTY, teamIds: [] };
    const memberships = [member(SUPPORT, 'OPERATOR')];
    expect(remediesOf({ account: NOT_ENFORCED, resource, user: { memberships }, action: 'UPDATE' })).toEqual([
      assign(ROOT),
    ]);
  });

  it.each<[Action, typeof SYSTEM_INTEGRATION | typeof WILDCARD]>([
    ['UPDATE', SYSTEM_INTEGRATION],
    ['CREATE', SYSTEM_INTEGRATION],
    ['CREATE', WILDCARD],
  ])(
    'is for %s on $kind a role on any team, by preference one of the user below the root team',
    (action, resource) => {
      const changes: Changes = { account: NOT_ENFORCED, action, resource };
      expect(remediesOf(changes)).toEqual([assign(null)]);
      const memberships = [member(ROOT, 'OPERATOR'), member(SUPPORT, 'OPERATOR')];
      expect(remediesOf({ ...changes, user: { memberships } })).toEqual([assign(SUPPORT)]);
      expect(remediesOf({ ...changes, user: { memberships: memberships.slice(0, 1) } })).toEqual([
        assign(ROOT),
      ]);
    },
  );

  it('never proposes the role that counts on the root team alone [V10]', () => {
    const memberships = [member(PAYMENTS, 'ADMINISTRATOR')];
    expect(remediesOf({ account: NOT_ENFORCED, user: { memberships } })).toEqual([
      assign(PAYMENTS, 'OPERATOR'),
    ]);
  });
});

describe('the remedy of a missing team scope', () => {
  it('adds the integration to the team where the user has a permitting role [V20]', () => {
    const memberships = [member('team_other', 'OPERATOR'), member(SUPPORT, 'INTEGRATIONS_MANAGER')];
    expect(remediesOf({ account: NOT_ENFORCED, user: { memberships }, action: 'DELETE' })).toEqual([
      { kind: 'ADD_TO_TEAM', integrationId: PAGERDUTY.id, teamId: SUPPORT },
    ]);
  });

  it('speaks of the role where a team of the user holds the integration', () => {
    const memberships = [member(SUPPORT, 'INTEGRATIONS_MANAGER'), member(PAYMENTS, 'OPERATOR')];
    expect(remediesOf({ account: NOT_ENFORCED, user: { memberships }, action: 'DELETE' })).toEqual([
      assign(PAYMENTS),
    ]);
  });
});

describe('the remedy of a missing permission', () => {
  it.each<[Action, PermissionSet[]]>([
    ['READ', [VIEWER]],
    ['USE', [USE_INTEGRATION]],
    ['UPDATE', [EDIT_INTEGRATION, MAINTAINER]],
    ['DELETE', [EDIT_INTEGRATION, OWNER]],
  ])('is, for %s, the sets that give it, on the integration', (action, sets) => {
    expect(remediesOf({ account: GRANTS_ONLY, action })).toEqual([grant(PAGERDUTY.id, sets)]);
  });

  it('is Creator on the wildcard for creating, wherever it is asked [U10]', () => {
    for (const resource of [PAGERDUTY, SYSTEM_INTEGRATION, WILDCARD]) {
      expect(remediesOf({ account: GRANTS_ONLY, action: 'CREATE', resource })).toEqual([
        grant('*', [CREATOR]),
      ]);
    }
  });

  it('stands beside those of the other layers, in the order of the layers [V28]', () => {
    expect(remediesOf({ action: 'UPDATE' })).toEqual([
      assign(PAYMENTS),
      grant(PAGERDUTY.id, [EDIT_INTEGRATION, MAINTAINER]),
    ]);
  });
});

describe('the remedy for managing permissions', () => {
  const asCreator = { account: GRANTS_ONLY, action: 'MANAGE_PERMISSIONS', resource: CREATED_BY_ANA } as const;
  const grantUpdate = grant(PAGERDUTY.id, [EDIT_INTEGRATION, MAINTAINER]);
  const grantCreate = grant('*', [CREATOR]);

  it('is what the creator lacks of Edit and Create [U7, U8]', () => {
    expect(remediesOf(asCreator)).toEqual([grantUpdate, grantCreate]);
    expect(remediesOf({ ...asCreator, permissions: [everywhere(CREATOR)] })).toEqual([grantUpdate]);
    expect(remediesOf({ ...asCreator, permissions: [granted(MAINTAINER)] })).toEqual([grantCreate]);
  });

  it.each([PAGERDUTY, SYSTEM_INTEGRATION, WILDCARD])(
    'is to be an administrator for anybody else, on $id',
    (resource) => {
      const permissions = [everywhere(OWNER)];
      expect(remediesOf({ ...asCreator, resource, permissions })).toEqual([{ kind: 'MAKE_ADMINISTRATOR' }]);
    },
  );
});

it('nothing is proposed to whom is allowed', () => {
  expect(remediesOf({ user: { groupIds: [ACCOUNT.administratorsGroupId] } })).toEqual([]);
});

function remediesOf(changes: Changes): readonly Remedy[] {
  return decide(ask(changes)).remedies;
}

function assign(teamId: string | null, role: Role = 'INTEGRATIONS_MANAGER'): Remedy {
  return { kind: 'ASSIGN_ROLE', teamId, role };
}

function grant(on: string, sets: readonly PermissionSet[]): Remedy {
  return { kind: 'GRANT', rbacId: `data_providers.${on}`, permissionSetIds: sets.map(({ id }) => id) };
}

function isPresent<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}
