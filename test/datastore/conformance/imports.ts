import { describe, expect, it } from '@jest/globals';
import type { AccountImport } from '../../../src/datastore/contract/datastore.js';
import { AccountExistsError } from '../../../src/datastore/contract/errors.js';
import { AccountUnderTest, FIRST_EVENT_ID, write } from './account-under-test.js';
import { idsOf, readAll } from './pages.js';
import type { Subject } from './subject.js';
import { accountState, auditEvent, group, integration, many, on, permission, user } from './world.js';
import type { World } from './world.js';

const OLD: World = {
  directory: [group('grp'), user('usr_old', { groupIds: ['grp'] })],
  integrations: [integration('int_both', { tokens: ['*', 'old'] }), integration('int_old')],
  permissions: [permission('pol_both', { rbacId: on('int_both') }), permission('pol_old')],
};
const NEW: World = {
  directory: [group('grp'), user('usr_new', { groupIds: ['grp'] })],
  integrations: [integration('int_both', { tokens: ['*', 'new'] }), integration('int_new')],
  permissions: [permission('pol_both', { rbacId: on('int_both') }), permission('pol_new')],
};

/** Ids of everything in an account; undefined when it is not there. */
async function contents(account: AccountUnderTest): Promise<unknown> {
  const snapshot = await account.datastore.openSnapshot(account.id);
  if (snapshot === undefined) return undefined;
  const all = { first: 50 };
  const list = { ...all, withDetails: false };
  const [members] = await snapshot.memberPages([{ groupId: 'grp' }], all);
  const found = {
    name: snapshot.account.name,
    users: idsOf(await snapshot.directoryPage({ ...all, kind: 'USER' })),
    members: idsOf(members),
    all: idsOf(await snapshot.integrationPage({ ...list, tokens: ['*'] })),
    old: idsOf(await snapshot.integrationPage({ ...list, tokens: ['old'], type: 'SLACK' })),
    new: idsOf(await snapshot.integrationPage({ ...list, tokens: ['new'], type: 'SLACK' })),
    permissions: idsOf(await snapshot.permissionScan(all)),
    audit: idsOf(await snapshot.auditPage(all)),
  };
  await snapshot.close();
  return found;
}

const commit = (to: AccountImport, id: string, eventId = 'event_new'): Promise<number> =>
  to.commit(accountState(id, { name: eventId }), auditEvent(eventId));

