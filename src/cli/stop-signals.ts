import type { EventEmitter } from 'node:events';
import { EXIT_CODE } from './exit-codes.js';

/** How long requests under way may take to end after a signal. */
const GRACE_MS = 10_000;

/** The part of the process that signals come from. */
export interface StoppableProcess extends Pick<EventEmitter, 'on'> {
  exit(code: number): void;
}

/**
 * Resolves at the first SIGTERM or SIGINT. From then on the process has 10 seconds, and is ended when something still
 * holds it. Later signals change nothing: Ctrl-C under npm arrives twice, from the terminal and from npm.
 */
export function untilStopped(target: StoppableProcess, graceMs = GRACE_MS): Promise<string> {
  return new Promise((resolve) => {
    const stop = (signal: string) => {
      setTimeout(() => {
        target.exit(EXIT_CODE.internal);
      }, graceMs).unref();
      resolve(signal);
    };
    target.on('SIGTERM', stop).on('SIGINT', stop);
  });
}
