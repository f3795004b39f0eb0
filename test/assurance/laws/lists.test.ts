import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { INTEGRATION_TYPES } from '../../../src/datastore/contract/records.js';
import { isRefusal } from '../api/ask.js';
import { listed } from '../api/lists.js';
import { checkRights } from '../api/rights.js';
import { listedIn } from '../oracle/account.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { rbacIdOf, SMALL } from '../worlds/account-worlds.js';
import type { WorldSize } from '../worlds/account-worlds.js';
import { oddNames } from '../worlds/names.js';
import { observedWorlds } from '../worlds/observed.js';
import { describeOnEachEngine } from './each-engine.js';

const PAGE_SIZES = [1, 5, 16, 53, 100];
/** More than one page of every size but the last. */
const LARGE: WorldSize = { teams: 4, users: 5, groups: 3, integrations: 70, permissions: 120 };

const LISTS = [
  { field: 'integrations', action: 'READ' },
  { field: 'usableIntegrations', action: 'USE' },
] as const;

interface Filter {
  readonly search?: string;
  readonly type?: string;
}

describeOnEachEngine('both lists', (stage) => {
  it.each([
    ['small', { size: SMALL, tries: 4 }],
    ['large', { size: LARGE, tries: 2 }],
  ])(
    'of %s accounts hold what the decision allows, in order, at every page size, searched and by type',
    async (_, { size, tries }) => {
      const cases = fc.record({ world: observedWorlds(size), filter: filters() });
      await stage.proves('L3', { cases, tries }, async ({ world, filter }) => {
        await stage.import(world);
        let compared = 0;
        for (const { id } of world.users.filter(({ active }) => active)) {
          compared += await compareLists(world, id, filter);
        }
        return compared;
      });
    },
  );

  async function compareLists(world: AccountWorld, userId: string, filter: Filter): Promise<number> {
    const ask = stage.as(world, userId);
    for (const { field, action } of LISTS) {
      const whole = await listed(ask, field, { first: 100 });
      expect(new Set(whole)).toEqual(await allowedBy(world, userId, action));
      expect(whole).toEqual(listedIn(world, { userId, action }));
      for (const first of PAGE_SIZES) {
        if (first <= 2 * whole.length) expect(await listed(ask, field, { first })).toEqual(whole);
      }
      const found = listedIn(world, { userId, action, ...filter });
      for (const first of [2, 100]) expect(await listed(ask, field, { first, ...filter })).toEqual(found);
    }
    return LISTS.length;
  }

  /** What `checkRights` tells the user about themselves: null about what they do not see. */
  async function allowedBy(
    world: AccountWorld,
    userId: string,
    action: 'READ' | 'USE',
  ): Promise<ReadonlySet<string>> {
    const asked = world.integrations.map(({ id }) => ({ userId, action, rbacId: rbacIdOf(id) }));
    const told = await checkRights(stage.as(world, userId), asked);
    const isAllowed = (index: number) => {
      const answer = told[index] ?? null;
      return answer !== null && !isRefusal(answer) && answer.allowed;
    };
    return new Set(world.integrations.filter((__, index) => isAllowed(index)).map(({ id }) => id));
  }
});

/** A text that may well be in some name, a type, or both. */
function filters(): fc.Arbitrary<Filter> {
  const search = fc.oneof(
    fc.constantFrom('p', 'E', ' ', '\u0301', 'i\u0307', '\u00df', '.*', '%'),
    oddNames().filter((name) => Array.from(name).length <= 100),
  );
  return fc.record({ search, type: fc.constantFrom(...INTEGRATION_TYPES) }, { requiredKeys: [] });
}
