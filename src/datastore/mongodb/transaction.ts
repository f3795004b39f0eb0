import type { ClientSession } from 'mongoose';
import { DatastoreUnavailableError } from '../contract/errors.js';
import { endAbandoned } from './abandoned-session.js';
import type { Database } from './database.js';
import { isDuplicateKey, named, transientCause, withNamedErrors } from './driver-errors.js';
import type { Deadline } from './time-limits.js';

const OPTIONS = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
} as const;

/** A duplicate means that another process wrote the same meanwhile. Twice in a row it is no race. */
const TRIES_AFTER_DUPLICATE = 1;

export interface Transaction<T> {
  readonly accountId: string;
  readonly deadline: Deadline;
  /** May run several times; only the last run counts. */
  readonly body: (session: ClientSession) => Promise<T>;
}

/**
 * Runs the body in a transaction that a majority has when it resolves. Lost races against other processes are tried
 * again until the deadline.
 */
export async function inTransaction<T>(database: Database, transaction: Transaction<T>): Promise<T> {
  const { accountId, deadline } = transaction;
  // Limited within the queue too, so that a call that was given up does not hold up the next ones.
  const work = (): Promise<T> => deadline.limit(withNamedErrors(() => run(database, transaction)));
  return deadline.limit(database.queues.run(accountId, work));
}

async function run<T>(database: Database, { deadline, body }: Transaction<T>): Promise<T> {
  const session = await database.connection.startSession();
  // The driver goes on trying for two minutes; what the body throws when it is late stops it.
  const inTime = async (): Promise<T> => {
    deadline.check();
    const result = await body(session);
    deadline.check();
    return result;
  };
  const attempt = (): Promise<T> =>
    inTime().catch((error: unknown) => {
      throw transientCause(error) ?? error;
    });
  try {
    for (let duplicates = 0; ; duplicates += 1) {
      try {
        return await session.withTransaction(attempt, {
          ...OPTIONS,
          maxCommitTimeMS: deadline.commandLimitMs,
        });
      } catch (error) {
        if (!isDuplicateKey(error) || duplicates >= TRIES_AFTER_DUPLICATE) throw error;
      }
    }
  } catch (error) {
    if (named(error) instanceof DatastoreUnavailableError) endAbandoned(database.connection, session);
    throw error;
  } finally {
    await session.endSession();
  }
}
