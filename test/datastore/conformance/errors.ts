import { describe, expect, it } from '@jest/globals';
import type { Snapshot } from '../../../src/datastore/contract/datastore.js';
import { CorruptRecordError } from '../../../src/datastore/contract/errors.js';
import { AccountUnderTest } from './account-under-test.js';
import { itWhen } from './subject.js';
import type { CorruptValue, Subject } from './subject.js';
import { group, integration, on, permission } from './world.js';

const page = { first: 9 };

interface Case {
  readonly row: Omit<CorruptValue, 'value' | 'id'> & { readonly id: string };
  /** `id` is the row's in the account at hand. */
  readonly read: (snapshot: Snapshot, id: string) => Promise<unknown>;
}

/** Values that decide something, and a read that meets each. */
const CASES: readonly Case[] = [
  {
    row: { collection: 'directory', id: 'grp_bad', field: 'builtIn' },
    read: (snapshot, id) => snapshot.directory([{ kind: 'GROUP', id }]),
  },
  {
    row: { collection: 'directory', id: 'grp_bad', field: 'builtIn' },
    read: (snapshot) => snapshot.directoryPage({ ...page, kind: 'GROUP' }),
  },
  {
    row: { collection: 'integrations', id: 'int_bad', field: 'type' },
    read: (snapshot, id) => snapshot.integrations(['int_good', id], { withDetails: false }),
  },
  {
    row: { collection: 'integrations', id: 'int_bad', field: 'type' },
    read: (snapshot) => snapshot.integrationPage({ ...page, tokens: ['*'], withDetails: false }),
  },
  {
    row: { collection: 'permissions', id: 'pol_bad', field: 'permissionSetId' },
    read: (snapshot) => snapshot.permissionsOn([on('int_bad')]),
  },
  {
    row: { collection: 'permissions', id: 'pol_bad', field: 'source' },
    read: (snapshot) => snapshot.permissionScan(page),
  },
];

export function describeErrors(subject: Subject): void {
  const corruptible = itWhen(subject.traits.canBeCorrupted);

  /** Ids are those of one account alone, so that the hook finds the row by its id. */
  async function withRows(): Promise<{
    readonly account: AccountUnderTest;
    readonly id: (id: string) => string;
  }> {
    const account = new AccountUnderTest(subject.datastore, subject.newAccountId());
    const id = (name: string): string => `${account.id}_${name}`;
    await account.import({
      directory: [group(id('grp_bad'))],
      integrations: [integration('int_good'), integration(id('int_bad'))],
      permissions: [permission(id('pol_bad'), { rbacId: on('int_bad') })],
    });
    return { account, id };
  }

  async function corrupt(value: CorruptValue): Promise<void> {
    await subject.started.corrupt?.(value);
  }

  describe('a stored value that is not known', () => {
    corruptible.each(CASES)(
      'is an error that names the row: $row.collection $row.field',
      async ({ row, read }) => {
        const { account, id } = await withRows();
        await corrupt({ ...row, id: id(row.id), value: 'UNHEARD_OF' });
        const reading = account.read((snapshot) => read(snapshot, id(row.id)));
        await expect(reading).rejects.toBeInstanceOf(CorruptRecordError);
        await expect(reading).rejects.toMatchObject({ row: { id: id(row.id) } });
      },
    );

    corruptible('in an account opens no snapshot and starts no change', async () => {
      const { account } = await withRows();
      await corrupt({ collection: 'accounts', id: account.id, field: 'plan', value: 'PLATINUM' });
      const opened = subject.datastore.openSnapshot(account.id);
      await expect(opened).rejects.toMatchObject({ row: { id: account.id } });
      await expect(account.change({})).rejects.toBeInstanceOf(CorruptRecordError);
      await corrupt({ collection: 'accounts', id: account.id, field: 'plan', value: 'ENTERPRISE' });
      expect(await account.change({})).toBe(2);
    });
  });

  describe('the datastore', () => {
    it('answers a ping with one command', async () => {
      const before = subject.datastore.commandCount;
      await subject.datastore.ping();
      expect(subject.datastore.commandCount - before).toBe(1);
    });

    it('can be opened again', async () => {
      const account = await subject.account();
      await subject.datastore.open();
      expect(await account.change({})).toBe(2);
    });

    it('goes on after an error', async () => {
      const account = await subject.account();
      await expect(account.read(() => Promise.reject(new Error('of the caller')))).rejects.toThrow();
      await expect(account.change({ removePermissionIds: ['\u0000'] })).rejects.toThrow();
      expect(await account.change({})).toBe(2);
    });
  });
}
