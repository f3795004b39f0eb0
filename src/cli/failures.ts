import { CommanderError } from 'commander';
import { NotFoundInAccountsError, NotPossibleError, WrongValueError } from '../accounts/errors.js';
import { ConfigurationError } from '../config/configuration-error.js';
import { AccountExistsError, DatastoreError } from '../datastore/contract/errors.js';
import { AccountNotFoundError } from '../transfer/export-account.js';
import { ImportRejectedError } from '../transfer/mistakes.js';
import {
  CannotListenError,
  InterruptedError,
  NoSuchUserError,
  UnopenedSecretsError,
  UnreadableFileError,
} from './errors.js';
import { EXIT_CODE } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';

/** How a command failed: what the process says, line by line, and how it ends. */
export interface Failure {
  readonly exitCode: ExitCode;
  readonly lines: readonly string[];
}

type FailureClass<E extends Error> = abstract new (...args: never[]) => E;

interface FailureRow {
  readonly exitCode: ExitCode;
  readonly linesOf: (error: unknown) => readonly string[] | undefined;
}

/** Every way to fail that is foreseen; the first row that knows the error answers. */
const FAILURES: readonly FailureRow[] = [
  // commander has said already what is wrong.
  row(CommanderError, EXIT_CODE.usage, () => []),
  row(ConfigurationError, EXIT_CODE.configuration, ({ mistakes }) => [
    'latchkey: the environment has mistakes; nothing was started.',
    ...mistakes.map(({ variable, message }) => `  ${variable} ${message}`),
  ]),
  row(ImportRejectedError, EXIT_CODE.badData, ({ mistakes, message, total }) => [
    ...mistakes.map((mistake) => `${mistake.path}: ${mistake.message}`),
    ...(total > mistakes.length ? [`and ${total - mistakes.length} more`] : []),
    `latchkey: ${message}.`,
  ]),
  row(AccountExistsError, EXIT_CODE.badData, ({ accountId }) => [
    `latchkey: the account ${accountId} exists already. Give --replace to replace it whole.`,
  ]),
  row(AccountNotFoundError, EXIT_CODE.badData),
  row(NoSuchUserError, EXIT_CODE.badData),
  row(UnopenedSecretsError, EXIT_CODE.badData),
  row(WrongValueError, EXIT_CODE.usage),
  row(NotPossibleError, EXIT_CODE.badData),
  row(NotFoundInAccountsError, EXIT_CODE.noInput),
  row(UnreadableFileError, EXIT_CODE.noInput),
  row(CannotListenError, EXIT_CODE.unavailable),
  row(DatastoreError, EXIT_CODE.unavailable),
  row(InterruptedError, EXIT_CODE.interrupted, ({ message }) => [
    `latchkey: ${message}. Nothing was changed.`,
  ]),
];

/** What to say about an error that ended a command, and with which exit code. */
export function failureOf(error: unknown): Failure {
  for (const { exitCode, linesOf } of FAILURES) {
    const lines = linesOf(error);
    if (lines !== undefined) return { exitCode, lines };
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: EXIT_CODE.internal, lines: ['latchkey: an error that was not foreseen.', details] };
}

function row<E extends Error>(
  failureClass: FailureClass<E>,
  exitCode: ExitCode,
  describe: (error: E) => readonly string[] = ({ message }) => [`latchkey: ${message}.`],
): FailureRow {
  return {
    exitCode,
    linesOf: (error) => (error instanceof failureClass ? describe(error) : undefined),
  };
}
