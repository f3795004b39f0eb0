import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AccountExistsError } from '../../src/datastore/contract/errors.js';
import { OWNER } from '../../src/decision/permission-sets.js';
import type { ImportProgress } from '../../src/transfer/progress.js';
import { FailingImports } from './failing-imports.js';
import { grant, sampleDocument } from './sample-document.js';
import { importInto, inPieces, withDatastore, withSnapshot } from './transfers.js';

describe('importing', () => {
  it('says what it brought', async () => {
    const summary = await withDatastore((datastore) => importInto(datastore, sampleDocument()));
    expect(summary).toEqual({
      accountId: 'acme',
      counts: { teams: 3, users: 3, groups: 4, integrations: 3, permissions: 5 },
      revision: 1,
      hasActiveAdministrator: true,
      secrets: { kept: 0, dropped: 0 },
      sha256: createHash('sha256').update(JSON.stringify(sampleDocument())).digest('hex'),
    });
  });

  it('refuses an account that exists, before reading on', async () => {
    await withDatastore(async (datastore) => {
      await importInto(datastore, sampleDocument());
      let isReadOn = false;
      async function* source(): AsyncGenerator<string> {
        yield await Promise.resolve(JSON.stringify(sampleDocument()).slice(0, -20));
        isReadOn = true;
      }
      const again = importInto(datastore, '', { source: source(), replace: false });
      await expect(again).rejects.toThrow(new AccountExistsError('acme'));
      expect(isReadOn).toBe(false);
    });
  });

  it('refuses an account that came to be while the file was read', async () => {
    await withDatastore(async (datastore) => {
      async function* source(): AsyncGenerator<string> {
        const text = JSON.stringify(sampleDocument());
        yield await Promise.resolve(text.slice(0, -1));
        await importInto(datastore, sampleDocument());
        yield text.slice(-1);
      }
      const second = importInto(datastore, '', { source: source(), replace: false });
      await expect(second).rejects.toThrow(AccountExistsError);
    });
  });

  it('replaces an account whole when told to: the revision goes on, the audit trail stays', async () => {
    await withDatastore(async (datastore) => {
      await importInto(datastore, sampleDocument());
      const document = sampleDocument();
      document.integrations.pop();
      document.permissions = [
        { ...grant('pol_9', 'data_providers.int_pd', ['USER', 'usr_ana', OWNER.id]), source: 'AUTOMATIC' },
      ];
      const { revision } = await importInto(datastore, document, { newId: () => 'evt_2' });
      expect(revision).toBe(2);
      await withSnapshot(datastore, async (snapshot) => {
        const permissions = await snapshot.permissionScan({ first: 9 });
        expect(permissions.rows.map(({ row }) => row.id)).toEqual(['pol_email_everyone', 'pol_9']);
        expect(await snapshot.integrations(['int_hook'], { withDetails: false })).toEqual([]);
        const audit = await snapshot.auditPage({ first: 9 });
        expect(audit.rows.map(({ row }) => [row.id, row.revision])).toEqual([
          ['evt_2', 2],
          ['evt_1', 1],
        ]);
      });
    });
  });

  it('leaves the account as it was when the file has a mistake', async () => {
    await withDatastore(async (datastore) => {
      await importInto(datastore, sampleDocument());
      const document = sampleDocument();
      document.permissions.push(grant('pol_9', 'data_providers.int_x', ['USER', 'usr_ana', OWNER.id]));
      const commands = datastore.commandCount;
      await expect(importInto(datastore, document)).rejects.toThrow(
        'Nothing was imported: the file has a mistake',
      );
      expect(datastore.commandCount).toBe(commands);
      await withSnapshot(datastore, (snapshot) => {
        expect(snapshot.account.revision).toBe(1);
        return Promise.resolve();
      });
    });
  });

  it('tells how far it is', async () => {
    const told: ImportProgress[] = [];
    await withDatastore((datastore) =>
      importInto(datastore, sampleDocument(), { onProgress: (one) => told.push(one) }),
    );
    const { length } = JSON.stringify(sampleDocument());
    expect(told).toEqual([
      { step: 'READING', bytes: length },
      { step: 'CHECKING' },
      ...[3, 7, 10, 13, 18].map((rows) => ({ step: 'WRITING', rows, totalRows: 18 })),
      ...[19, 28, 36, 38].map((rows) => ({ step: 'LISTING', rows, totalRows: 38 })),
    ]);
  });

  it('ends when it is told to, at every step, and nothing of it stays', async () => {
    for (const step of ['READING', 'CHECKING', 'WRITING', 'LISTING']) {
      await withDatastore(async (datastore) => {
        const ending = new AbortController();
        const onProgress = (progress: ImportProgress) => {
          if (progress.step === step) ending.abort(new Error(`ended while ${step}`));
        };
        const source = inPieces(sampleDocument(), 100);
        const ended = importInto(datastore, '', { source, onProgress, signal: ending.signal });
        await expect(ended).rejects.toThrow(`ended while ${step}`);
        expect(await datastore.openSnapshot('acme')).toBeUndefined();
      });
    }
  });

  it('tells of a source that fails, and nothing of it stays', async () => {
    await withDatastore(async (datastore) => {
      async function* source(): AsyncGenerator<string> {
        yield await Promise.resolve(JSON.stringify(sampleDocument()).slice(0, 500));
        throw new Error('the disk is gone');
      }
      await expect(importInto(datastore, '', { source: source() })).rejects.toThrow('the disk is gone');
      expect(await datastore.openSnapshot('acme')).toBeUndefined();
    });
  });

  it.each(['writeDirectory', 'writeIntegrations', 'writePermissions', 'buildLists'] as const)(
    'discards what it wrote when the datastore fails at %s',
    async (failing) => {
      await withDatastore(async (inner) => {
        const datastore = new FailingImports(inner, failing);
        await expect(importInto(datastore, sampleDocument())).rejects.toThrow(`${failing} failed`);
        expect(datastore.discarded).toBe(1);
        expect(await inner.openSnapshot('acme')).toBeUndefined();
      });
    },
  );

  it('discards nothing once it commits: the answer may be lost and the account there', async () => {
    await withDatastore(async (inner) => {
      const datastore = new FailingImports(inner, 'commit');
      await expect(importInto(datastore, sampleDocument())).rejects.toThrow('commit failed');
      expect(datastore.discarded).toBe(0);
    });
  });

  it('tells the first error when discarding fails as well', async () => {
    await withDatastore(async (inner) => {
      const datastore = new FailingImports(inner, 'writePermissions', 'discard');
      await expect(importInto(datastore, sampleDocument())).rejects.toThrow('writePermissions failed');
      expect(datastore.discarded).toBe(1);
    });
  });
});
