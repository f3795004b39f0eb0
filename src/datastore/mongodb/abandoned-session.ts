import { setTimeout as delay } from 'node:timers/promises';
import type { ClientSession, Connection } from 'mongoose';
import { databaseOf } from './connect.js';

const PAUSE_MS = 500;
/** By itself MongoDB ends a transaction that stands open after 60 seconds. */
const TRIES = 120;

/**
 * Ends what a call that was given up may have left open. Its abort may not have reached a server that hung; the
 * server would go on with the transaction when it wakes up, and every change of the account would run into it. Tries
 * in the background until the server answers; it keeps no process alive.
 */
export function endAbandoned(connection: Connection, session: ClientSession): void {
  const { id } = session;
  if (id !== undefined) void killSession(connection, id);
}

async function killSession(connection: Connection, id: NonNullable<ClientSession['id']>): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      await databaseOf(connection).command({ killSessions: [id] });
      return;
    } catch {
      await delay(PAUSE_MS, undefined, { ref: false });
    }
  }
}
