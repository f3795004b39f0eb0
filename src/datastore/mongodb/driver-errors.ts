import { isNativeError } from 'node:util/types';
import mongoose from 'mongoose';
import { DatastoreError, DatastoreUnavailableError, DatastoreUnusableError } from '../contract/errors.js';

const driver = mongoose.mongo;
const { MongoErrorLabel } = driver;

const WRITE_CONFLICT = 112;
const DUPLICATE_KEY = 11_000;
const SNAPSHOT_TOO_OLD = 239;
const SNAPSHOT_UNAVAILABLE = 246;

/** Server errors after which the same call may succeed later: of deadlines, races, restarts and elections. */
const PASSING_CODES = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  50, // MaxTimeMSExpired
  64, // WriteConcernTimeout
  89, // NetworkTimeout
  91, // ShutdownInProgress
  100, // UnsatisfiableWriteConcern
  WRITE_CONFLICT,
  133, // FailedToSatisfyReadPreference
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  225, // TransactionTooOld
  SNAPSHOT_TOO_OLD,
  SNAPSHOT_UNAVAILABLE,
  251, // NoSuchTransaction
  262, // ExceededTimeLimit
  9_001, // SocketException
  10_107, // NotWritablePrimary
  11_600, // InterruptedAtShutdown
  11_601, // Interrupted
  11_602, // InterruptedDueToReplStateChange
  13_435, // NotPrimaryNoSecondaryOk
  13_436, // NotPrimaryOrSecondary
]);

const PASSING_LABELS: readonly string[] = [
  MongoErrorLabel.RetryableError,
  MongoErrorLabel.RetryableWriteError,
  MongoErrorLabel.TransientTransactionError,
  MongoErrorLabel.UnknownTransactionCommitResult,
];

/** Failures on the way to the server, whatever was asked. */
const CONNECTION_ERRORS: readonly (abstract new (...parameters: never[]) => Error)[] = [
  driver.MongoClientClosedError,
  driver.MongoExpiredSessionError,
  driver.MongoNetworkError,
  driver.MongoNotConnectedError,
  driver.MongoServerClosedError,
  driver.MongoSystemError,
  driver.MongoTopologyClosedError,
  mongoose.Error.MongooseServerSelectionError,
];
/** The same, of classes that the driver does not export. */
const CONNECTION_ERROR_NAMES = new Set(['MongoPoolClosedError', 'MongoWaitQueueTimeoutError']);

/** Of the package that reads addresses; it has a class of its own under a name of the driver's. */
const ADDRESS_ERROR_NAME = 'MongoParseError';

/** Node's own errors of a connection that ended just then; the driver lets some of them pass as they are. */
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ERR_SOCKET_CLOSED',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'ETIMEDOUT',
]);

/** Settles as `work` does, with every error of the driver and of mongoose turned into one that the contract names. */
export async function withNamedErrors<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw named(error);
  }
}

/** Errors that are not the driver's, such as those of a plan, are left as they are. */
export function named(error: unknown): unknown {
  if (error instanceof DatastoreError || !isOfDriver(error)) return error;
  if (isRefusedByTopology(error)) return new DatastoreUnusableError(NOT_A_MEMBER, { cause: error });
  if (isPassing(error)) return new DatastoreUnavailableError('MongoDB is not available', { cause: error });
  return new DatastoreUnusableError('MongoDB cannot be used as it is addressed or set up', { cause: error });
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof driver.MongoServerError && error.code === DUPLICATE_KEY;
}

/** The state that a snapshot names cannot be read (any more). */
export function isSnapshotGone(error: unknown): boolean {
  if (!(error instanceof driver.MongoServerError)) return false;
  return error.code === SNAPSHOT_TOO_OLD || error.code === SNAPSHOT_UNAVAILABLE;
}

/**
 * The driver's error behind one of ours, when it says that the whole transaction may be tried again: reads inside a
 * plan are given our errors, and the driver knows only its own.
 */
export function transientCause(error: unknown): Error | undefined {
  const cause = error instanceof DatastoreError ? error.cause : error;
  const isTransient =
    cause instanceof driver.MongoError && cause.hasErrorLabel(MongoErrorLabel.TransientTransactionError);
  return isTransient ? cause : undefined;
}

/** Somebody else changed the same row at the same time. */
export function isLostRace(error: unknown): boolean {
  const cause = transientCause(error);
  return cause instanceof driver.MongoServerError && cause.code === WRITE_CONFLICT;
}

const NOT_A_MEMBER = 'No server of the address belongs to the replica set that it names';

/** The driver drops servers that are no members: left without any, it found none, as opposed to none that answers. */
function isRefusedByTopology(error: Error): boolean {
  if (!('reason' in error)) return false;
  const { reason } = error;
  if (typeof reason !== 'object' || reason === null || !('servers' in reason)) return false;
  return reason.servers instanceof Map && reason.servers.size === 0;
}

function isOfDriver(error: unknown): error is Error {
  return (
    error instanceof driver.MongoError ||
    error instanceof driver.BSON.BSONError ||
    error instanceof mongoose.Error ||
    // Node's own errors need not be of this realm's class.
    (isNativeError(error) && (error.name === ADDRESS_ERROR_NAME || isOfSocket(error)))
  );
}

function isPassing(error: Error): boolean {
  if (CONNECTION_ERRORS.some((type) => error instanceof type) || isOfSocket(error)) return true;
  if (CONNECTION_ERROR_NAMES.has(error.name) || isCutShort(error)) return true;
  if (!(error instanceof driver.MongoError)) return false;
  return PASSING_LABELS.some((label) => error.hasErrorLabel(label)) || PASSING_CODES.has(Number(error.code));
}

/** The driver passes on what interrupted an insert of several rows under another name, without code and cause. */
function isCutShort(error: Error): boolean {
  if (!(error instanceof driver.MongoBulkWriteError)) return false;
  return error.code === undefined && [error.writeErrors].flat().length === 0;
}

function isOfSocket(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && SOCKET_CODES.has(error.code);
}