export function describeImports(subject: Subject): void {
  const newAccount = (): AccountUnderTest => new AccountUnderTest(subject.datastore, subject.newAccountId());

  describe('an import', () => {
    it('of a new account is not seen before its commit, and whole after it', async () => {
      const account = newAccount();
      const started = await subject.datastore.beginImport(account.id, { replace: false });
      await write(started, NEW);
      expect(await contents(account)).toBeUndefined();
      expect(await commit(started, account.id)).toBe(1);
      expect(await contents(account)).toEqual({
        name: 'event_new',
        users: ['usr_new'],
        members: ['usr_new'],
        all: ['int_both', 'int_new'],
        old: [],
        new: ['int_both'],
        permissions: ['pol_new', 'pol_both'],
        audit: ['event_new'],
      });
    });

    it('replaces an account whole; its revision goes on and its audit trail stays', async () => {
      const account = await subject.account(OLD);
      await account.change({ auditEvents: [auditEvent('event_change')] });
      const before = await contents(account);
      const started = await subject.datastore.beginImport(account.id, { replace: true });
      await write(started, NEW);
      expect(await contents(account)).toEqual(before);
      expect(await commit(started, account.id)).toBe(3);
      expect(await contents(account)).toEqual({
        name: 'event_new',
        users: ['usr_new'],
        members: ['usr_new'],
        all: ['int_both', 'int_new'],
        old: [],
        new: ['int_both'],
        permissions: ['pol_new', 'pol_both'],
        audit: ['event_new', 'event_change', FIRST_EVENT_ID],
      });
      const { revision, importRevision, wildcardPermissionsRevision } = await account.read(
        (snapshot) => snapshot.account,
      );
      expect([revision, importRevision, wildcardPermissionsRevision]).toEqual([3, 3, 3]);
      expect(await account.change({})).toBe(4);
    });

    it('that is discarded leaves nothing, and the next one starts anew', async () => {
      const [fresh, present] = [newAccount(), await subject.account(OLD)];
      const before = await contents(present);
      for (const account of [fresh, present]) {
        const started = await subject.datastore.beginImport(account.id, { replace: true });
        await write(started, NEW);
        await started.discard();
      }
      expect(await contents(fresh)).toBeUndefined();
      expect(await contents(present)).toEqual(before);
      expect(await fresh.import(NEW)).toBe(1);
      expect(await present.import(NEW, { replace: true })).toBe(2);
    });

    it('of an account that exists is refused at its start, unless it is to replace it', async () => {
      const account = await subject.account(OLD);
      const before = await contents(account);
      const refused = subject.datastore.beginImport(account.id, { replace: false });
      await expect(refused).rejects.toBeInstanceOf(AccountExistsError);
      await expect(refused).rejects.toMatchObject({ accountId: account.id });
      expect(await contents(account)).toEqual(before);
    });

    it('is refused at its commit when the account was created meanwhile, and leaves that one alone', async () => {
      const account = newAccount();
      const [first, second] = await Promise.all(
        [1, 2].map(() => subject.datastore.beginImport(account.id, { replace: false })),
      );
      if (first === undefined || second === undefined) throw new Error('Two imports begin');
      await write(second, OLD);
      await write(first, NEW);
      expect(await commit(first, account.id)).toBe(1);
      const before = await contents(account);
      await expect(commit(second, account.id)).rejects.toBeInstanceOf(AccountExistsError);
      expect(await contents(account)).toEqual(before);
      expect(await account.change({})).toBe(2);
    });

    it('writes rows in any order and in batches of any size', async () => {
      const account = newAccount();
      const integrations = many(1_203, (id) => integration(id), 'int_');
      const permissions = many(2_203, (id, at) => permission(id, { rbacId: on(`int_${at}`) }), 'pol_');
      const users = many(2_203, (id) => user(id, { groupIds: ['grp'] }), 'usr_');
      const started = await subject.datastore.beginImport(account.id, { replace: false });
      await started.writePermissions(permissions.slice(0, 1));
      await started.writeDirectory(users);
      await started.writeIntegrations(integrations.slice(0, 2));
      await started.writeIntegrations([]);
      await started.writePermissions(permissions.slice(1));
      await started.writeIntegrations(integrations.slice(2));
      await started.writeDirectory([group('grp')]);
      await commit(started, account.id);
      await account.read(async (snapshot) => {
        const listed = await readAll(500, (request) =>
          snapshot.integrationPage({ ...request, tokens: ['*'], withDetails: false }),
        );
        expect(listed.map(({ id }) => id)).toEqual(integrations.map(({ id }) => id));
        const scanned = await readAll(500, (request) => snapshot.permissionScan(request));
        expect(scanned).toHaveLength(permissions.length);
        const members = await readAll(500, async (request) => {
          const [page] = await snapshot.memberPages([{ groupId: 'grp' }], request);
          return page ?? { rows: [], hasNextPage: false };
        });
        expect(members).toEqual(users);
      });
    });

    it('runs beside changes of the account, which see none of it', async () => {
      const account = await subject.account(OLD);
      const started = await subject.datastore.beginImport(account.id, { replace: true });
      await started.writeIntegrations([integration('int_old', { tokens: ['new'] })]);
      expect(await account.change({ saveIntegrations: [integration('int_more')] })).toBe(2);
      await started.writePermissions([permission('pol_old')]);
      expect(await account.change({ removeIntegrationIds: ['int_old'] })).toBe(3);
      expect(await commit(started, account.id)).toBe(4);
      expect(await contents(account)).toMatchObject({ all: [], new: ['int_old'], permissions: ['pol_old'] });
    });
  });
}
