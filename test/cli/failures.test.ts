import { CommanderError, InvalidArgumentError } from 'commander';
import { describe, expect, it } from '@jest/globals';
import { CannotListenError, InterruptedError, UnreadableFileError } from '../../src/cli/errors.js';
import { failureOf } from '../../src/cli/failures.js';
import { ConfigurationError } from '../../src/config/configuration-error.js';
import {
  AccountExistsError,
  CorruptRecordError,
  DatastoreUnavailableError,
  DatastoreUnusableError,
} from '../../src/datastore/contract/errors.js';
import { AccountNotFoundError } from '../../src/transfer/export-account.js';
import { ImportRejectedError } from '../../src/transfer/mistakes.js';

const ADDRESS = { host: '127.0.0.1', port: 4000 };
const MISTAKE = { path: 'users[3].name', message: 'must be a text of 1 to 200 characters' };

function systemError(code: string): Error {
  return Object.assign(new Error(`raw ${code}`), { code });
}

describe('the exit code', () => {
  it.each<[number, string, unknown]>([
    [64, 'an unknown option', new CommanderError(1, 'commander.unknownOption', 'error: unknown option')],
    [64, 'a wrong argument', new InvalidArgumentError('wrong')],
    [65, 'a file with mistakes', new ImportRejectedError([MISTAKE], 1)],
    [65, 'an account that exists', new AccountExistsError('acme')],
    [130, 'a signal', new InterruptedError('SIGINT')],
    [65, 'an unknown account', new AccountNotFoundError('acme')],
    [66, 'a missing file', new UnreadableFileError('a.json', { cause: systemError('ENOENT') })],
    [69, 'a datastore that does not answer', new DatastoreUnavailableError('No answer')],
    [69, 'a datastore that cannot be used', new DatastoreUnusableError('Not a replica set')],
    [69, 'a damaged row', new CorruptRecordError({ collection: 'users', id: 'usr_ana' })],
    [69, 'a port in use', new CannotListenError(ADDRESS, { cause: systemError('EADDRINUSE') })],
    [70, 'anything else', new TypeError('x is not a function')],
    [70, 'what is no error', 'text'],
    [
      78,
      'a wrong environment',
      new ConfigurationError([{ variable: 'LATCHKEY_PORT', message: 'is not a port.' }]),
    ],
  ])('is %i for %s', (exitCode, _, error) => {
    expect(failureOf(error).exitCode).toBe(exitCode);
  });
});

describe('what is said', () => {
  it('of a file with mistakes is one line for each, with its place', () => {
    const { lines } = failureOf(
      new ImportRejectedError([MISTAKE, { path: 'account.id', message: 'is missing' }], 2),
    );
    expect(lines).toEqual([
      'users[3].name: must be a text of 1 to 200 characters',
      'account.id: is missing',
      'latchkey: Nothing was imported: the file has 2 mistakes.',
    ]);
  });

  it('of a file with very many mistakes tells how many are left out', () => {
    expect(failureOf(new ImportRejectedError([MISTAKE], 31)).lines).toContain('and 30 more');
  });

  it('of an account that exists names --replace', () => {
    expect(failureOf(new AccountExistsError('acme')).lines).toEqual([
      'latchkey: the account acme exists already. Give --replace to replace it whole.',
    ]);
  });

  it('of a wrong environment is every mistake', () => {
    const mistakes = [
      { variable: 'LATCHKEY_PORT', message: 'is not a port.' },
      { variable: 'LATCHKEY_HOST', message: 'is not a host.' },
    ];
    expect(failureOf(new ConfigurationError(mistakes)).lines.slice(1)).toEqual([
      '  LATCHKEY_PORT is not a port.',
      '  LATCHKEY_HOST is not a host.',
    ]);
  });

  it.each([
    ['ENOENT', 'there is no such file'],
    ['EISDIR', 'it is a folder'],
    ['EACCES', 'its permissions do not allow it'],
    ['EIO', 'raw EIO'],
  ])('of a file that answers %s is that %s', (code, reason) => {
    const { lines } = failureOf(new UnreadableFileError('a.json', { cause: systemError(code) }));
    expect(lines).toEqual([`latchkey: Cannot read a.json: ${reason}.`]);
  });

  it.each([
    ['EADDRINUSE', 'the port is in use. Set LATCHKEY_PORT to another one, or to 0 for any free one'],
    ['EACCES', 'this user may not use the port. Set LATCHKEY_PORT to one above 1023'],
    ['EADDRNOTAVAIL', 'the address is not one of this machine. Set LATCHKEY_HOST'],
    ['ENOTFOUND', 'the address is not one of this machine. Set LATCHKEY_HOST'],
    ['EIO', 'raw EIO'],
  ])('of a port that answers %s is what to do', (code, advice) => {
    const { lines } = failureOf(new CannotListenError(ADDRESS, { cause: systemError(code) }));
    expect(lines).toEqual([`latchkey: Cannot listen on 127.0.0.1, port 4000: ${advice}.`]);
  });

  it('of what was not foreseen is where it happened', () => {
    expect(failureOf(new TypeError('x is not a function')).lines.join('\n')).toContain('failures.test');
  });
});
