import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { USE_INTEGRATION } from '../../../src/decision/permission-sets.js';
import { countRows } from '../../datastore/sqlite/temporary-database.js';
import { RawDatabase } from '../../datastore/mongodb/raw-database.js';
import { accountText } from '../../support/account-file.js';
import { describeWithOwnMongod } from '../../support/mongodb.js';
import { exportFrom, withDatastore, importInto } from '../../transfer/transfers.js';
import { effort } from '../effort.js';
import { tally } from '../tally.js';
import { readAuditTrail } from './audit-trail.js';
import { company } from './company.js';
import { ServedCompany, fileBeside, onMongod } from './served-account.js';
import type { CompanyDatabase } from './served-account.js';
import { baselineOf, expectWhole } from './whole.js';
import type { Account } from './whole.js';

const MAIN = path.join(import.meta.dirname, '../../../dist/main.js');
const INTEGRATIONS = 2_000;
const POLL_MS = 2;
const LONGEST_MS = 1_800_000;

/** When to kill: after so much of the rows, or so long after the import has written them all. */
const moments = fc.record({
  part: fc.double({ min: 0, max: 1, noNaN: true }),
  turnsLater: fc.nat({ max: 40 }),
});

function defineTests(database: CompanyDatabase): void {
  it(
    'leaves the account as it was or as it is to be, and can be started again',
    async () => {
      const text = await replacement();
      const property = fc.asyncProperty(moments, async (moment) => {
        const served = await ServedCompany.create(database());
        const gateway = await served.serve();
        const rows = rowCount(served);
        try {
          const account = { id: served.id, datastore: served.datastore, gateway };
          const before = await stateOf(account);
          const file = fileBeside(served, 'replacement.json');
          await writeFile(file, text);

          const killed = startImport(served, file);
          await rows.reach(moment.part * INTEGRATIONS, killed.child);
          for (let turn = 0; turn < moment.turnsLater; turn += 1) await delay(POLL_MS);
          killed.child.kill('SIGKILL');
          await killed.ended;

          const after = await stateOf(account);
          const isNew = after.text === text;
          expect(after).toEqual(isNew ? { text, revision: before.revision + 1 } : before);
          if (!isNew) await expectWhole(account, await baselineOf(account));

          const [code] = await startImport(served, file).ended;
          expect([code, await stateOf(account)]).toEqual([0, { text, revision: after.revision + 1 }]);
        } finally {
          await rows.close();
          await gateway.stop();
          await served.remove();
        }
        tally('F6', 1);
      });
      // A crash is never the same twice, so a smaller one proves nothing.
      await fc.assert(property, { ...effort(1), endOnFailure: true });
    },
    LONGEST_MS,
  );
}

/** A larger company, as an export gives it, so that it is exported as the same text. */
function replacement(): Promise<string> {
  const file = company('acme');
  const ids = Array.from({ length: INTEGRATIONS }, (_, index) => `int_more_${index}`);
  const larger = {
    ...file,
    integrations: [
      ...(file.integrations ?? []),
      ...ids.map((id) => ({ id, name: id, type: 'WEBHOOK', teamIds: ['team_pay'], system: false })),
    ],
    permissions: [
      ...(file.permissions ?? []),
      ...ids.map((id) => ({
        ...{ id: `pol_${id}`, rbacId: `data_providers.${id}`, permissionSetId: USE_INTEGRATION.id },
        principal: { type: 'USER', id: 'usr_bo' } as const,
      })),
    ],
  };
  return withDatastore(async (datastore) => {
    await importInto(datastore, accountText(larger));
    return exportFrom(datastore, 'acme');
  });
}

/** What there is of it: all that an export shows, and the revision, at which the audit trail has to end. */
async function stateOf(account: Account): Promise<{ readonly text: string; readonly revision: number }> {
  const text = await exportFrom(account.datastore, account.id);
  const snapshot = await account.datastore.openSnapshot(account.id);
  await snapshot?.close();
  const revision = snapshot?.account.revision ?? 0;
  const [newest] = await readAuditTrail(account);
  expect(newest?.revision).toBe(revision);
  return { text, revision };
}

function startImport(served: ServedCompany, file: string) {
  const child = spawn(process.execPath, [MAIN, 'import', '--replace', file], {
    env: { ...process.env, ...served.environment },
    stdio: 'ignore',
  });
  return { child, ended: once(child, 'exit') as Promise<[number | null, string | null]> };
}

/** Looks into the database past the datastore, which shows nobody the rows of an import under way. */
function rowCount(served: ServedCompany) {
  const uri = served.environment.LATCHKEY_DATASTORE_URI ?? '';
  const raw = uri.startsWith('mongodb') ? new RawDatabase(uri) : undefined;
  const count = (): Promise<number> =>
    raw === undefined
      ? Promise.resolve(countRows(served.file, 'integrations'))
      : raw.collection('integrations').estimatedDocumentCount();
  return {
    reach: async (rows: number, writing: ChildProcess): Promise<void> => {
      while (writing.exitCode === null && (await count()) < rows) await delay(POLL_MS);
    },
    close: async () => {
      await raw?.close();
    },
  };
}

describe('an import that is killed (sqlite)', () => {
  defineTests(() => 'sqlite');
});
describeWithOwnMongod('an import that is killed (mongodb)', (binary) => {
  defineTests(onMongod(binary));
});
