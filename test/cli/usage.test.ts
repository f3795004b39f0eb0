import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { VARIABLE_HELP } from '../../src/config/variables.js';
import { run } from './command-line.js';

const COMMANDS = ['serve', 'demo', 'account', 'import', 'export', 'token', 'rotate-secrets'];

describe('the command line', () => {
  it('explains itself', async () => {
    const { exitCode, stdout, stderr } = await run(['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} .*[a-z]$`, 'm'));
    expect(stdout).toContain('64 wrong usage');
  });

  it.each(COMMANDS)('explains %s, with the environment it reads', async (command) => {
    const { exitCode, stdout, stderr } = await run([command, '--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: latchkey ${command} `));
    expect(stdout).toMatch(/^Environment:\n {2}LATCHKEY_/m);
    expect(await run(['help', command])).toMatchObject({ exitCode: 0, stdout });
  });

  it('explains every variable with serve', async () => {
    const { stdout } = await run(['serve', '--help']);
    for (const variable of VARIABLE_HELP.keys())
      expect(stdout).toMatch(new RegExp(`^  ${variable}  +\\S`, 'm'));
  });

  it('prints the version of the package', async () => {
    const text = readFileSync(path.join(__dirname, '../../package.json'), 'utf8');
    const { version } = JSON.parse(text) as { version: string };
    expect(await run(['--version'])).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
  });

  it.each([
    ['no command', [], 'Usage: latchkey'],
    ['an unknown command', ['serv'], 'Did you mean serve?'],
    ['an unknown option', ['serve', '--prot', '1'], "unknown option '--prot'"],
    ['a surplus argument', ['demo', 'now'], 'too many arguments'],
    ['no file', ['import'], "missing required argument 'file'"],
    ['no account', ['export'], "missing required argument 'account'"],
    ['a token for nobody', ['token', '--account', 'acme'], "required option '--user <id>' not specified"],
    ['a user with a space', ['token', '--account', 'acme', '--user', 'usr ana'], 'An id is 1 to 64'],
    ['a wrong duration', ['token', '--account', 'a', '--user', 'u', '--expires', 'soon'], 'at most 365d'],
  ])('answers 64 to %s, and says what is wrong', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toContain(message);
  });

  it.each(['serve', 'demo', 'import a.json', 'export acme', 'token --account a --user u'])(
    'answers 78 to a wrong environment of %s, before anything else',
    async (command) => {
      const { exitCode, stdout, stderr } = await run(command.split(' '), { LATCHKEY_PROT: '4000' });
      expect({ exitCode, stdout }).toEqual({ exitCode: 78, stdout: '' });
      expect(stderr).toContain('LATCHKEY_PROT is not a setting. The nearest one is LATCHKEY_PORT.');
    },
  );
});
