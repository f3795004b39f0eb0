import type { Connection } from 'mongoose';
import type { Collections } from './collections.js';
import type { AccountQueues } from './task-queue.js';

/** A MongoDB that was opened. */
export interface Database {
  readonly connection: Connection;
  readonly collections: Collections;
  readonly queues: AccountQueues;
}
