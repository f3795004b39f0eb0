import type { Writable } from 'node:stream';
import type { DestinationStream } from 'pino';
import type { Environment } from '../config/environment.js';

/** A stream that may be a terminal. */
export type OutputStream = Writable & { readonly isTTY?: boolean };

/** What a command has of the world. The process gives the real thing, tests give streams they can read. */
export interface CliContext {
  readonly environment: Environment;
  /** Results alone, so that they can be piped. */
  readonly stdout: OutputStream;
  /** What goes wrong, and progress where it is a terminal. */
  readonly stderr: OutputStream;
  /** Log lines, one JSON object each. */
  readonly logs: DestinationStream;
  /**
   * Resolves with the signal's name when the process is asked to stop. Signals keep their default until it is called.
   * @param drainSeconds how much longer than usual the process may then take to end
   */
  untilStopped(drainSeconds?: number): Promise<string>;
}
