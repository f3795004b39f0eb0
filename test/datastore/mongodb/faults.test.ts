import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Snapshot } from '../../../src/datastore/contract/datastore.js';
import {
  DatastoreUnavailableError,
  DatastoreUnusableError,
  OutcomeUnknownError,
} from '../../../src/datastore/contract/errors.js';
import { Mongod } from '../../support/mongod.js';
import type { CommandFailure } from '../../support/mongod.js';
import { describeWithOwnMongod } from '../../support/mongodb.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { auditEvent, integration, permission } from '../conformance/world.js';
import { Datastores } from './datastores.js';

const MAX_TIME_EXPIRED = 50;
const SHUTDOWN_IN_PROGRESS = 91;
const SNAPSHOT_TOO_OLD = 239;
const SNAPSHOT_UNAVAILABLE = 246;
const NO_SUCH_TRANSACTION = 251;
const OUT_OF_DISK_SPACE = 14_031;

describeWithOwnMongod('commands of MongoDB that fail', (binary) => {
  const datastores = new Datastores();
  let mongod: Mongod;
  let accounts = 0;

  beforeAll(async () => {
    mongod = await Mongod.start({ binary });
  });

  afterAll(async () => {
    await mongod.stop();
  });

  async function newAccount(): Promise<AccountUnderTest> {
    accounts += 1;
    const account = new AccountUnderTest(await datastores.open(mongod.uri), `account_${accounts}`);
    await account.import({ integrations: [integration('int')] });
    return account;
  }

  const search = (snapshot: Snapshot): Promise<unknown> =>
    snapshot.integrationSearch({ first: 1, tokens: ['*'], search: 'rare', withDetails: false });

  it('because the state is not to be read yet are tried again when a snapshot is opened', async () => {
    const account = await newAccount();
    await mongod.failCommands({ commands: ['aggregate'], times: 2, errorCode: SNAPSHOT_UNAVAILABLE });
    expect(await account.read((snapshot) => snapshot.account.revision)).toBe(1);
  });

  it.each([
    ['the state is too old', SNAPSHOT_TOO_OLD],
    ['a search passed its deadline', MAX_TIME_EXPIRED],
    ['the server is shutting down', SHUTDOWN_IN_PROGRESS],
  ])('because %s are unavailable', async (_, errorCode) => {
    const account = await newAccount();
    const snapshot = await account.openSnapshot();
    // The driver tries some of them again by itself, once.
    await mongod.failCommands({ commands: ['aggregate'], times: 2, errorCode });
    await expect(search(snapshot)).rejects.toBeInstanceOf(DatastoreUnavailableError);
    await mongod.failCommands({ commands: ['aggregate'], times: 0, errorCode });
    await expect(search(snapshot)).resolves.toEqual({ rows: [], goesOnAfter: undefined });
    await snapshot.close();
  });

  it('for a reason that will not pass are unusable, with the reason for the log alone', async () => {
    const account = await newAccount();
    await mongod.failCommands({ commands: ['insert'], errorCode: OUT_OF_DISK_SPACE });
    const failing = account.change({ addPermissions: [permission('pol')] });
    await expect(failing).rejects.toBeInstanceOf(DatastoreUnusableError);
    await expect(failing).rejects.toMatchObject({
      message: 'MongoDB cannot be used as it is addressed or set up',
      cause: { code: OUT_OF_DISK_SPACE },
    });
    expect(await account.read((snapshot) => snapshot.account.revision)).toBe(1);
  });

  it('in a read of a plan with the word that the transaction may be tried again lead to a new plan', async () => {
    const account = await newAccount();
    let runs = 0;
    const { revision } = await account.plan(async (snapshot) => {
      runs += 1;
      const errorLabels = ['TransientTransactionError'];
      if (runs === 1) {
        await mongod.failCommands({ commands: ['find'], errorCode: NO_SUCH_TRANSACTION, errorLabels });
      }
      const both = await Promise.all([
        search(snapshot),
        snapshot.integrations(['int'], { withDetails: false }),
      ]);
      return { result: both, changes: { touched: [], auditEvents: [auditEvent('changed')] } };
    });
    expect([runs, revision]).toEqual([2, 2]);
  });

  it('while a change is committed, with its outcome unknown, make it once', async () => {
    const account = await newAccount();
    await mongod.failCommands({
      commands: ['commitTransaction'],
      errorCode: SHUTDOWN_IN_PROGRESS,
      errorLabels: ['UnknownTransactionCommitResult'],
    });
    expect(await account.change({ addPermissions: [permission('pol')] })).toBe(2);
    expect(await account.read((snapshot) => snapshot.account.revision)).toBe(2);
  });

  it.each(['insert', 'update', 'commitTransaction'])(
    'because the connection broke at %s leave all of a change or nothing',
    async (command) => {
      const account = await newAccount();
      await mongod.failCommands({ commands: [command], closeConnection: true });
      const grant = {
        touched: [],
        addPermissions: [permission('pol')],
        auditEvents: [auditEvent('granted')],
      } as const;
      const error = await account.change(grant).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );

      if (error !== undefined) expect(error).toBeInstanceOf(DatastoreUnavailableError);
      const made = error === undefined ? 1 : 0;
      await account.read(async (snapshot) => {
        const trail = await snapshot.auditPage({ first: 9 });
        const stored = await snapshot.permissions(['pol']);
        expect([snapshot.account.revision, stored.length, trail.rows.length]).toEqual([
          1 + made,
          made,
          1 + made,
        ]);
      });
    },
  );

  describe('at a commit', () => {
    const COMMIT = ['commitTransaction'];
    const UNSATISFIABLE = { code: 100, errmsg: 'Not enough data-bearing nodes' };
    const grant = {
      touched: [],
      addPermissions: [permission('pol')],
      auditEvents: [auditEvent('granted')],
    } as const;

    it.each<[what: string, failure: Omit<CommandFailure, 'commands'>, revision: number]>([
      ['refuse it', { errorCode: OUT_OF_DISK_SPACE }, 1],
      ['cannot say whether the majority has it', { writeConcernError: UNSATISFIABLE }, 2],
    ])('that %s leave the outcome unknown, and nothing else [O17]', async (_what, failure, revision) => {
      const account = await newAccount();
      await mongod.failCommands({ commands: COMMIT, ...failure });
      await expect(account.change(grant)).rejects.toBeInstanceOf(OutcomeUnknownError);
      // Not read: what is not the majority's yet is seen by a change alone, which runs into it.
      expect(await account.change({})).toBe(revision + 1);
    });

    it('are about nothing when the plan changed nothing: it is unavailable [O17]', async () => {
      const account = await newAccount();
      await mongod.failCommands({ commands: COMMIT, writeConcernError: UNSATISFIABLE });
      const asking = account.plan(() => Promise.resolve({ result: null }));
      await expect(asking).rejects.not.toBeInstanceOf(OutcomeUnknownError);
    });

    it('leave the outcome unknown to whoever does not wait for the answer [O17]', async () => {
      const account = await newAccount();
      await mongod.failCommands({ commands: COMMIT, blockConnection: true, blockTimeMS: 1_000 });
      const { id: accountId } = account;
      const changing = account.datastore.change(
        { accountId, userId: 'usr_ana', signal: AbortSignal.timeout(300) },
        () => Promise.resolve({ result: null, changes: grant }),
      );
      await expect(changing).rejects.toBeInstanceOf(OutcomeUnknownError);
      // Comes after it, whatever became of it.
      expect(await account.change({})).toBeGreaterThan(1);
    });
  });
});
