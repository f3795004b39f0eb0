import type { ClientSession, Connection } from 'mongoose';
import type { CommandTally } from '../contract/datastore.js';

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
  /** By the id that the commands of a session carry: the driver's own object. */
  readonly #tallies = new Map<unknown, CommandTally>();

  get value(): number {
    return this.#count;
  }

  watch(connection: Connection): void {
    connection.getClient().on('commandStarted', ({ commandName, command }) => {
      if (NOT_COUNTED.has(commandName)) return;
      this.#count += 1;
      const tally = this.#tallies.get(command.lsid);
      if (tally !== undefined) tally.commands += 1;
    });
  }

  /** Counts the commands of a session apart, until what is returned is called. */
  tally({ id }: ClientSession, tally: CommandTally): () => void {
    this.#tallies.set(id, tally);
    return () => {
      this.#tallies.delete(id);
    };
  }
}
