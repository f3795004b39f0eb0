import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { grant, revoke } from '../api/changes.js';
import { WILDCARD } from '../oracle/account.js';
import type { AccountWorld } from '../worlds/account-world.js';
import type { Grant } from '../worlds/grants.js';
import { grantableWorlds, worldsAndGrants } from '../worlds/grants.js';
import { OBSERVER } from '../worlds/observed.js';
import { answersElsewhere, countOf, missingFrom } from './compare.js';
import { describeOnEachEngine } from './each-engine.js';

describeOnEachEngine('one permission', (stage) => {
  it('more takes no right away from anybody [U28]', async () => {
    await stage.proves('L5', { cases: worldsAndGrants(), tries: 5 }, async (one) => {
      const { before, after } = await granted(one);
      expect(missingFrom(after, before)).toEqual([]);
      return countOf(before);
    });
  });

  it('less gives nobody a right [V24]', async () => {
    await stage.proves('L6', { cases: worldsAndPermissions(), tries: 5 }, async ({ world, revoked }) => {
      await stage.import(world);
      const before = await stage.answers(world);
      expect(await revoke(stage.as(world, OBSERVER), revoked)).toMatchObject({ outcome: 'REMOVED' });
      const after = await stage.answers(world);
      expect(missingFrom(before, after)).toEqual([]);
      return countOf(before);
    });
  });

  it('that is granted and revoked leaves every answer as it was', async () => {
    await stage.proves('L7', { cases: worldsAndGrants(), tries: 3 }, async (one) => {
      const { before, change } = await granted(one);
      fc.pre(change.outcome === 'CREATED');
      await revoke(stage.as(one.world, OBSERVER), change.permissionId ?? '');
      expect(await stage.answers(one.world)).toEqual(before);
      return countOf(before);
    });
  });

  it('that is revoked and granted again leaves every answer as it was', async () => {
    await stage.proves('L7', { cases: worldsAndPermissions(), tries: 3 }, async ({ world, revoked }) => {
      await stage.import(world);
      const before = await stage.answers(world);
      await revoke(stage.as(world, OBSERVER), revoked);
      const again = world.permissions.find(({ id }) => id === revoked);
      if (again !== undefined) await grant(stage.as(world, OBSERVER), again);
      expect(await stage.answers(world)).toEqual(before);
      return countOf(before);
    });
  });

  it('on one integration changes no answer on another [V12]', async () => {
    await stage.proves('L8', { cases: worldsAndGrants(), tries: 5 }, async (one) => {
      const { rbacId } = one.grant;
      fc.pre(rbacId !== WILDCARD);
      const { before, after } = await granted(one);
      expect(answersElsewhere(after, rbacId)).toEqual(answersElsewhere(before, rbacId));
      return countOf(answersElsewhere(before, rbacId));
    });
  });

  async function granted(one: { readonly world: AccountWorld; readonly grant: Grant }) {
    await stage.import(one.world);
    const before = await stage.answers(one.world);
    const change = await grant(stage.as(one.world, OBSERVER), one.grant);
    return { before, change, after: await stage.answers(one.world) };
  }
});

/** With one of the permissions that can be revoked. */
function worldsAndPermissions(): fc.Arbitrary<{ readonly world: AccountWorld; readonly revoked: string }> {
  return grantableWorlds()
    .map((world) => ({ world, revocable: world.permissions.filter(({ source }) => source !== 'SYSTEM') }))
    .filter(({ revocable }) => revocable.length > 0)
    .chain(({ world, revocable }) => fc.constantFrom(...revocable).map(({ id }) => ({ world, revoked: id })));
}
