import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PermissionInFile } from '../../support/account-file.js';
import { save } from '../api/changes.js';
import { printedAsFile } from '../worlds/account-world.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { grantableWorlds, grantsIn } from '../worlds/grants.js';
import type { Grant } from '../worlds/grants.js';
import { oddNames } from '../worlds/names.js';
import { OBSERVER, observedWorlds } from '../worlds/observed.js';
import { countOf, withoutOrder } from './compare.js';
import { describeOnEachEngine } from './each-engine.js';

describeOnEachEngine('the answers about an account', (stage) => {
  it('are the same whatever the order of the rows of its file', async () => {
    const cases = observedWorlds().chain((world) => shuffled(world).map((other) => ({ world, other })));
    await stage.proves('L12', { cases, tries: 4 }, async ({ world, other }) => {
      const before = await answersAfterImport(world);
      await stage.import(other);
      expect(await stage.answers(world)).toEqual(before);
      return countOf(before);
    });
  });

  it('are the same whatever the order of the grants of a Save, and when some are in it twice [U28]', async () => {
    await stage.proves(
      'L12',
      { cases: worldsAndSaves(), tries: 3 },
      async ({ world, once, shuffledTwice }) => {
        const [first] = once;
        const afterSave = async (add: readonly Grant[]) => {
          await stage.import(world);
          await save(stage.as(world, OBSERVER), first.rbacId, { add, remove: [] });
          return stage.answers(world);
        };
        const before = await afterSave(once);
        expect(await afterSave(shuffledTwice)).toEqual(before);
        return countOf(before);
      },
    );
  });

  it('are back when enforcement is switched off and on again, and the same in each way to be off [V1, V3]', async () => {
    await stage.proves('L13', { cases: observedWorlds(), tries: 3 }, async (world) => {
      const before = await answersAfterImport(world);
      const off = await answersAfterImport(withSettings(world, { permissionSets: 'OFF' }));
      const shadow = await answersAfterImport(withSettings(world, { permissionSets: 'SHADOW' }));
      const standard = await answersAfterImport(withSettings(world, { plan: 'STANDARD' }));
      expect([shadow, standard]).toEqual([off, off]);
      expect(await answersAfterImport(world)).toEqual(before);
      return countOf(before);
    });
  });

  it('are the same under other names, but for the order of lists', async () => {
    const cases = observedWorlds().chain((world) => renamed(world).map((other) => ({ world, other })));
    await stage.proves('L14', { cases, tries: 4 }, async ({ world, other }) => {
      const before = await answersAfterImport(world);
      expect(withoutOrder(await answersAfterImport(other))).toEqual(withoutOrder(before));
      return countOf(before);
    });
  });

  async function answersAfterImport(world: AccountWorld) {
    await stage.import(world);
    return stage.answers(world);
  }
});

function withSettings(world: AccountWorld, settings: Partial<AccountWorld['account']>): AccountWorld {
  return printedAsFile({ ...world, account: { ...world.account, ...settings } });
}

/** The rows of every section in another order, and so the ids within a row. */
function shuffled(world: AccountWorld): fc.Arbitrary<AccountWorld> {
  return fc
    .record({
      teams: inAnyOrder(world.teams),
      users: inAnyOrder(world.users).map((users) => users.map(reversedWithin)),
      groups: inAnyOrder(world.groups).map((groups) => groups.map(reversedWithin)),
      integrations: inAnyOrder(world.integrations).map((some) => some.map(reversedWithin)),
      permissions: inAnyOrder(world.permissions).map((some) => some.map(underOtherId)),
    })
    .map((rows) => printedAsFile({ ...rows, account: world.account }));
}

/** Permissions of one time are read in the order of their ids. */
function underOtherId(permission: PermissionInFile, index: number): PermissionInFile {
  return permission.source === 'SYSTEM' ? permission : { ...permission, id: `pol_${index}` };
}

function reversedWithin<Row extends object>(row: Row): Row {
  const turned = Object.entries(row).map(([key, value]: [string, unknown]) => [
    key,
    Array.isArray(value) ? [...(value as unknown[])].reverse() : value,
  ]);
  return Object.fromEntries(turned) as Row;
}

/** Grants on one RBAC id; then the same in another order, some of them twice. */
function worldsAndSaves(): fc.Arbitrary<{
  readonly world: AccountWorld;
  readonly once: readonly [Grant, ...Grant[]];
  readonly shuffledTwice: readonly Grant[];
}> {
  return grantableWorlds()
    .chain((world) =>
      fc.tuple(fc.constant(world), grantsIn(world), fc.array(grantsIn(world), { maxLength: 5 })),
    )
    .chain(([world, first, more]) => {
      const once = [first, ...more.map((grant) => ({ ...grant, rbacId: first.rbacId }))] as const;
      const twice = fc.subarray([...once]).chain((some) => inAnyOrder([...once, ...some]));
      return twice.map((shuffledTwice) => ({ world, once, shuffledTwice }));
    });
}

function inAnyOrder<Item>(items: readonly Item[]): fc.Arbitrary<readonly Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

function renamed(world: AccountWorld): fc.Arbitrary<AccountWorld> {
  const { teams, users, groups, integrations } = world;
  return fc
    .record({
      account: oddNames().map((name) => ({ ...world.account, name })),
      teams: underOtherNames(teams),
      users: underOtherNames(users),
      groups: underOtherNames(groups),
      integrations: underOtherNames(integrations),
    })
    .map((rows) => printedAsFile({ ...rows, permissions: world.permissions }));
}

function underOtherNames<Row extends object>(rows: readonly Row[]): fc.Arbitrary<readonly Row[]> {
  return fc.tuple(...rows.map((row) => oddNames().map((name) => ({ ...row, name }))));
}
