/** What a datastore may throw; nothing else of an engine leaves its folder. The cause is for the log alone. */
export abstract class DatastoreError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** It cannot be reached or does not answer in time. Nothing was changed; the same call may succeed later. */
export class DatastoreUnavailableError extends DatastoreError {}

/**
 * It answers, but has more to do than it can do in time: the turn of the call did not come, too many wait already, or
 * every race against other processes was lost. Nothing was changed.
 */
export class DatastoreOverloadedError extends DatastoreUnavailableError {}

/**
 * A commit was sent and its answer is lost: the change is made whole or not at all, and which of the two is not known.
 * To be told apart from unavailability, which promises that nothing was changed [O17].
 */
export class OutcomeUnknownError extends DatastoreError {}

/** Another change under the same idempotency key is at work. Nothing was changed. */
export class IdempotencyKeyInUseError extends DatastoreError {}

/** A stored row holds a value that is not known. Never guessed. */
export class CorruptRecordError extends DatastoreError {
  constructor(
    readonly row: { readonly collection: string; readonly id: string },
    options?: ErrorOptions,
  ) {
    super(`The stored row ${row.collection}/${row.id} holds a value that is not known`, options);
  }
}

/** An import found the account there already and was not told to replace it. */
export class AccountExistsError extends DatastoreError {
  constructor(readonly accountId: string) {
    super(`Account ${accountId} exists already`);
  }
}

/** What the address names cannot be used: a damaged file, a newer layout, MongoDB that is not a replica set. */
export class DatastoreUnusableError extends DatastoreError {}
