import type { Connection } from 'mongoose';
import type { Collections } from './collections.js';
import type { AccountTurns } from './account-turns.js';
import type { CommandCount } from './command-count.js';

/** A MongoDB that was opened. */
export interface Database {
  readonly connection: Connection;
  readonly collections: Collections;
  readonly turns: AccountTurns;
  readonly commands: CommandCount;
}
