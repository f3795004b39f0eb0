import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runCli } from '../../src/cli/run-cli.js';
import { Captured, run, TestContext } from './command-line.js';

const ACME = {
  account: {
    id: 'acme',
    name: 'Acme',
    plan: 'ENTERPRISE',
    permissionSets: 'ENFORCED',
    accessModel: 'LAYERED',
    residualRead: false,
  },
  teams: [],
  users: [{ id: 'usr_ana', name: 'Ana', email: 'ana@acme.example', active: true, memberships: [] }],
  groups: [
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ana'] },
  ],
  integrations: [],
  permissions: [],
};

describe('latchkey import and export', () => {
  let folder: string;
  let environment: Record<string, string>;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'latchkey-cli-'));
    environment = { LATCHKEY_DATASTORE_URI: `sqlite:${path.join(folder, 'latchkey.db')}` };
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write(content: unknown): Promise<string> {
    const file = path.join(folder, 'account.json');
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  it('brings an account in, and out again as the same bytes', async () => {
    const imported = await run(['import', await write(ACME)], environment);
    expect(imported).toMatchObject({ exitCode: 0, stderr: '' });
    expect(imported.stdout).toMatch(
      /^Imported account acme, revision 1: 1 teams, 1 users, 2 groups, 1 integrations, 1 permissions; SHA-256 of the file [0-9a-f]{64}\n$/,
    );

    const exported = await run(['export', 'acme'], environment);
    expect(exported).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(exported.stdout)).toMatchObject({ account: ACME.account });

    const again = await write(exported.stdout);
    expect(await run(['import', '--replace', again], environment)).toMatchObject({ exitCode: 0 });
    expect((await run(['export', 'acme'], environment)).stdout).toBe(exported.stdout);
  });

  it('warns of an account without an active administrator, and imports it [O30]', async () => {
    const imported = await run(['import', await write({ ...ACME, groups: [] })], environment);
    expect(imported.exitCode).toBe(0);
    expect(imported.stderr).toMatch(/^latchkey: warning: the account acme has no active administrator;.*\n$/);
  });

  it('keeps the secrets that a file says nothing of, or drops them, and says how many [O30]', async () => {
    const withKey = { ...environment, LATCHKEY_SECRETS_KEY: Buffer.alloc(32, 7).toString('base64') };
    const hook = { id: 'int_hook', name: 'Hook', type: 'WEBHOOK' };
    const secrets = { token: 'a', key: 'b' };
    await run(['import', await write({ ...ACME, integrations: [{ ...hook, secrets }] })], withKey);
    const silent = await write({ ...ACME, integrations: [hook] });

    const kept = await run(['import', '--replace', silent], environment);
    expect(kept.stdout).toMatch(/\nKept 2 secrets that the file says nothing of\.\n$/);
    const dropped = await run(['import', '--replace', '--drop-secrets', silent], environment);
    expect(dropped.stdout).toMatch(/\nDropped 2 secrets that the file says nothing of\.\n$/);
    const again = await run(['import', '--replace', silent], environment);
    expect(again.stdout).not.toContain('that the file says nothing of');
  });

  it('refuses an account that exists, naming --replace, and changes nothing', async () => {
    await run(['import', await write(ACME)], environment);
    const before = await run(['export', 'acme'], environment);
    const other = await write({ ...ACME, account: { ...ACME.account, name: 'Other' } });

    const refused = await run(['import', other], environment);
    expect(refused).toMatchObject({ exitCode: 65, stdout: '' });
    expect(refused.stderr).toBe(
      'latchkey: the account acme exists already. Give --replace to replace it whole.\n',
    );
    expect(await run(['export', 'acme'], environment)).toEqual(before);

    const replaced = await run(['import', other, '--replace'], environment);
    expect(replaced.stdout).toContain('Imported account acme, revision 2:');
  });

  it('prints every mistake of a file with its place, one on a line', async () => {
    const users = [
      { ...ACME.users[0], name: '' },
      { id: 'usr bob', name: 'Bob', active: true, memberships: [] },
    ];
    const { exitCode, stdout, stderr } = await run(['import', await write({ ...ACME, users })], environment);
    expect({ exitCode, stdout }).toEqual({ exitCode: 65, stdout: '' });
    expect(stderr).toMatch(/^users\[0\]\.name: .+\n(.+\n)*users\[1\]\.id: .+\n/);
    expect(stderr).toMatch(/\nlatchkey: Nothing was imported: the file has \d+ mistakes\.\n$/);
  });

  it.each([
    ['empty', ''],
    ['cut off', JSON.stringify(ACME).slice(0, -20)],
    ['no JSON', 'account: acme'],
    ['a list', '[]'],
  ])('answers 65 to a file that is %s', async (_, content) => {
    const { exitCode, stdout, stderr } = await run(['import', await write(content)], environment);
    expect({ exitCode, stdout }).toEqual({ exitCode: 65, stdout: '' });
    expect(stderr).toContain('latchkey: Nothing was imported');
  });

  it('answers 66 to a file that cannot be read', async () => {
    const missing = path.join(folder, 'missing.json');
    expect(await run(['import', missing], environment)).toMatchObject({
      exitCode: 66,
      stderr: `latchkey: Cannot read ${missing}: there is no such file.\n`,
    });
    expect(await run(['import', folder], environment)).toMatchObject({
      exitCode: 66,
      stderr: `latchkey: Cannot read ${folder}: it is a folder.\n`,
    });
  });

  it('answers 65 to the export of an unknown account', async () => {
    expect(await run(['export', 'nobody'], environment)).toMatchObject({
      exitCode: 65,
      stdout: '',
      stderr: 'latchkey: There is no account nobody.\n',
    });
  });

  it('answers 69 to a datastore that cannot be used', async () => {
    const unusable = {
      LATCHKEY_DATASTORE_URI: `sqlite:${await write('this is no database, and never was one')}`,
    };
    const { exitCode, stdout, stderr } = await run(['export', 'acme'], unusable);
    expect({ exitCode, stdout }).toEqual({ exitCode: 69, stdout: '' });
    expect(stderr).toMatch(/^latchkey: .+\n$/);
  });

  it('shows a bar on a terminal, and removes it', async () => {
    const context = new TestContext(environment);
    const terminal = Object.assign(new Captured(), { isTTY: true, columns: 120 });
    const exitCode = await runCli(['import', await write(ACME)], { ...asPlain(context), stderr: terminal });
    expect(exitCode).toBe(0);
    for (const step of ['Reading', 'Checking', 'Writing']) expect(terminal.text).toContain(step);
    expect(terminal.text).toMatch(/\d+ of 6 rows, \d+ rows\/s/);
    expect(terminal.text).toMatch(/\d\.\d of \d\.\d MB/);
  });

  it('removes what was written when it is asked to stop', async () => {
    const context = new TestContext(environment);
    context.stop();
    const exitCode = await runCli(['import', await write(ACME)], context);
    expect(exitCode).toBe(130);
    expect(context.stderr.text).toBe(
      'latchkey: Stopped by SIGTERM before it had ended. Nothing was changed.\n',
    );
    expect(await run(['export', 'acme'], environment)).toMatchObject({ exitCode: 65 });
  });

  it.each(['northwind', 'tamarside', 'corner-shop'])('takes the demo account %s', async (account) => {
    const file = path.join(__dirname, `../../demo/accounts/${account}.json`);
    const { exitCode, stdout } = await run(['import', file], environment);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Imported account ${account}, revision 1:`);
  });
});

function asPlain({ environment, stdout, logs }: TestContext) {
  return { environment, stdout, logs, untilStopped: () => new Promise<string>(() => undefined) };
}
