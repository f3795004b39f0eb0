import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keepFacts } from '../../../src/datastore/facts/keeping-datastore.js';
import type { Datastore, Snapshot } from '../../../src/datastore/contract/datastore.js';
import { DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { principalsOf } from '../../../src/decision/facts.js';
import { FaultyDatastore } from '../../support/faulty-datastore.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { integration, on, ON_WILDCARD, permission, user } from '../conformance/world.js';

const ANA = user('usr_ana');
const BEN = user('usr_ben');
const WORLD = {
  directory: [ANA, BEN],
  integrations: [integration('int_a'), integration('int_b')],
  permissions: [
    permission('pol_a', { rbacId: on('int_a'), principal: { type: 'USER', id: 'usr_ana' }, grantedAt: 2 }),
    permission('pol_w', { rbacId: ON_WILDCARD, principal: { type: 'USER', id: 'usr_ana' }, grantedAt: 1 }),
    permission('pol_b', { rbacId: on('int_b'), principal: { type: 'USER', id: 'usr_ben' }, grantedAt: 3 }),
  ],
};
const RBAC_IDS = [on('int_a'), on('int_b'), on('int_never'), ON_WILDCARD];

describe('facts that are kept', () => {
  let datastore: Datastore;
  let account: AccountUnderTest;
  beforeEach(async () => {
    datastore = keepFacts(createSqliteDatastore({ file: ':memory:' }));
    await datastore.open();
    account = new AccountUnderTest(datastore, 'acme');
    await account.import(WORLD);
  });
  afterEach(() => datastore.close());

  const commandsOf = async (work: () => Promise<unknown>) => {
    const before = datastore.commandCount;
    await work();
    return datastore.commandCount - before;
  };
  const heldBy = (viewer: typeof ANA) => (snapshot: Snapshot) =>
    snapshot.permissionsOn(RBAC_IDS, principalsOf(snapshot.account, viewer));
  const heldByItsUser = async (snapshot: Snapshot) => {
    const held = await heldBy(user(snapshot.user?.id ?? ''))(snapshot);
    return held.map(({ id }) => id);
  };
  const facts = (snapshot: Snapshot) => snapshot.integrations(['int_a', 'int_never'], { withDetails: false });

  it('are read once by a viewer at a revision: then only the account is', async () => {
    const held = await account.read(heldBy(ANA), 'usr_ana');
    const found = await account.read(facts, 'usr_ana');
    expect(held.map(({ id }) => id)).toEqual(['pol_w', 'pol_a']);
    expect(found.map(({ id }) => id)).toEqual(['int_a']);
    expect(await commandsOf(() => account.read(heldBy(ANA), 'usr_ana'))).toBe(1);
    expect(await commandsOf(() => account.read(facts, 'usr_ana'))).toBe(1);
    expect(await account.read(heldBy(ANA), 'usr_ana')).toEqual(held);
    expect(await account.read(facts, 'usr_ana')).toEqual(found);
  });

  it('are those of no other viewer: what somebody asked for shows in nobody else’s cost', async () => {
    await account.read(facts, 'usr_ana');
    await account.read(heldBy(ANA), 'usr_ana');
    expect(await commandsOf(() => account.read(facts, 'usr_ben'))).toBe(2);
    const held = await account.read(heldBy(BEN), 'usr_ben');
    expect(held.map(({ id }) => id)).toEqual(['pol_b']);
  });

  it('are read again of what was not asked for yet, and of that alone', async () => {
    await account.read(facts, 'usr_ana');
    const more = await account.read(
      (snapshot) => snapshot.integrations(['int_a', 'int_b', 'int_b'], { withDetails: false }),
      'usr_ana',
    );
    expect(more.map(({ id }) => id).sort()).toEqual(['int_a', 'int_b']);
  });

  it('make a page cost one command: which rows it holds is asked each time, the rows are read once', async () => {
    const page = (first: number) => (snapshot: Snapshot) =>
      snapshot.integrationPage({ first, tokens: ['*'], withDetails: false });
    const [found] = (await account.read(page(1), 'usr_ana')).rows;
    expect(found?.row.id).toBe('int_a');
    expect(await commandsOf(() => account.read(page(1), 'usr_ana'))).toBe(2);
    expect(await commandsOf(() => account.read(page(2), 'usr_ana'))).toBe(3);
    expect(await commandsOf(() => account.read(page(2), 'usr_ana'))).toBe(2);
    await account.change({ saveIntegrations: [integration('int_a', { name: 'Renamed', tokens: ['*'] })] });
    const { rows } = await account.read(page(2), 'usr_ana');
    expect(rows.map(({ row }) => row.name)).toContain('Renamed');
  });

  it('are read anew after any change, also one that changed something else', async () => {
    await account.read(heldBy(ANA), 'usr_ana');
    await account.change({
      removePermissionIds: ['pol_a'],
      permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: 'int_a', tokens: [] }],
    });
    const held = await account.read(heldBy(ANA), 'usr_ana');
    expect(held.map(({ id }) => id)).toEqual(['pol_w']);
  });

  it('include the user, as of the revision', async () => {
    expect(await account.read((snapshot) => snapshot.user?.active, 'usr_ana')).toBe(true);
    await account.import({ ...WORLD, directory: [{ ...ANA, active: false }] }, { replace: true });
    expect(await account.read((snapshot) => snapshot.user?.active, 'usr_ana')).toBe(false);
    expect(await account.read((snapshot) => snapshot.user, 'usr_ben')).toBeUndefined();
  });

  it('are neither details nor what others hold', async () => {
    const withDetails = (snapshot: Snapshot) => snapshot.integrations(['int_a'], { withDetails: true });
    await account.read(facts, 'usr_ana');
    expect((await account.read(withDetails, 'usr_ana'))[0]?.details).toBeDefined();
    const [own, everyone] = [
      { type: 'USER', id: 'usr_ana' },
      { type: 'GROUP', id: 'grp_everyone' },
    ] as const;
    for (const principals of [
      undefined,
      [],
      [own],
      [{ ...own, id: 'usr_ben' }],
      [{ ...own, id: 'usr_ben' }, everyone],
      [{ ...own, type: 'GROUP' as const }, everyone],
      [own, { ...everyone, id: 'grp_other' }],
      [own, { ...everyone, type: 'USER' as const }],
      [own, everyone, { ...own, id: 'usr_ben' }],
    ]) {
      const read = (snapshot: Snapshot) => snapshot.permissionsOn(RBAC_IDS, principals);
      await account.read(read, 'usr_ana');
      expect(await commandsOf(() => account.read(read, 'usr_ana'))).toBe(2);
    }
  });

  it('are those of the right viewer for each of many who wait for one state together', async () => {
    // The first reads at once; all others gather meanwhile, and share what is read next.
    const users = ['usr_ana', 'usr_ana', 'usr_ben', 'usr_nobody', undefined, 'grp_everyone'];
    const snapshots = await Promise.all(users.map((userId) => datastore.openSnapshot('acme', userId)));
    expect(snapshots.map((snapshot) => snapshot?.user?.id)).toEqual([
      ...['usr_ana', 'usr_ana', 'usr_ben', undefined, undefined, undefined],
    ]);
    const held = await Promise.all(
      snapshots.slice(1, 3).map(async (snapshot) => (snapshot ? heldByItsUser(snapshot) : [])),
    );
    expect(held).toEqual([['pol_w', 'pol_a'], ['pol_b']]);
    for (const snapshot of snapshots) await snapshot?.close();
    expect(await Promise.all(users.map((userId) => datastore.openSnapshot('nowhere', userId)))).toEqual(
      users.map(() => undefined),
    );
  });

  it('let go of a state of which the user cannot be read, so that a change need not wait for it', async () => {
    const faulty = new FaultyDatastore(createSqliteDatastore({ file: ':memory:' }));
    const failing = new AccountUnderTest(keepFacts(faulty.datastore), 'acme');
    await failing.datastore.open();
    await failing.import(WORLD);
    faulty.fail('snapshot.directory', new Error('gone'));
    const users = ['usr_ana', 'usr_ben', 'usr_ben'];
    const [first, ...others] = await Promise.allSettled(users.map((userId) => failing.openSnapshot(userId)));
    expect(others.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    if (first?.status === 'fulfilled') await first.value.close();
    faulty.repair();
    expect(await failing.change({})).toBe(2);
    await failing.datastore.close();
  });

  it('are not read from a datastore that was closed', async () => {
    await account.read(facts, 'usr_ana');
    await datastore.close();
    await expect(account.read(facts, 'usr_ana')).rejects.toThrow(DatastoreUnavailableError);
  });

  it('are not read from a snapshot that was closed', async () => {
    const snapshot = await account.openSnapshot('usr_ana');
    await snapshot.close();
    await expect(snapshot.directory([{ kind: 'USER', id: 'usr_ana' }])).rejects.toThrow('closed');
  });
});
