import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Servers and the client that loads them each have a core of their own. */
export const SERVER_CORE = 0;
export const CLIENT_CORE = 1;

const canPin = cpus().length > 1 && hasTaskset();

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['-c', String(SERVER_CORE), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Said below every table: without it, server and client take time from each other. */
export const PINNING = canPin
  ? `servers on core ${SERVER_CORE}, the load client on core ${CLIENT_CORE}`
  : 'servers and load client not pinned to cores';

/** A process of this benchmark, pinned to a core where that is possible. It takes one question at a time. */
export class PinnedProcess<Question extends object, Answer> {
  readonly #child: ReturnType<typeof fork>;
  readonly #name: string;

  /** `program` is a path below the benchmark's folder. */
  constructor(program: string, options: { readonly core: number; readonly execArgv?: readonly string[] }) {
    const { core, execArgv = [] } = options;
    this.#name = program;
    const file = fileURLToPath(new URL(`../${program}`, import.meta.url));
    this.#child = canPin
      ? fork(file, {
          execPath: 'taskset',
          execArgv: ['-c', String(core), process.execPath, ...execArgv],
        })
      : fork(file, { execArgv: [...execArgv] });
  }

  async ask(question: Question): Promise<Answer> {
    const exit = new AbortController();
    const ended = once(this.#child, 'exit', { signal: exit.signal }).then(() => {
      throw new Error(`${this.#name} ended before it answered`);
    });
    const answered = once(this.#child, 'message', { signal: exit.signal });
    this.#child.send(question);
    try {
      const [answer] = (await Promise.race([answered, ended])) as [Answer];
      return answer;
    } finally {
      exit.abort();
      await Promise.allSettled([ended, answered]);
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
