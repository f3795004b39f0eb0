import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Datastore } from '../../src/datastore/contract/datastore.js';
import { createMongodbDatastore } from '../../src/datastore/mongodb/mongodb-datastore.js';
import { createSqliteDatastore } from '../../src/datastore/sqlite/sqlite-datastore.js';
import { createSealer } from '../../src/secrets/sealer.js';
import { accountText } from '../support/account-file.js';
import { startTestGateway } from '../support/gateway.js';
import type { Engine } from '../support/gateway.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../support/mongodb.js';
import { run } from './command-line.js';
import type { Outcome } from './command-line.js';

const [OLD, NEW, OTHER] = [7, 8, 9].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];
const INTEGRATIONS = Array.from({ length: 230 }, (_, index) => ({
  id: `int_${index}`,
  name: `Integration ${index}`,
  type: 'SLACK',
  ...(index % 3 === 0 && { secrets: { url: `https://hook/${index}`, token: `t${index}` } }),
}));
const GROUPS = [
  { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ana'] },
] as const;
const FILE = accountText({
  account: { id: 'acme' },
  users: [{ id: 'usr_ana', name: 'Ana' }],
  groups: GROUPS,
  integrations: INTEGRATIONS,
});
const ANA = { account: 'acme', user: 'usr_ana' };
const SEEN = `{ account { revision } integration(id: "int_3") { version secrets { name setAt } }
  auditEvents(first: 5) { edges { node { id kind } } } }`;

interface Place {
  readonly uri: string;
  readonly datastore: Datastore;
}

describe('sqlite', () => {
  describeRotation('sqlite', (folder) => {
    const file = path.join(folder, 'latchkey.db');
    return { uri: `sqlite:${file}`, datastore: createSqliteDatastore({ file }) };
  });
});

describeWithMongodb('mongodb', () => {
  describeRotation('mongodb', () => {
    const uri = uniqueDatabaseUri();
    return { uri, datastore: createMongodbDatastore({ uri }) };
  });
});

/** `latchkey rotate-secrets` [O28]. */
function describeRotation(engine: Engine, placeIn: (folder: string) => Place): void {
  let folder: string;
  let place: Place;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'latchkey-rotation-'));
    place = placeIn(folder);
    await importFile(FILE, { key: OLD });
  });
  afterEach(() => rm(folder, { recursive: true }));

  interface Keys {
    readonly key?: Buffer;
    readonly previous?: Buffer;
  }
  const latchkey = (args: readonly string[], { key, previous }: Keys): Promise<Outcome> =>
    run(args, {
      LATCHKEY_DATASTORE_URI: place.uri,
      LATCHKEY_SECRETS_KEY: key?.toString('base64'),
      LATCHKEY_SECRETS_KEY_PREVIOUS: previous?.toString('base64'),
    });
  const rotate = (keys: Keys) => latchkey(['rotate-secrets'], keys);
  const importFile = async (text: string, keys: Keys, ...options: readonly string[]): Promise<void> => {
    const file = path.join(folder, 'account.json');
    await writeFile(file, text);
    expect(await latchkey(['import', file, ...options], keys)).toMatchObject({ exitCode: 0, stderr: '' });
  };
  const exported = async (): Promise<string> => (await latchkey(['export', 'acme'], {})).stdout;
  const keyIdsIn = (text: string) =>
    new Set([...text.matchAll(/"v1\.([0-9a-f]{16})\./g)].map(([, id]) => id));

  it('seals every secret anew beside a gateway, which shows no difference; the new key alone opens them', async () => {
    const gateway = await startTestGateway({ engine, datastore: place.datastore });
    try {
      const before = await gateway.ask(ANA, SEEN);
      expect(keyIdsIn(await exported())).toEqual(new Set([createSealer(OLD).keyId]));
      const outcome = await rotate({ key: NEW, previous: OLD });
      expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
      expect(outcome.stdout).toContain('Sealed the secrets of 77 integrations anew');
      expect(await gateway.ask(ANA, SEEN)).toEqual(before);
    } finally {
      await gateway.stop();
    }
    const text = await exported();
    expect(keyIdsIn(text)).toEqual(new Set([createSealer(NEW).keyId]));
    const { integrations } = JSON.parse(text) as {
      integrations: { id: string; sealedSecrets?: { name: string; sealed: string }[] }[];
    };
    const sealed = integrations.find(({ id }) => id === 'int_3')?.sealedSecrets ?? [];
    const opened = sealed.map(({ name, sealed: secret }) =>
      createSealer(NEW).open({ integrationId: 'int_3', name }, secret),
    );
    expect(opened.sort()).toEqual(['https://hook/3', 't3']);
  });

  it('goes on with what is left, and finds nothing to do when it is done', async () => {
    await place.datastore.open();
    const sealer = createSealer(NEW, OLD);
    // As far as one that was ended in its middle came.
    const page = await place.datastore.resealSecrets(
      'acme',
      { first: 40 },
      (integrationId, { name, sealed }) => sealer.reseal({ integrationId, name }, sealed),
    );
    await place.datastore.close();
    const done = page?.resealed ?? 0;
    expect(done).toBeGreaterThan(0);
    expect((await rotate({ key: NEW, previous: OLD })).stdout).toContain(`of ${77 - done} integrations`);
    const text = await exported();
    expect((await rotate({ key: NEW, previous: OLD })).stdout).toContain('of 0 integrations');
    expect((await rotate({ key: NEW })).stdout).toContain('of 0 integrations');
    expect(await exported()).toBe(text);
  });

  it('names the secrets that neither key opens, leaves them, and ends with 65', async () => {
    const text = await exported();
    const outcome = await rotate({ key: NEW, previous: OTHER });
    expect(outcome.exitCode).toBe(65);
    expect(outcome.stderr).toContain('account acme, integration int_0, secret "token": cannot be opened');
    expect(outcome.stderr).toContain('latchkey: 154 secrets were left as they are');
    expect(await exported()).toBe(text);
  });

  it('needs a key to seal under', async () => {
    const outcome = await rotate({});
    expect(outcome.exitCode).toBe(78);
    expect(outcome.stderr).toContain('LATCHKEY_SECRETS_KEY is not set');
  });

  it('leaves nothing to an import under both keys: what it takes or keeps is sealed under the present one', async () => {
    const both = { key: NEW, previous: OLD };
    const sealedUnderOld = await exported();
    await importFile(sealedUnderOld, both, '--replace');
    expect(keyIdsIn(await exported())).toEqual(new Set([createSealer(NEW).keyId]));
    await importFile(sealedUnderOld, { key: OLD }, '--replace');
    const silent = INTEGRATIONS.map(({ id, name, type }) => ({ id, name, type }));
    const users = [{ id: 'usr_ana', name: 'Ana' }];
    const file = accountText({ account: { id: 'acme' }, users, groups: GROUPS, integrations: silent });
    await importFile(file, both, '--replace');
    expect(keyIdsIn(await exported())).toEqual(new Set([createSealer(NEW).keyId]));
  });
}
