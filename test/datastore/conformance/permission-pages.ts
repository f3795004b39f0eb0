import { describe, expect, it } from '@jest/globals';
import type { Page, PermissionListParent } from '../../../src/datastore/contract/datastore.js';
import type { PermissionRecord } from '../../../src/datastore/contract/records.js';
import type { AccountUnderTest } from './account-under-test.js';
import { PAGE_SIZES, idsOf, readAll, shuffled, sortedBy } from './pages.js';
import type { Subject } from './subject.js';
import { ON_WILDCARD, SET_IDS, integration, many, on, permission } from './world.js';

const INTEGRATIONS = many(
  20,
  (id, at) => integration(id, { tokens: ['*', `t${at % 4}`, `own_${at}`] }),
  'int_',
);
const ON_CALL = { type: 'GROUP', id: 'grp_oncall' } as const;

/** Held by one group: on each integration, some at the same time, and on the wildcard in between. */
const HELD: readonly PermissionRecord[] = [
  ...INTEGRATIONS.flatMap(({ id }, at) =>
    SET_IDS.slice(0, 3).map((permissionSetId, set) =>
      permission(`pol_${at}_${set}`, {
        rbacId: on(id),
        principal: ON_CALL,
        permissionSetId,
        grantedAt: 10 + (at % 5),
      }),
    ),
  ),
  permission('pol_wild', { rbacId: ON_WILDCARD, principal: ON_CALL, grantedAt: 12 }),
];
const OTHERS = many(30, (id, at) => permission(id, { rbacId: on('int_00003'), grantedAt: 20 - (at % 3) }));
const WILD = many(9, (id, at) => permission(id, { rbacId: ON_WILDCARD, grantedAt: 18 + at }), 'wild_');
const STORED = [...HELD, ...OTHERS, ...WILD];
const WORLD = { integrations: INTEGRATIONS, permissions: shuffled(STORED) };

function inOrder(rows: readonly PermissionRecord[]): readonly string[] {
  const sorted = sortedBy(
    rows,
    ({ grantedAt }) => String(grantedAt),
    ({ id }) => id,
  );
  return sorted.map(({ id }) => id);
}

/** What of these rows stands on the wildcard, or on an integration that carries one of the tokens. */
function seenWith(tokens: readonly string[], rows: readonly PermissionRecord[]): readonly PermissionRecord[] {
  const seen = INTEGRATIONS.filter((row) => tokens.some((token) => row.tokens.includes(token)));
  const rbacIds = [ON_WILDCARD, ...seen.map(({ id }) => on(id))];
  return rows.filter(({ rbacId }) => rbacIds.includes(rbacId));
}

interface List {
  readonly parent: PermissionListParent;
  readonly visibleTokens: readonly string[];
  readonly first: number;
}

function listed(
  account: AccountUnderTest,
  { parent, visibleTokens, first }: List,
): Promise<readonly string[]> {
  return account.read(async (snapshot) => {
    const rows = await readAll(first, async (request): Promise<Page<PermissionRecord>> => {
      const [page] = await snapshot.permissionPages([parent], { ...request, visibleTokens });
      return page ?? { rows: [], hasNextPage: false };
    });
    return rows.map(({ id }) => id);
  });
}

const atThree = STORED.filter(({ rbacId }) => rbacId === on('int_00003'));
const onWildcard = STORED.filter(({ rbacId }) => rbacId === ON_WILDCARD);

export function describePermissionPages(subject: Subject): void {
  describe('lists of permissions', () => {
    describe.each(PAGE_SIZES)('paged by %d', (first) => {
      it.each([
        ['every token', ['*']],
        ['a token of some', ['t2']],
        ['tokens of several', ['own_1', 't3', 'own_19']],
        ['hundreds of tokens', many(300, (id) => id, 'none_').concat(['own_4'])],
        ['tokens of none', ['t', 'own_']],
        ['no token', []],
      ])('hold what a principal holds where it is visible, with %s', async (_, visibleTokens) => {
        const account = await subject.account(WORLD);
        const found = await listed(account, { parent: { heldBy: ON_CALL }, visibleTokens, first });
        expect(found).toEqual(inOrder(seenWith(visibleTokens, HELD)));
      });

      it('hold what stands on an RBAC id, with the wildcard when it is asked for', async () => {
        const account = await subject.account(WORLD);
        const alone = { parent: { on: on('int_00003') }, visibleTokens: ['*'], first };
        expect(await listed(account, alone)).toEqual(inOrder(atThree));
        const both = { ...alone, parent: { ...alone.parent, andWildcard: true } };
        expect(await listed(account, both)).toEqual(inOrder([...atThree, ...onWildcard]));
        const wildcard = { ...alone, parent: { on: ON_WILDCARD }, visibleTokens: [] };
        expect(await listed(account, wildcard)).toEqual(inOrder(onWildcard));
      });
    });

    it('on an integration that is not visible are empty, but for the wildcard', async () => {
      const account = await subject.account(WORLD);
      const list = { parent: { on: on('int_00003') }, visibleTokens: ['t0'], first: 9 };
      expect(await listed(account, list)).toEqual([]);
      const both = { ...list, parent: { ...list.parent, andWildcard: true } };
      expect(await listed(account, both)).toEqual(inOrder(onWildcard));
    });

    it('of several parents come in the order asked, a page for each, in one command', async () => {
      const account = await subject.account(WORLD);
      const parents: readonly PermissionListParent[] = [
        { on: on('int_00003') },
        { heldBy: ON_CALL },
        { on: on('int_nowhere') },
        { heldBy: { type: 'USER', id: ON_CALL.id } },
        { on: ON_WILDCARD, andWildcard: true },
        { on: on('int_00003') },
      ];
      await account.read(async (snapshot) => {
        const before = account.datastore.commandCount;
        const pages = await snapshot.permissionPages(parents, { first: 4, visibleTokens: ['t3'] });
        expect(account.datastore.commandCount - before).toBe(1);
        const three = inOrder(atThree).slice(0, 4);
        const held = inOrder(seenWith(['t3'], HELD)).slice(0, 4);
        expect(pages.map(idsOf)).toEqual([three, held, [], [], inOrder(onWildcard).slice(0, 4), three]);
        expect(pages.map(({ hasNextPage }) => hasNextPage)).toEqual([true, true, false, false, true, true]);
      });
    });
  });
}
