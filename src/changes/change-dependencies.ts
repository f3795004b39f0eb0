import type { CommandTally, Datastore } from '../datastore/contract/datastore.js';
import type { PresentedAccessToken } from '../identity/access-token.js';

/** What every change needs from outside: where to write, the time, and new ids. */
export interface ChangeDependencies {
  readonly datastore: Datastore;
  /** Whole milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /** Unique, and greater by code point than every id handed out before it. */
  newId(): string;
}

/** Who asks for a change, and in which request. */
export interface Requester {
  readonly accountId: string;
  readonly userId: string;
  /** Which the user came with; absent: none. */
  readonly accessToken?: PresentedAccessToken | undefined;
  readonly requestId: string;
  /** Aborted when the time of the request is over. */
  readonly signal?: AbortSignal;
  /** When a change must have begun, in milliseconds of `performance.now()`. */
  readonly startBy?: number;
  /** Counts the commands that its changes send. */
  readonly sent?: CommandTally;
  /** Absent: the change may be carried out as often as it is asked for. */
  readonly keyed?: KeyedMutation | undefined;
}

/** A mutation of a request that is to be carried out once, however often it is sent [O17]. */
export interface KeyedMutation {
  readonly idempotencyKey: string;
  /** Of all that makes it the same request. */
  readonly requestHash: string;
  /** Which mutation of the request: its response name. */
  readonly field: string;
}
