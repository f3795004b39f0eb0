import {
  DatastoreOverloadedError,
  DatastoreUnavailableError,
  DatastoreUnusableError,
} from '../contract/errors.js';

/** Another connection holds a lock that is needed; the same step may succeed a moment later. */
export class DatabaseBusyError extends DatastoreOverloadedError {}

/** SQLite's primary result codes; an extended code holds its primary one in the lowest byte. */
const BUSY = 5;
const LOCKED = 6;
const OUT_OF_MEMORY = 7;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const PROTOCOL = 15;
const TOO_BIG = 18;
const CONSTRAINT = 19;
const NOT_A_DATABASE = 26;

/**
 * What leaves this folder instead of an error of SQLite. A broken constraint is a mistake of the caller (a grant that
 * exists already, a time that is no whole number), refused like text that cannot be stored: with a RangeError.
 */
export function toDatastoreError(cause: unknown, file: string): Error {
  switch (primaryCode(cause)) {
    case BUSY:
    case LOCKED:
      return new DatabaseBusyError(`The database ${file} is locked by another connection`, { cause });
    case OUT_OF_MEMORY:
    case IO_ERROR:
    case FULL:
    case CANNOT_OPEN:
    case PROTOCOL:
      return new DatastoreUnavailableError(`The database ${file} cannot be read or written now`, { cause });
    case CONSTRAINT:
    case TOO_BIG:
      return new RangeError('The datastore refused a row that breaks its rules', { cause });
    case CORRUPT:
    case NOT_A_DATABASE:
      return new DatastoreUnusableError(
        `${file} is damaged or is no SQLite database; name another file, or restore this one from a backup`,
        { cause },
      );
    case READ_ONLY:
      return new DatastoreUnusableError(
        `The database ${file} cannot be written; this process needs the right to write the file and its folder`,
        { cause },
      );
    default:
      return new DatastoreUnusableError(`The database ${file} answered with an unexpected error`, { cause });
  }
}

/** Codes of a commit that did not begin, or did not get as far as the disk. */
const NOT_COMMITTED = new Set([BUSY, LOCKED, OUT_OF_MEMORY, FULL, CANNOT_OPEN, CONSTRAINT]);
/** The extended code of a write that was cut short: what is on the disk is no whole commit. */
const IO_ERROR_OF_WRITE = 778;

/**
 * Whether a commit that failed with this error may be on the disk all the same. A sync that failed says nothing about
 * what was written before it: after a crash SQLite may find a whole commit there.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  return resultCode(error) !== IO_ERROR_OF_WRITE && !NOT_COMMITTED.has(primaryCode(error));
}

function primaryCode(error: unknown): number {
  return resultCode(error) & 0xff;
}

/** With the extended code, where there is one; 0 when it is no error of SQLite. */
function resultCode(error: unknown): number {
  if (!(error instanceof Error)) return 0;
  if ('rawCode' in error && typeof error.rawCode === 'number') return error.rawCode;
  // Opening a connection fails with a plain error that holds the code in its text alone.
  return Number(/^ConnectionFailed\(.*: (\d+)"\)$/s.exec(error.message)?.[1] ?? 0);
}
