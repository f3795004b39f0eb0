import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { RawDatabase } from '../../datastore/mongodb/raw-database.js';
import { rawConnection, temporaryDatabase } from '../../datastore/sqlite/temporary-database.js';
import type { AccountFile } from '../../support/account-file.js';
import { startTestGateway } from '../../support/gateway.js';
import type { Engine, GraphqlAnswer, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../../support/mongodb.js';

const BOB = { account: 'acme', user: 'usr_bob' };
const ADA = { account: 'acme', user: 'usr_ada' };

/** What only an administrator is told, what depends on permissions, and a cursor. */
const ASKED = `{
  account { revision }
  auditEvents(first: 1) { edges { node { kind } } }
  integrations { edges { cursor node { id name viewerRights { canUpdate } } } }
}`;

interface Bob {
  readonly active?: boolean;
  readonly administrator?: boolean;
}

function company({ active = true, administrator = true }: Bob, name: string): AccountFile {
  const memberships: [] = [];
  return {
    account: { id: 'acme', accessModel: 'GRANTS_ONLY' },
    teams: [{ id: 'team_root', name: 'Root', root: true }],
    users: [
      { id: 'usr_ada', name: 'Ada', memberships },
      { id: 'usr_bob', name: 'Bob', active, memberships },
    ],
    groups: [
      { id: 'grp_everyone', name: 'Everyone', builtIn: 'EVERYONE', memberIds: [] },
      {
        id: 'grp_administrators',
        name: 'Administrators',
        builtIn: 'ADMINISTRATORS',
        memberIds: ['usr_ada', ...(administrator ? ['usr_bob'] : [])],
      },
    ],
    integrations: [
      { id: 'int_email', name: 'Email', type: 'EMAIL', system: true },
      { id: 'int_a', name, type: 'SLACK' },
    ],
    permissions: [],
  };
}

/** A database of its own, and the ways in which an operator makes it anew. */
interface Place {
  start(accounts?: readonly AccountFile[]): Promise<TestGateway>;
  readonly ways: Readonly<Record<string, () => Promise<void>>>;
  remove(): Promise<void>;
}

function sqlitePlace(): Place {
  const database = temporaryDatabase();
  const { file } = database;
  const remove = (...ends: readonly string[]) => {
    for (const end of ends) rmSync(file + end, { force: true });
    return Promise.resolve();
  };
  const run = (sql: string) => {
    const connection = rawConnection(file);
    connection.exec(sql);
    connection.close();
    return Promise.resolve();
  };
  return {
    start: (accounts = []) =>
      startTestGateway({ engine: 'sqlite', datastore: createSqliteDatastore({ file }), accounts }),
    ways: {
      'all its files are removed': () => remove('', '-wal', '-shm'),
      'its file alone is removed': () => remove(''),
      'its file is moved away': () => {
        renameSync(file, join(database.folder, 'away.db'));
        return Promise.resolve();
      },
      "the account's row is deleted": () => run('delete from accounts; delete from audit_events'),
    },
    remove: () => {
      database.remove();
      return Promise.resolve();
    },
  };
}

function mongodbPlace(): Place {
  const uri = uniqueDatabaseUri();
  const raw = new RawDatabase(uri);
  return {
    start: (accounts = []) =>
      startTestGateway({ engine: 'mongodb', datastore: createMongodbDatastore({ uri }), accounts }),
    ways: {
      'the database is dropped': () => raw.drop(),
      "the account's row is deleted": async () => {
        await raw.collection('accounts').deleteMany({});
      },
    },
    remove: () => raw.close(),
  };
}

const WAYS: Readonly<Record<Engine, readonly string[]>> = {
  sqlite: [
    'all its files are removed',
    'its file alone is removed',
    'its file is moved away',
    "the account's row is deleted",
  ],
  mongodb: ['the database is dropped', "the account's row is deleted"],
};

function defineTests(engine: Engine, createPlace: () => Place): void {
  let place: Place;
  let gateway: TestGateway;

  beforeEach(async () => {
    place = createPlace();
    gateway = await place.start([company({}, 'Before')]);
    // Twice, so that what is kept was kept and used.
    for (let time = 1; time <= 2; time += 1)
      expect(ruling(await gateway.ask(BOB, ASKED))).toBe('administrator');
  });
  afterEach(async () => {
    await gateway.stop();
    await place.remove();
  });

  const importElsewhere = async (file: AccountFile) => {
    const other = await place.start([file]);
    await other.stop();
  };

  describe.each(WAYS[engine])(`O15: when %s and the account imported anew (${engine})`, (way) => {
    it('whoever is no administrator any more is none with the next request', async () => {
      await place.ways[way]?.();
      await importElsewhere(company({ administrator: false }, 'After'));
      const answer = await gateway.ask(BOB, ASKED);
      expect(ruling(answer)).toBe('user');
      expect(JSON.stringify(answer)).not.toContain('Before');
      expect(await gateway.ask(ADA, ASKED)).toMatchObject({
        data: { account: { revision: 1 }, integrations: { edges: [{}, { node: { name: 'After' } }] } },
      });
    });

    it('whoever is inactive in it is not known any more', async () => {
      await place.ways[way]?.();
      await importElsewhere(company({ active: false }, 'After'));
      expect(await gateway.ask(BOB, ASKED)).toMatchObject({ status: 401 });
    });

    it('a cursor of the old one is refused', async () => {
      const [, cursor = ''] = /"cursor":"([^"]+)"/.exec(JSON.stringify(await gateway.ask(ADA, ASKED))) ?? [];
      const after = `{ integrations(after: "${cursor}") { edges { node { id } } } }`;
      expect((await gateway.ask(ADA, after)).errors).toBeUndefined();
      await place.ways[way]?.();
      await importElsewhere(company({}, 'After'));
      const { errors } = await gateway.ask(ADA, after);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    });
  });

  it('O15: of an account that is gone nobody is known', async () => {
    await place.ways["the account's row is deleted"]?.();
    expect(await gateway.ask(BOB, ASKED)).toMatchObject({ status: 401 });
  });
}

