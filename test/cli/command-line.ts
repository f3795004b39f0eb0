import { once } from 'node:events';
import { Writable } from 'node:stream';
import type { CliContext } from '../../src/cli/context.js';
import { runCli } from '../../src/cli/run-cli.js';
import type { Environment } from '../../src/config/environment.js';

/** What a command left behind. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly logs: string;
}

/** A stream that keeps what is written to it. */
export class Captured extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    this.emit('text');
    done();
  }

  /** Resolves once `expected` was written. */
  async until(expected: string): Promise<void> {
    while (!this.text.includes(expected)) await once(this, 'text');
  }
}

/** A context whose streams can be read, and which is stopped by the test. */
export class TestContext implements CliContext {
  readonly stdout = new Captured();
  readonly stderr = new Captured();
  readonly logs = new Captured();
  #stop: (signal: string) => void = () => undefined;
  readonly #stopped = new Promise<string>((resolve) => {
    this.#stop = resolve;
  });

  constructor(readonly environment: Environment = {}) {}

  untilStopped(): Promise<string> {
    return this.#stopped;
  }

  stop(): void {
    this.#stop('SIGTERM');
  }
}

/** Runs a command line that ends by itself. */
export async function run(args: readonly string[], environment: Environment = {}): Promise<Outcome> {
  const context = new TestContext(environment);
  const exitCode = await runCli(args, context);
  return { exitCode, stdout: context.stdout.text, stderr: context.stderr.text, logs: context.logs.text };
}
