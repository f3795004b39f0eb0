import type { Connection } from 'mongoose';

/** They only frame other commands, clean up or keep a connection alive. Heartbeats are not reported at all. */
const NOT_COUNTED = new Set([
  'abortTransaction',
  'commitTransaction',
  'endSessions',
  'hello',
  'killCursors',
  'killSessions',
  'saslContinue',
  'saslStart',
]);

/** Counts what the driver really sends, retries too. */
export class CommandCount {
  #count = 0;

  get value(): number {
    return this.#count;
  }

  watch(connection: Connection): void {
    connection.getClient().on('commandStarted', ({ commandName }) => {
      if (!NOT_COUNTED.has(commandName)) this.#count += 1;
    });
  }
}
