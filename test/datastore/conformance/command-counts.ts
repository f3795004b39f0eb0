import { describe, expect, it } from '@jest/globals';
import type { ChangeSet, Snapshot } from '../../../src/datastore/contract/datastore.js';
import type { AccountUnderTest } from './account-under-test.js';
import type { Subject } from './subject.js';
import { accessToken, group, integration, many, on, permission, user } from './world.js';

type Read = (snapshot: Snapshot, rows: number) => Promise<unknown>;

/** Every read but the list of integrations, asked for that many rows, or of that many parents. */
const READS: readonly (readonly [string, Read])[] = [
  ['directory', (snapshot, rows) => snapshot.directory(many(rows, (id) => ({ kind: 'USER', id })))],
  ['directoryPage', (snapshot, rows) => snapshot.directoryPage({ kind: 'USER', first: rows })],
  [
    'memberPages',
    (snapshot, rows) =>
      snapshot.memberPages(
        many(rows, (groupId) => ({ groupId })),
        { first: rows },
      ),
  ],
  [
    'memberPages of teams',
    (snapshot, rows) =>
      snapshot.memberPages(
        many(rows, (teamId) => ({ teamId })),
        { first: rows },
      ),
  ],
  ['usersNamed', (snapshot, rows) => snapshot.usersNamed(many(rows, (name) => name))],
  ['hasAdministratorBeside', (snapshot, rows) => snapshot.hasAdministratorBeside(many(rows, (id) => id))],
  [
    'integrations',
    (snapshot, rows) =>
      snapshot.integrations(
        many(rows, (id) => id),
        { withDetails: true },
      ),
  ],
  ['permissions', (snapshot, rows) => snapshot.permissions(many(rows, (id) => id))],
  ['permissionsOn', (snapshot, rows) => snapshot.permissionsOn(many(rows, (id) => on(id)))],
  [
    'permissionsOn of principals',
    (snapshot, rows) =>
      snapshot.permissionsOn(
        [on('id_00000')],
        many(rows, (id) => ({ type: 'USER', id })),
      ),
  ],
  [
    'permissionPages',
    (snapshot, rows) =>
      snapshot.permissionPages(
        many(rows, (id) => ({ on: on(id) })),
        {
          first: rows,
          visibleTokens: many(rows * 10, (id) => id),
        },
      ),
  ],
  ['permissionScan', (snapshot, rows) => snapshot.permissionScan({ first: rows })],
  ['accessTokens', (snapshot, rows) => snapshot.accessTokens(many(rows, (id) => id))],
  [
    'accessTokenPages',
    (snapshot, rows) =>
      snapshot.accessTokenPages(
        many(rows, (id) => id),
        { first: rows },
      ),
  ],
  ['liveAccessTokens', (snapshot) => snapshot.liveAccessTokens('id_00000', 1_000)],
  ['auditPage', (snapshot, rows) => snapshot.auditPage({ first: rows })],
];

const WORLD = {
  directory: [...many(60, (id) => group(id)), ...many(60, (id) => user(id, { groupIds: [id, 'id_00000'] }))],
  integrations: many(60, (id) => integration(id, { tokens: many(60, (token) => token) })),
  permissions: many(60, (id) => permission(`pol_${id}`, { rbacId: on(id) })),
};

async function commandsOf(account: AccountUnderTest, work: () => Promise<unknown>): Promise<number> {
  const before = account.datastore.commandCount;
  await work();
  return account.datastore.commandCount - before;
}

