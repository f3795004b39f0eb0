import { Command, CommanderError } from 'commander';
import { addAccountCommand } from './account/account-command.js';
import type { CliContext } from './context.js';
import { addDemoCommand } from './demo-command.js';
import { EXIT_CODE } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { addExportCommand } from './export-command.js';
import { failureOf } from './failures.js';
import { addImportCommand } from './import-command.js';
import { readVersion } from './package-files.js';
import { addRotateSecretsCommand } from './rotate-secrets-command.js';
import { addServeCommand } from './serve-command.js';
import { addTokenCommand } from './token-command.js';

const EXIT_CODES_HELP = `
Exit codes: 64 wrong usage, 65 bad data, 66 no such file, account or user, 69 datastore unavailable or port in use, 78 wrong environment.`;

/**
 * Runs one command line to its end.
 * @returns the exit code; every error has been said on `stderr` by then.
 */
export async function runCli(args: readonly string[], context: CliContext): Promise<ExitCode> {
  try {
    await createProgram(context).parseAsync(args, { from: 'user' });
    return EXIT_CODE.ok;
  } catch (error) {
    // Help and version end by an error as well.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT_CODE.ok;
    const { exitCode, lines } = failureOf(error);
    context.stderr.write(lines.map((line) => `${line}\n`).join(''));
    return exitCode;
  }
}

function createProgram(context: CliContext): Command {
  const program = new Command('latchkey')
    .description(
      'A GraphQL gateway that decides who may create, see, use, change and delete integrations, and why.',
    )
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', EXIT_CODES_HELP)
    .showHelpAfterError('Run it with --help to see how it is used.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    });
  addServeCommand(program, context);
  addDemoCommand(program, context);
  addAccountCommand(program, context);
  addImportCommand(program, context);
  addExportCommand(program, context);
  addTokenCommand(program, context);
  addRotateSecretsCommand(program, context);
  return program;
}
