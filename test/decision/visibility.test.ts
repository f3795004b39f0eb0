import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judge } from '../../src/decision/decide.js';
import type { IntegrationFacts, PermissionFact, UserFacts } from '../../src/decision/facts.js';
import { EDIT_INTEGRATION, OWNER, USE_INTEGRATION, VIEWER } from '../../src/decision/permission-sets.js';
import type { PermissionSet } from '../../src/decision/permission-sets.js';
import { rbacIdOf, WILDCARD_RBAC_ID } from '../../src/decision/rbac-id.js';
import {
  EVERY_INTEGRATION,
  tokensAskedBy,
  tokensCarriedBy,
  tokensOfVisible,
} from '../../src/decision/visibility.js';
import type { ListedAction } from '../../src/decision/visibility.js';
import { effort, sized } from '../assurance/effort.js';
import { tally } from '../assurance/tally.js';
import { oddIds, plainIds, worlds } from '../assurance/worlds/facts.js';
import type { World } from '../assurance/worlds/facts.js';
import { ACCOUNT, ANA, everywhere, granted, member, PAGERDUTY, ROOT, TO_ONCALL } from './example.js';

const LISTED: readonly ListedAction[] = ['READ', 'USE'];

describe('the tokens', () => {
  it.each([
    ['odd', oddIds()],
    ['plain', plainIds()],
    ['forged', forgedIds()],
  ])('meet exactly where the decision allows, with %s ids [U12, U13, U17, V21, V22]', (_kind, ids) => {
    holds('L48', worlds(ids), (world) => {
      for (const user of world.users) {
        for (const integration of world.integrations) expectAgreement(world, user, integration);
      }
    });
  });

  it('meet in either list for what is visible: what one may READ or USE', () => {
    holds('L49', worlds(), (world) => {
      for (const user of world.users) {
        const asked = tokensOfVisible(viewerOf(world, user));
        for (const integration of world.integrations) {
          const visible = LISTED.some((action) => isAllowed(world, { user, integration, action }));
          expect(meet(asked, tokensOn(world, integration))).toBe(visible);
        }
      }
    });
  });

  it('are each asked for and carried once', () => {
    fc.assert(
      fc.property(worlds(), (world) => {
        for (const user of world.users) {
          const viewer = viewerOf(world, user);
          for (const tokens of [
            ...LISTED.map((action) => tokensAskedBy(viewer, action)),
            tokensOfVisible(viewer),
          ]) {
            expect(new Set(tokens).size).toBe(tokens.length);
            if (tokens.includes(EVERY_INTEGRATION)) expect(tokens).toEqual([EVERY_INTEGRATION]);
          }
        }
        for (const integration of world.integrations) {
          const tokens = tokensOn(world, integration);
          expect(new Set(tokens).size).toBe(tokens.length);
        }
      }),
    );
  });

  it('of a viewer come to nothing for an inactive user, and to one for who sees everything', () => {
    const viewer = { account: ACCOUNT, user: ANA, wildcardPermissions: [everywhere(VIEWER)] };
    const root = { ...ANA, memberships: [member(ROOT, 'OPERATOR')] };
    expect(tokensOfVisible({ ...viewer, user: { ...root, active: false } })).toEqual([]);
    expect(tokensAskedBy({ ...viewer, user: root }, 'READ')).toEqual([EVERY_INTEGRATION]);
    expect(tokensOfVisible({ ...viewer, user: root })).toEqual([EVERY_INTEGRATION]);
    expect(tokensAskedBy({ ...viewer, user: root }, 'USE')).not.toContain(EVERY_INTEGRATION);
  });

  it('of a viewer are no more than what is needed: one where a wildcard permission gives all, none where nothing can', () => {
    const viewer = { account: ACCOUNT, user: ANA, wildcardPermissions: [everywhere(VIEWER)] };
    const grantsOnly = { ...viewer, account: { ...ACCOUNT, accessModel: 'GRANTS_ONLY' } as const };
    expect(tokensAskedBy(grantsOnly, 'READ')).toEqual([EVERY_INTEGRATION]);
    const unenforced = { ...grantsOnly, account: { ...grantsOnly.account, plan: 'STANDARD' } as const };
    expect(tokensAskedBy(unenforced, 'READ')).toEqual([]);
    expect(tokensAskedBy(unenforced, 'USE')).toEqual([EVERY_INTEGRATION]);
    expect(tokensAskedBy({ ...viewer, user: { ...ANA, memberships: [] } }, 'READ')).toEqual([]);
  });

  it('of a viewer count no permission that stands on one integration alone', () => {
    const viewer = { account: { ...ACCOUNT, accessModel: 'GRANTS_ONLY' } as const, user: ANA };
    const wildcardPermissions = [{ ...everywhere(VIEWER), rbacId: 'data_providers.int_elsewhere' }];
    expect(tokensAskedBy({ ...viewer, wildcardPermissions }, 'READ')).not.toContain(EVERY_INTEGRATION);
  });
});

