import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';

const REPLICA_SET = 'latchkey';
const START_LIMIT_MS = 30_000;
const POLL_MS = 20;

/**
 * A shell that prints mongod's process id and ends mongod when its own standard input does, also after a test run
 * that was killed: no mongod and no folder is left behind. After a line of input the folder stays.
 */
const GUARD = `
"$@" >/dev/null 2>&1 &
echo $!
read -r keep
kill -9 $!
wait $!
[ -n "$keep" ] || rm -rf "$FOLDER"
`;

export interface MongodOptions {
  readonly binary: string;
  /** @default true */
  readonly replicaSet?: boolean;
  /** What it keeps of the data in memory. @default 0.5 */
  readonly cacheGigabytes?: number;
  /** More of mongod's own, as `name=value`. */
  readonly parameters?: readonly string[];
}

export interface CommandFailure {
  readonly commands: readonly string[];
  /** @default 1 */
  readonly times?: number;
  readonly errorCode?: number;
  readonly errorLabels?: readonly string[];
  readonly closeConnection?: boolean;
  /** The command is carried out; that the majority has it is refused with this code. */
  readonly writeConcernError?: { readonly code: number; readonly errmsg: string };
  /** The command is begun after so many milliseconds. */
  readonly blockConnection?: true;
  readonly blockTimeMS?: number;
}

/** A mongod of its own on a free loopback port, with a folder that `stop` removes. */
export class Mongod {
  readonly #options: MongodOptions;
  readonly #folder: string;
  readonly #port: number;
  #guard: ChildProcess | undefined;
  #pid = 0;

  private constructor(options: MongodOptions, folder: string, port: number) {
    this.#options = options;
    this.#folder = folder;
    this.#port = port;
  }

  /** Resolves when it takes writes. */
  static async start(options: MongodOptions): Promise<Mongod> {
    const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-mongod-'));
    const mongod = new Mongod(options, folder, await freePort());
    try {
      await mongod.#launch();
      if (mongod.#isReplicaSet) await mongod.#initiate();
      await mongod.#untilWritable();
      return mongod;
    } catch (error) {
      await mongod.stop();
      throw error;
    }
  }

  /** Without a database, so that a name can be put behind it. */
  get uri(): string {
    return `mongodb://127.0.0.1:${this.#port}/${this.#isReplicaSet ? `?replicaSet=${REPLICA_SET}` : ''}`;
  }

  /** As a crash would. */
  kill(): Promise<void> {
    return this.#end('keep\n');
  }

  /** After `kill`, with the same data on the same port. Resolves when it takes writes. */
  async restart(): Promise<void> {
    await this.#launch();
    await this.#untilWritable();
  }

  /** It keeps its connections and answers nothing. */
  pause(): void {
    process.kill(this.#pid, 'SIGSTOP');
  }

  continue(): void {
    process.kill(this.#pid, 'SIGCONT');
  }

  /** Lets the next `times` commands of that name fail as MongoDB would; 0 ends it. */
  async failCommands({ times = 1, ...failure }: CommandFailure): Promise<void> {
    const { commands, ...data } = failure;
    const failCommand = {
      configureFailPoint: 'failCommand',
      mode: times === 0 ? 'off' : { times },
      data: { failCommands: commands, ...data },
    };
    await this.#admin((admin) => admin.command(failCommand));
  }

  async stop(): Promise<void> {
    await this.#end('');
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(input: string): Promise<void> {
    const guard = this.#guard;
    if (guard === undefined) return;
    this.#guard = undefined;
    const exited = once(guard, 'exit');
    guard.stdin?.end(input);
    await exited;
  }

  get #isReplicaSet(): boolean {
    return this.#options.replicaSet ?? true;
  }

  async #launch(): Promise<void> {
    const guard = spawn('sh', ['-c', GUARD, 'sh', this.#options.binary, ...this.#arguments()], {
      env: { ...process.env, FOLDER: this.#folder },
      stdio: ['pipe', 'pipe', 'ignore'],
      // Not in the terminal's group: what interrupts the tests must not end the guard before it has cleaned up.
      detached: true,
    });
    this.#guard = guard;
    for await (const line of createInterface({ input: guard.stdout })) {
      this.#pid = Number(line);
      break;
    }
    if (!(this.#pid > 0)) throw new Error('mongod did not start');
  }

  #arguments(): readonly string[] {
    const { cacheGigabytes = 0.5, parameters: more = [] } = this.#options;
    const cache = ['--wiredTigerCacheSizeGB', String(cacheGigabytes)];
    const storage = ['--dbpath', this.#folder, '--oplogSize', '256', ...cache];
    const network = ['--bind_ip', '127.0.0.1', '--port', String(this.#port), '--nounixsocket'];
    const parameters = ['diagnosticDataCollectionEnabled=false', 'enableTestCommands=1', ...more];
    const replication = this.#isReplicaSet ? ['--replSet', REPLICA_SET] : [];
    return [...storage, ...network, ...parameters.flatMap((set) => ['--setParameter', set]), ...replication];
  }

  async #initiate(): Promise<void> {
    const members = [{ _id: 0, host: `127.0.0.1:${this.#port}` }];
    await this.#admin((admin) => admin.command({ replSetInitiate: { _id: REPLICA_SET, members } }));
  }

  async #untilWritable(): Promise<void> {
    await this.#admin(async (admin) => {
      const limit = Date.now() + START_LIMIT_MS;
      for (;;) {
        const { isWritablePrimary } = await admin.command({ hello: 1 });
        if (isWritablePrimary === true) return;
        if (Date.now() > limit) throw new Error('mongod did not become primary');
        await delay(POLL_MS);
      }
    });
  }

  async #admin(command: (admin: mongoose.mongo.Admin) => Promise<unknown>): Promise<void> {
    const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${this.#port}/`, {
      directConnection: true,
      serverSelectionTimeoutMS: START_LIMIT_MS,
      heartbeatFrequencyMS: 500,
      minHeartbeatFrequencyMS: 50,
    });
    try {
      await command(client.db('admin').admin());
    } finally {
      await client.close();
    }
  }
}

/** Another process may take it before mongod does; then mongod ends and `start` fails with the driver's words. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  server.close();
  await once(server, 'close');
  return address.port;
}
