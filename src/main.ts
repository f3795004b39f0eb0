import 'reflect-metadata';
import { destination } from 'pino';
import { runCli } from './cli/run-cli.js';
import { untilStopped } from './cli/stop-signals.js';

const STANDARD_ERROR = 2;

// Whoever reads our output may go away (`latchkey export acme | head`); then there is nothing left to do.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCli(process.argv.slice(2), {
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  logs: destination({ dest: STANDARD_ERROR, sync: true }),
  untilStopped: (drainSeconds) => untilStopped(process, drainSeconds),
});