describe('an id', () => {
  const twins = [
    'a',
    'ab',
    'a|b',
    'a~1b',
    'a~01b',
    'a~|b',
    'a~0|b',
    '~',
    '~0',
    '|',
    '~1',
    'a|USER|b',
    'a|GROUP|b',
    'A',
  ];

  it.each(twins)('%j of a team passes for no other', (mine) => {
    const account = { ...ACCOUNT, permissionSets: 'OFF' } as const;
    const user = { ...ANA, memberships: [member(mine, 'OPERATOR')] };
    const asked = tokensAskedBy({ account, user, wildcardPermissions: [] }, 'READ');
    const reached = twins.filter((id) => meet(asked, tokensCarriedBy({ system: false, teamIds: [id] }, [])));
    expect(reached).toEqual([mine]);
  });

  it.each(twins)('%j of a user or group passes for no other, nor one for the other', (mine) => {
    const account = { ...ACCOUNT, accessModel: 'GRANTS_ONLY' } as const;
    const reached = (user: UserFacts, type: 'USER' | 'GROUP') => {
      const asked = tokensAskedBy({ account, user, wildcardPermissions: [] }, 'READ');
      return twins.filter((id) =>
        meet(asked, tokensCarriedBy(PAGERDUTY, [granted(OWNER, { to: { type, id } })])),
      );
    };
    const asUser = { ...ANA, id: mine };
    const asMember = { ...ANA, groupIds: [mine] };
    expect([reached(asUser, 'USER'), reached(asUser, 'GROUP')]).toEqual([[mine], []]);
    expect([reached(asMember, 'USER'), reached(asMember, 'GROUP')]).toEqual([[], [mine]]);
  });

  it('is spelt in the tokens as in every stored one: another spelling would hide what is stored', () => {
    const to = { type: 'USER', id: 'b~c|d' } as const;
    const resource = { system: false, teamIds: ['t|u~'] };
    expect(tokensCarriedBy(resource, [granted(VIEWER, { to })])).toEqual([
      '*',
      't|t~1u~0',
      'w',
      'p|USER|b~0c~1d|READ',
      'x|t~1u~0|USER|b~0c~1d|READ',
    ]);
    expect(tokensCarriedBy({ system: true, teamIds: [] }, [])).toEqual(['*', 't|~', 's']);
  });

  it('tells of an integration without an Owner, whoever holds what else there [A17]', () => {
    const to = { type: 'USER', id: 'usr_ana' } as const;
    const isWithout = (sets: readonly PermissionSet[], system = false) =>
      tokensCarriedBy(
        { system, teamIds: [] },
        sets.map((set) => granted(set, { to })),
      ).includes('w');
    expect([isWithout([]), isWithout([VIEWER]), isWithout([], true)]).toEqual([true, true, false]);
    expect([isWithout([OWNER]), isWithout([VIEWER, OWNER])]).toEqual([false, false]);
  });

  it('cannot move the border between team and principal', () => {
    const memberOf = (teamId: string, id: string) => ({
      ...{ account: ACCOUNT, wildcardPermissions: [] },
      user: { ...ANA, id, memberships: [member(teamId, 'OPERATOR')] },
    });
    const carriedFor = (teamId: string, id: string) =>
      tokensCarriedBy({ system: false, teamIds: [teamId] }, [
        granted(EDIT_INTEGRATION, { to: { type: 'USER', id } }),
      ]);
    expect(meet(tokensAskedBy(memberOf('t', 'u|USER|v'), 'USE'), carriedFor('t', 'u|USER|v'))).toBe(true);
    expect(meet(tokensAskedBy(memberOf('t', 'u|USER|v'), 'USE'), carriedFor('t|USER|u', 'v'))).toBe(false);
    expect(meet(tokensAskedBy(memberOf('t|USER|u', 'v'), 'USE'), carriedFor('t', 'u|USER|v'))).toBe(false);
  });
});

