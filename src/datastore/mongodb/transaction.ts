import type { ClientSession } from 'mongoose';
import type { CommandTally } from '../contract/datastore.js';
import {
  DatastoreOverloadedError,
  DatastoreUnavailableError,
  OutcomeUnknownError,
} from '../contract/errors.js';
import { endAbandoned } from './abandoned-session.js';
import type { Database } from './database.js';
import { isDuplicateKey, isLostRace, named, transientCause } from './driver-errors.js';
import type { TurnEnd } from '../turns/fair-semaphore.js';
import { CALL_LIMIT_MS, Deadline } from './time-limits.js';

const OPTIONS = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
} as const;

/** A duplicate means that another process wrote the same meanwhile. Twice in a row it is no race. */
const TRIES_AFTER_DUPLICATE = 1;

/** A commit that is sent with less time left could be made and its answer come too late. */
const TIME_TO_COMMIT_MS = 1_000;

export interface Transaction<T> extends TurnEnd {
  readonly accountId: string;
  readonly sent?: CommandTally | undefined;
  /** May run several times; only the last run counts. */
  readonly body: (within: TransactionParts) => Promise<Written<T>>;
}

export interface TransactionParts {
  readonly session: ClientSession;
  readonly deadline: Deadline;
}

/** What a body did. */
export interface Written<T> {
  readonly result: T;
  /** False: it only read, so that nothing is lost with its commit. */
  readonly hasWritten: boolean;
}

/**
 * Runs the body in a transaction that a majority has when it resolves, after those of the same account that this
 * process began before. Lost races against other processes are tried again, after pauses of random length, until the
 * time is over. That time begins with its turn: waiting is limited apart from it.
 * @throws DatastoreOverloadedError when the turn does not come in time, or every race is lost.
 * @throws OutcomeUnknownError when the commit was sent and is not answered.
 */
export async function inTransaction<T>(database: Database, transaction: Transaction<T>): Promise<T> {
  const { accountId, signal, startBy = Infinity } = transaction;
  const { turns } = database;
  const endOfWaiting = Math.min(performance.now() + CALL_LIMIT_MS, startBy);
  const endTurn = await turns.take(accountId, { deadline: endOfWaiting, signal });
  const attempts = new Attempts();
  const deadline = new Deadline(signal);
  try {
    return await deadline.limit(run(database, { ...transaction, attempts, deadline }));
  } catch (error) {
    const told = attempts.errorFor(error);
    if (signal?.aborted !== true && isUnanswered(told, deadline)) {
      turns.refuseWaiting(
        accountId,
        new DatastoreUnavailableError('MongoDB did not answer the change before'),
      );
    }
    throw told;
  } finally {
    endTurn();
  }
}

function isUnanswered(error: unknown, deadline: Deadline): boolean {
  if (error instanceof DatastoreOverloadedError) return false;
  return (
    error instanceof DatastoreUnavailableError || (error instanceof OutcomeUnknownError && deadline.isOver)
  );
}

/** How far a transaction got. */
class Attempts {
  /** The body is done and has written, so what follows is its commit. */
  #isCommitting = false;
  #hasLostRaces = false;

  begin(): void {
    this.#isCommitting = false;
  }

  commit({ hasWritten }: Written<unknown>): void {
    this.#isCommitting = hasWritten;
  }

  fail(error: unknown): void {
    this.#hasLostRaces ||= isLostRace(error);
  }

  /** What an error of the transaction means. */
  errorFor(error: unknown): unknown {
    if (this.#isCommitting && transientCause(error) === undefined) {
      return new OutcomeUnknownError('MongoDB did not answer a commit', { cause: error });
    }
    const told = named(error);
    return this.#hasLostRaces && told instanceof DatastoreUnavailableError
      ? new DatastoreOverloadedError('Other processes changed the account all the time', { cause: error })
      : told;
  }
}

interface Run<T> extends Transaction<T> {
  readonly attempts: Attempts;
  readonly deadline: Deadline;
}

async function run<T>(database: Database, { attempts, deadline, body, sent }: Run<T>): Promise<T> {
  const session = await database.connection.startSession();
  const endTally = sent && database.commands.tally(session, sent);
  // The driver goes on trying for two minutes; what the body throws when it is late stops it.
  const inTime = async (): Promise<T> => {
    attempts.begin();
    deadline.check();
    const written = await body({ session, deadline });
    deadline.check(written.hasWritten ? TIME_TO_COMMIT_MS : 0);
    attempts.commit(written);
    return written.result;
  };
  const attempt = (): Promise<T> =>
    inTime().catch((error: unknown) => {
      attempts.fail(error);
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
    const told = attempts.errorFor(error);
    if (told instanceof DatastoreUnavailableError || told instanceof OutcomeUnknownError) {
      endAbandoned(database.connection, session);
    }
    throw error;
  } finally {
    endTally?.();
    await session.endSession();
  }
}
