import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.js';

// `npm test`, on a fresh clone too; what follows `--` goes to jest.
prepare({ forTests: true });

const jest = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));
const child = spawn(process.execPath, [jest, ...process.argv.slice(2)], { stdio: 'inherit' });

// Ctrl-C reaches jest from the terminal; this process only waits for it to end.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? code : 1;
});
