import { setTimeout as delay } from 'node:timers/promises';
import type { ClientSession } from 'mongoose';
import type { StateViewer } from '../common/state-viewer.js';
import type { Snapshot } from '../contract/datastore.js';
import { readState } from './account-reads.js';
import type { Database } from './database.js';
import { isSnapshotGone, withNamedErrors } from './driver-errors.js';
import { MongodbSnapshot } from './snapshot.js';
import { assertAllStorable } from './storable.js';
import { Deadline } from './time-limits.js';
import { withoutDeleted } from '../deletions/without-deleted.js';

const PAUSE_MS = 50;

export interface SnapshotTarget extends StateViewer {
  readonly accountId: string;
}

/**
 * A session of snapshot reads from the primary. The first read takes the state that a majority has, in which every
 * acknowledged change is, because changes are acknowledged by the majority; the session reads that state to its end.
 */
export async function openSnapshot(
  database: Database,
  target: SnapshotTarget,
): Promise<Snapshot | undefined> {
  assertAllStorable(target);
  const deadline = new Deadline();
  return deadline.limit(withNamedErrors(() => openInTime(database, target, deadline)));
}

/** Just after a collection or an index was made the majority's state may still be the one before, which is refused. */
async function openInTime(
  database: Database,
  target: SnapshotTarget,
  deadline: Deadline,
): Promise<Snapshot | undefined> {
  for (;;) {
    const session = await database.connection.startSession({ snapshot: true });
    try {
      const snapshot = await read(database, { ...target, session, deadline });
      if (snapshot === undefined) await session.endSession();
      return snapshot;
    } catch (error) {
      await session.endSession();
      if (!isSnapshotGone(error)) throw error;
    }
    await delay(PAUSE_MS);
    deadline.check();
  }
}

interface OpeningRead extends SnapshotTarget {
  readonly session: ClientSession;
  readonly deadline: Deadline;
}

async function read(database: Database, opening: OpeningRead): Promise<Snapshot | undefined> {
  const { collections } = database;
  const { accountId, session, deadline } = opening;
  const state = await readState({ collections, session, accountId, deadline }, opening);
  if (state === undefined) return undefined;
  const { account, user, accessToken, generation } = state;
  const reading = { collections, session, accountId, generation };
  const snapshot = new MongodbSnapshot({
    account,
    user,
    accessToken,
    read: (work) => {
      const limit = new Deadline();
      return limit.limit(withNamedErrors(() => work({ ...reading, deadline: limit })));
    },
    close: () => session.endSession(),
  });
  return withoutDeleted(snapshot);
}
