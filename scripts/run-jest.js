import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const JEST = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));

/** Runs jest with these arguments; this process ends as jest does. */
export function runJest(args, environment = {}) {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [JEST, ...args], { stdio: 'inherit', env });
  // Ctrl-C reaches jest from the terminal; this process only waits for it to end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? code : 1;
  });
}