/** What a service writes at once: a creation, a save of `rows` grants, a deletion. */
function changeSets(rows: number): readonly Partial<ChangeSet>[] {
  const tokens = many(rows, (token) => `new_${token}`);
  const granted = many(rows, (id) => permission(`new_${id}`, { rbacId: on('int_new') }));
  const changedOn = { kind: 'INTEGRATION', integrationId: 'int_new', tokens } as const;
  const groupIds = many(rows, (id) => id);
  const users = many(rows, (id) => user(id, { name: 'New', groupIds }));
  const integrations = many(rows, (id) => integration(id, { name: 'New', tokens: ['new'] }));
  return [
    {
      saveIntegrations: [integration('int_new', { tokens })],
      addPermissions: granted,
      permissionsChangedOn: [changedOn],
    },
    {
      removePermissionIds: granted.map(({ id }) => id),
      addPermissions: many(rows, (id) => permission(`again_${id}`, { rbacId: on('int_new') })),
      permissionsChangedOn: [{ ...changedOn, tokens: ['*'] }],
    },
    { saveIntegrations: [integration('int_new', { version: 2 })] },
    {
      addPermissions: many(rows, (id) => permission(`wild_${id}`)),
      permissionsChangedOn: [{ kind: 'WILDCARD' }],
    },
    { removeIntegrationIds: ['int_new'] },
    { saveDirectory: users },
    { saveDirectory: many(rows, (id) => group(id, { name: 'New' })) },
    { removeDirectory: many(rows, (id) => ({ kind: 'GROUP', id })) },
    { removeDirectory: users },
    {
      saveIntegrations: integrations,
      permissionsChangedOn: integrations.map(({ id: integrationId }) => ({ ...changedOn, integrationId })),
    },
    { removeIntegrationIds: integrations.map(({ id }) => id) },
    { addAccessTokens: many(rows, (id) => accessToken(id)) },
    { revokeAccessTokenIds: many(rows, (id) => id) },
    { removeDirectory: users, endAccessTokensOf: users.map(({ id }) => id) },
  ];
}

export function describeCommandCounts(subject: Subject): void {
  describe('the number of commands', () => {
    it('of opening a snapshot is at most two', async () => {
      const account = await subject.account(WORLD);
      const commands = await commandsOf(account, () => account.read(() => undefined, 'id_00001'));
      expect(commands).toBeGreaterThanOrEqual(1);
      expect(commands).toBeLessThanOrEqual(2);
    });

    it.each(READS)('of %s is one, for one row and for fifty', async (_, read) => {
      const account = await subject.account(WORLD);
      await account.read(async (snapshot) => {
        for (const rows of [1, 50]) expect(await commandsOf(account, () => read(snapshot, rows))).toBe(1);
      });
    });

    it.each([
      [0, 0],
      [1, 1],
      [50, 1],
      [200, 1],
      [201, 2],
      [600, 3],
      [601, 4],
    ])('of a list of integrations for %d tokens is %d, whatever its length', async (tokens, commands) => {
      const account = await subject.account(WORLD);
      await account.read(async (snapshot) => {
        for (const first of [1, 50]) {
          const query = { first, tokens: many(tokens, (token) => token), withDetails: true };
          expect(await commandsOf(account, () => snapshot.integrationPage(query))).toBe(commands);
          expect(await commandsOf(account, () => snapshot.integrationIdPage(query))).toBe(commands);
        }
      });
    });

    it('of a change is the same for one row and fifty: the state, and at most eight writes', async () => {
      const counts: number[][] = [];
      for (const rows of [1, 50]) {
        const account = await subject.account(WORLD);
        const opening = await commandsOf(account, () => account.read(() => undefined, 'usr_actor'));
        const writes: number[] = [];
        for (const changes of changeSets(rows)) {
          writes.push((await commandsOf(account, () => account.change(changes))) - opening);
        }
        counts.push(writes);
      }
      expect(counts[1]).toEqual(counts[0]);
      expect(Math.max(...counts.flat())).toBeLessThanOrEqual(8);
    });

    it('of a change is told to who asks for it, also when it fails [O25]', async () => {
      const account = await subject.account(WORLD);
      const sent = { commands: 0 };
      const target = { accountId: account.id, userId: 'id_00001', sent };
      const counted = await commandsOf(account, async () => {
        await account.datastore.change(target, async (snapshot) => {
          await snapshot.permissions(['id_00001']);
          return { result: null, changes: account.changeOf({ saveIntegrations: [integration('int_new')] }) };
        });
        const failing = account.datastore.change(target, async (snapshot) => {
          await snapshot.permissions(['id_00001']);
          throw new Error('refused');
        });
        await expect(failing).rejects.toThrow('refused');
      });
      expect(sent.commands).toBe(counted);
      expect(counted).toBeGreaterThan(6);
    });

    it('of a change without changes is that of opening a snapshot', async () => {
      const account = await subject.account(WORLD);
      const opening = await commandsOf(account, () => account.read(() => undefined, 'usr_actor'));
      const nothing = await commandsOf(account, () => account.plan(() => Promise.resolve({ result: null })));
      expect(nothing).toBe(opening);
    });
  });
}
