import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Datastore } from '../../src/datastore/contract/datastore.js';
import { createSqliteDatastore } from '../../src/datastore/sqlite/sqlite-datastore.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../support/mongodb.js';
import { createMongodbDatastore } from '../../src/datastore/mongodb/mongodb-datastore.js';
import { startTestGateway } from '../support/gateway.js';
import type { Engine } from '../support/gateway.js';
import { run } from './command-line.js';
import type { Outcome } from './command-line.js';

const CREATE = [
  'create',
  'acme',
  '--name',
  'Acme',
  '--administrator',
  'usr_ana',
  '--administrator-name',
  'Ana',
];
const ENTERPRISE = ['--plan', 'ENTERPRISE', '--permission-sets', 'ENFORCED', '--model', 'GRANTS_ONLY'];
const ANA = { account: 'acme', user: 'usr_ana' };
const EVENTS =
  '{ auditEvents(first: 9) { edges { node { kind actorId actorName reason target { kind subjectId } before after } } } }';

interface Place {
  readonly uri: string;
  /** Another datastore on the same accounts, as a running service has. */
  readonly datastore: Datastore;
}

describe('sqlite', () => {
  describeAccounts('sqlite', (folder) => {
    const file = path.join(folder, 'latchkey.db');
    return { uri: `sqlite:${file}`, datastore: createSqliteDatastore({ file }) };
  });
});

describeWithMongodb('mongodb', () => {
  describeAccounts('mongodb', () => {
    const uri = uniqueDatabaseUri();
    return { uri, datastore: createMongodbDatastore({ uri }) };
  });
});

/** `latchkey account` beside a gateway that runs. */
function describeAccounts(engine: Engine, placeIn: (folder: string) => Place): void {
  let folder: string;
  let place: Place;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'latchkey-account-'));
    place = placeIn(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const account = (...args: readonly string[]): Promise<Outcome> =>
    run(['account', ...args], { LATCHKEY_DATASTORE_URI: place.uri });

  it('lives from its creation to its end, each time in force with the next request [A21]', async () => {
    const gateway = await startTestGateway({ engine, datastore: place.datastore });
    try {
      expect(await gateway.ask(ANA, '{ viewer { name } }')).toMatchObject({ status: 401 });
      expect(await account(...CREATE, '--administrator-email', 'ana@acme.example')).toMatchObject({
        exitCode: 0,
        stderr: '',
      });
      const settings =
        '{ viewer { isAdministrator name email } account { name plan permissionSets accessModel residualRead } }';
      expect((await gateway.ask(ANA, settings)).data).toEqual({
        viewer: { isAdministrator: true, name: 'Ana', email: 'ana@acme.example' },
        account: {
          name: 'Acme',
          plan: 'STANDARD',
          permissionSets: 'OFF',
          accessModel: 'LAYERED',
          residualRead: false,
        },
      });
      expect(
        await account('set', 'acme', ...ENTERPRISE, '--residual-read', 'true', '--name', 'Acme 2'),
      ).toMatchObject({ exitCode: 0 });
      expect((await gateway.ask(ANA, settings)).data).toMatchObject({
        account: {
          name: 'Acme 2',
          plan: 'ENTERPRISE',
          permissionSets: 'ENFORCED',
          accessModel: 'GRANTS_ONLY',
          residualRead: true,
        },
      });
      const [updated, created] = await eventsOf(gateway);
      const byCommandLine = {
        actorId: null,
        actorName: null,
        reason: userInfo().username,
        target: { kind: 'ACCOUNT', subjectId: 'acme' },
      };
      expect(created).toMatchObject({
        ...byCommandLine,
        kind: 'ACCOUNT_CREATED',
        before: null,
        after: { id: 'acme', plan: 'STANDARD', users: [{ id: 'usr_ana', groupIds: ['grp_administrators'] }] },
      });
      expect(updated).toMatchObject({
        ...byCommandLine,
        kind: 'ACCOUNT_UPDATED',
        before: { plan: 'STANDARD' },
        after: { plan: 'ENTERPRISE' },
      });

      expect(await account('delete', 'acme', '--yes')).toMatchObject({ exitCode: 0, stderr: '' });
      expect(await gateway.ask(ANA, settings)).toMatchObject({ status: 401 });
      expect(await account(...CREATE)).toMatchObject({ exitCode: 0 });
      expect((await eventsOf(gateway)).map(({ kind }) => kind)).toEqual(['ACCOUNT_CREATED']);
    } finally {
      await gateway.stop();
    }
  });

  it('makes an administrator when nobody is left, and none of a user who is inactive [A21]', async () => {
    const users = [
      { id: 'usr_ben', name: 'Ben' },
      { id: 'usr_gone', name: 'Gone', active: false },
    ];
    const state = {
      id: 'acme',
      name: 'Acme',
      plan: 'STANDARD',
      permissionSets: 'OFF',
      accessModel: 'LAYERED',
    } as const;
    const gateway = await startTestGateway({
      engine,
      datastore: place.datastore,
      accounts: [{ account: state, users }],
    });
    try {
      expect(await account('add-administrator', 'acme', 'usr_gone')).toMatchObject({ exitCode: 65 });
      expect(await account('add-administrator', 'acme', 'usr_nobody')).toMatchObject({ exitCode: 66 });
      expect(await account('add-administrator', 'nobody', 'usr_ben')).toMatchObject({ exitCode: 66 });
      const ben = { account: 'acme', user: 'usr_ben' };
      expect((await gateway.ask(ben, '{ viewer { isAdministrator } }')).data).toEqual({
        viewer: { isAdministrator: false },
      });
      expect(await account('add-administrator', 'acme', 'usr_ben')).toMatchObject({ exitCode: 0 });
      expect((await gateway.ask(ben, '{ viewer { isAdministrator } }')).data).toEqual({
        viewer: { isAdministrator: true },
      });
      // Asked again, nothing is different.
      expect(await account('add-administrator', 'acme', 'usr_ben')).toMatchObject({ exitCode: 0 });
      const events = await eventsOf(gateway, ben);
      expect(events.map(({ kind }) => kind)).toEqual(['USER_UPDATED', 'ACCOUNT_IMPORTED']);
      expect(events[0]).toMatchObject({
        ...{ actorId: null, reason: userInfo().username, target: { kind: 'USER', subjectId: 'usr_ben' } },
        ...{ before: { groupIds: [], version: 1 }, after: { groupIds: ['grp_administrators'], version: 2 } },
      });
    } finally {
      await gateway.stop();
    }
  });

  it('lists and shows accounts [A21]', async () => {
    await account(...CREATE);
    await account(
      'create',
      'a2',
      '--name',
      'Two\u001b[2J',
      '--administrator',
      'u',
      '--administrator-name',
      'U',
      ...ENTERPRISE,
    );
    const listed = await account('list');
    expect(listed).toMatchObject({
      exitCode: 0,
      stdout: 'a2\tENTERPRISE\tENFORCED\tGRANTS_ONLY\tTwo\\u{1b}[2J\nacme\tSTANDARD\tOFF\tLAYERED\tAcme\n',
    });
    const shown = await account('show', 'acme');
    expect(shown.stdout.split('\n')).toEqual([
      ...['id: acme', 'name: Acme', 'plan: STANDARD', 'permissionSets: OFF', 'accessModel: LAYERED'],
      ...['residualRead: false', 'revision: 1', 'teams: 1', 'users: 1', 'groups: 2', 'integrations: 1'],
      ...['permissions: 1', ''],
    ]);
  });

  it('answers 65 where one is already and 66 where there is none, and changes nothing [A21]', async () => {
    await account(...CREATE);
    const again = await account(
      'create',
      'acme',
      '--name',
      'B',
      '--administrator',
      'u',
      '--administrator-name',
      'U',
    );
    expect(again).toMatchObject({
      exitCode: 65,
      stdout: '',
      stderr: 'latchkey: Account acme exists already.\n',
    });
    for (const args of [
      ['show', 'no'],
      ['set', 'no', '--name', 'N'],
      ['delete', 'no', '--yes'],
    ])
      expect(await account(...args)).toMatchObject({
        exitCode: 66,
        stderr: 'latchkey: There is no account no.\n',
      });
    expect((await account('list')).stdout).toBe('acme\tSTANDARD\tOFF\tLAYERED\tAcme\n');
  });

  it('answers 64 to enforcement on the plan that has none [A18]', async () => {
    await account(...CREATE);
    expect(await account('set', 'acme', '--permission-sets', 'ENFORCED')).toMatchObject({
      exitCode: 64,
      stdout: '',
    });
    expect((await account('show', 'acme')).stdout).toContain('permissionSets: OFF\n');
  });

  async function eventsOf(
    gateway: Awaited<ReturnType<typeof startTestGateway>>,
    as = ANA,
  ): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { data } = await gateway.ask(as, EVENTS);
    const { auditEvents } = data as { auditEvents: { edges: { node: Record<string, unknown> }[] } };
    return auditEvents.edges.map(({ node }) => node);
  }
}