function ruling({ status, data, errors }: GraphqlAnswer): string {
  if (status !== 200 || data === null) return String(status);
  const codes = errors?.map(({ extensions }) => extensions.code) ?? [];
  return codes.length === 0 ? 'administrator' : codes.includes('FORBIDDEN') ? 'user' : codes.join();
}

describe('an account that is made anew under a running gateway', () => {
  defineTests('sqlite', sqlitePlace);
});
describeWithMongodb('an account that is made anew under a running gateway (mongodb)', () => {
  defineTests('mongodb', mongodbPlace);
});

describe('a SQLite file that is restored under a running gateway', () => {
  const rename = (name: string) =>
    `mutation { updateIntegration(input: { id: "int_a", name: "${name}" }) { revision } }`;

  it('O15: is answered from alone, also at the revisions that come again', async () => {
    const database = temporaryDatabase();
    const { file } = database;
    const backup = join(database.folder, 'backup.db');
    const first = await startTestGateway({
      engine: 'sqlite',
      datastore: createSqliteDatastore({ file }),
      accounts: [company({}, 'Before')],
    });
    await first.stop();
    copyFileSync(file, backup);
    const gateway = await startTestGateway({ engine: 'sqlite', datastore: createSqliteDatastore({ file }) });
    try {
      await gateway.ask(ADA, rename('Lost'));
      expect(JSON.stringify(await gateway.ask(BOB, ASKED))).toContain('Lost');
      for (const end of ['-wal', '-shm']) rmSync(file + end);
      renameSync(backup, file);
      expect(JSON.stringify(await gateway.ask(BOB, ASKED))).toContain('Before');
      expect(await gateway.ask(ADA, rename('Again'))).toMatchObject({
        data: { updateIntegration: { revision: 2 } },
      });
      const answer = JSON.stringify(await gateway.ask(BOB, ASKED));
      expect(answer).toContain('Again');
      expect(answer).not.toContain('Lost');
    } finally {
      await gateway.stop();
      database.remove();
    }
  });

  it('O10: cursors go on in another process and after a restart', async () => {
    const database = temporaryDatabase();
    const start = (accounts: readonly AccountFile[] = []) =>
      startTestGateway({
        engine: 'sqlite',
        datastore: createSqliteDatastore({ file: database.file }),
        accounts,
      });
    const first = await start([company({}, 'Before')]);
    const page = '{ integrations(first: 1) { pageInfo { endCursor } } }';
    const [, cursor = ''] = /"endCursor":"([^"]+)"/.exec(JSON.stringify(await first.ask(ADA, page))) ?? [];
    const second = await start();
    await first.stop();
    const after = `{ integrations(after: "${cursor}") { edges { node { id } } } }`;
    expect((await second.ask(ADA, after)).data).toEqual({
      integrations: { edges: [{ node: { id: 'int_a' } }] },
    });
    await second.stop();
    database.remove();
  });
});
