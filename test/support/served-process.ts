import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { LIMITS } from '../../src/limits/limits.js';

const MAIN = path.join(import.meta.dirname, '../../dist/main.js');

export interface ServedProcess {
  readonly url: string;
  readonly pid: number;
  /** Its exit code, once it has ended; null when a signal ended it. */
  readonly exitCode: Promise<number | null>;
  stop(): Promise<void>;
  /** As a crash would. */
  kill(): Promise<void>;
}

/** A gateway in a process of its own, on any free port. Needs the program built, which `npm test` sees to. */
export async function startServedProcess(
  environment: Readonly<Record<string, string>>,
): Promise<ServedProcess> {
  if (!existsSync(MAIN))
    throw new Error('The program is not built. Run `npm test`, or `npm run build:server`.');
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('LATCHKEY_')),
  );
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    env: {
      ...inherited,
      LATCHKEY_PORT: '0',
      LATCHKEY_LOG_LEVEL: 'silent',
      // Tests ask for much at once of small accounts.
      LATCHKEY_MAX_COST: String(LIMITS.cost.most),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[code: number | null]>;
  for await (const line of createInterface(child.stdout)) {
    const url = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
    if (url === undefined) continue;
    const end = async (signal: NodeJS.Signals) => {
      child.kill(signal);
      await ended;
    };
    const exitCode = ended.then(([code]) => code);
    return { url, pid: child.pid ?? 0, exitCode, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
  }
  throw new Error('The gateway ended before it served');
}