describe('latchkey account', () => {
  it.each([
    ['no command', [], 'Usage: latchkey account'],
    [
      'no name',
      ['create', 'a', '--administrator', 'u', '--administrator-name', 'U'],
      "'--name <name>' not specified",
    ],
    [
      'no administrator',
      ['create', 'a', '--name', 'A', '--administrator-name', 'U'],
      "'--administrator <id>' not",
    ],
    ['an id with a space', [...CREATE.with(1, 'a b')], 'must be an id'],
    ['an empty name', [...CREATE.with(3, '')], 'must be a text of 1 to 200 characters'],
    [
      'a name of 201 characters',
      [...CREATE.with(3, 'a'.repeat(201))],
      'must be a text of 1 to 200 characters',
    ],
    ['an unknown plan', [...CREATE, '--plan', 'FREE'], 'Allowed choices are STANDARD, ENTERPRISE'],
    ['an e-mail address that is none', [...CREATE, '--administrator-email', ''], 'must be a text of'],
    ['enforcement without its plan', [...CREATE, '--permission-sets', 'ENFORCED'], 'give --plan ENTERPRISE'],
    ['nothing to set', ['set', 'acme'], 'give at least one option'],
    ['a flag that is none', ['set', 'acme', '--residual-read', 'yes'], 'Allowed choices are true, false'],
    ['a deletion that is not meant', ['delete', 'acme'], "required option '--yes' not specified"],
    ['nobody to add', ['add-administrator', 'acme'], "missing required argument 'user'"],
  ])('answers 64 to %s, and says what is wrong [A21]', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await run(['account', ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toContain(message);
  });
});
