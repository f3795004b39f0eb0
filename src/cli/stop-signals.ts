import type { EventEmitter } from 'node:events';
import { EXIT_CODE } from './exit-codes.js';

/** How long requests under way may take to end after a signal. */
const GRACE_SECONDS = 10;

/** The part of the process that signals come from. */
export interface StoppableProcess extends Pick<EventEmitter, 'on'> {
  exit(code: number): void;
}

/**
 * Resolves at the first SIGTERM or SIGINT. From then on the process has 10 seconds beyond those in which it still takes
 * requests, and is ended when something still holds it. Later signals change nothing: Ctrl-C under npm arrives twice, from the terminal and from npm.
 */
export function untilStopped(target: StoppableProcess, drainSeconds = 0): Promise<string> {
  return new Promise((resolve) => {
    const stop = (signal: string) => {
      setTimeout(
        () => {
          target.exit(EXIT_CODE.internal);
        },
        (drainSeconds + GRACE_SECONDS) * 1_000,
      ).unref();
      resolve(signal);
    };
    target.on('SIGTERM', stop).on('SIGINT', stop);
  });
}