it('Use integration is in the picker alone, Viewer in the management list alone, Edit in both [U12, U13, U20, U21]', () => {
  const user = { ...ANA, groupIds: [TO_ONCALL.id], memberships: [member('team_payments', 'OPERATOR')] };
  const viewer = { account: ACCOUNT, user, wildcardPermissions: [] };
  const listed = (set: typeof VIEWER) => {
    const carried = tokensCarriedBy(PAGERDUTY, [granted(set, { to: TO_ONCALL })]);
    return LISTED.filter((action) => meet(tokensAskedBy(viewer, action), carried));
  };
  expect([USE_INTEGRATION, VIEWER, EDIT_INTEGRATION].map(listed)).toEqual([
    ['USE'],
    ['READ'],
    ['READ', 'USE'],
  ]);
});

function holds(promise: string, cases: fc.Arbitrary<World>, law: (world: World) => void): void {
  fc.assert(fc.property(cases, law), effort(400));
  tally(promise, sized(400));
}

function expectAgreement(world: World, user: UserFacts, integration: IntegrationFacts): void {
  const carried = tokensOn(world, integration);
  for (const action of LISTED) {
    const asked = tokensAskedBy(viewerOf(world, user), action);
    expect(meet(asked, carried)).toBe(isAllowed(world, { user, integration, action }));
  }
}

function isAllowed(
  { account, permissions }: World,
  asked: { user: UserFacts; integration: IntegrationFacts; action: ListedAction },
): boolean {
  const { user, integration: resource, action } = asked;
  return judge({ account, user, action, resource, permissions }).allowed;
}

/** A datastore may hand over more than the user's own wildcard permissions; the others must not count. */
function viewerOf({ account, permissions }: World, user: UserFacts): Parameters<typeof tokensAskedBy>[0] {
  return { account, user, wildcardPermissions: standingOn(permissions, WILDCARD_RBAC_ID) };
}

function tokensOn({ permissions }: World, integration: IntegrationFacts): readonly string[] {
  return tokensCarriedBy(integration, standingOn(permissions, rbacIdOf(integration.id)));
}

function standingOn(permissions: readonly PermissionFact[], rbacId: string): PermissionFact[] {
  return permissions.filter((permission) => permission.rbacId === rbacId);
}

function meet(asked: readonly string[], carried: readonly string[]): boolean {
  return asked.some((token) => carried.includes(token));
}

/** Ids made of what tokens are made of, so that two different lists of ids often join to the same text. */
function forgedIds(): fc.Arbitrary<string> {
  const part = fc.constantFrom('|', '~', '0', '1', 'a', 'USER', 'GROUP', 'READ', 'USE', 't', 'p', 'x');
  return fc.string({ unit: part, minLength: 1, maxLength: 4 });
}
