import type { ServerAnswer, ServerName, ServerQuestion, ServerSettings } from '../servers/server-settings.js';
import { PinnedProcess, SERVER_CORE } from './pinned-process.js';

type AnswerOf<K> = Extract<ServerAnswer, { readonly kind: K }>;

/** A server in a process of its own that tells what it spends. */
export class MeasuredServer {
  private constructor(
    private readonly process: PinnedProcess<ServerQuestion, ServerAnswer>,
    readonly url: string,
  ) {}

  static async start(
    name: ServerName,
    settings: ServerSettings,
    execArgv: readonly string[] = [],
  ): Promise<MeasuredServer> {
    const process = new PinnedProcess<ServerQuestion, ServerAnswer>(`servers/${name}.js`, {
      core: SERVER_CORE,
      execArgv: ['--expose-gc', ...execArgv],
    });
    const { url } = expected('READY', await process.ask({ kind: 'START', settings }));
    return new MeasuredServer(process, url);
  }

  /** Seconds of the processor that it has used so far. */
  async cpuSeconds(): Promise<number> {
    return expected('CPU', await this.process.ask({ kind: 'CPU' })).seconds;
  }

  /** Collects garbage twice first. */
  async heapBytes(): Promise<number> {
    return expected('MEMORY', await this.process.ask({ kind: 'MEMORY' })).bytes;
  }

  /**
   * Seconds of the processor that the longest turn of its event loop took since this was asked before: what others
   * wait at least, on a machine that does nothing else.
   */
  async longestTurnSeconds(): Promise<number> {
    return expected('LONGEST_TURN', await this.process.ask({ kind: 'LONGEST_TURN' })).seconds;
  }

  /** Forgets what was noted of its memory. */
  async watchMemory(): Promise<void> {
    expected('WATCHING', await this.process.ask({ kind: 'WATCH_MEMORY' }));
  }

  /** The most bytes after any collection since then; undefined when there was none. */
  async peakBytes(): Promise<number | undefined> {
    return expected('PEAK', await this.process.ask({ kind: 'PEAK' })).bytes;
  }

  /** Sent to the datastore so far. */
  async commands(): Promise<number> {
    return expected('COMMANDS', await this.process.ask({ kind: 'COMMANDS' })).count;
  }

  /** How many promises one request makes. */
  async promises(body: string, token: string): Promise<number> {
    return expected('PROMISES', await this.process.ask({ kind: 'PROMISES', body, token })).count;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}

function expected<K extends ServerAnswer['kind']>(kind: K, answer: ServerAnswer): AnswerOf<K> {
  if (answer.kind === 'FAILED') throw new Error(`A server of the benchmark failed: ${answer.message}`);
  if (answer.kind !== kind) throw new Error(`A server answered ${answer.kind} where ${kind} was asked`);
  return answer as AnswerOf<K>;
}
