import { accessSync, closeSync, constants, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isNativeError } from 'node:util/types';
import { DatastoreUnusableError } from '../contract/errors.js';

/**
 * Says in clear words what SQLite would only call "unable to open".
 * @throws DatastoreUnusableError when there can be no database at this place.
 */
export function assertUsablePlace(file: string): void {
  const folder = dirname(file);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new DatastoreUnusableError(`The folder ${folder} of the database does not exist; create it first`);
  }
  const found = statSync(file, { throwIfNoEntry: false });
  if (found !== undefined && !found.isFile()) {
    throw new DatastoreUnusableError(`${file} is not a file; name a file for the database`);
  }
  // SQLite keeps its log beside the file, so the folder has to be writable too.
  for (const place of found === undefined ? [folder] : [folder, file]) assertWritable(place, file);
}

function assertWritable(place: string, file: string): void {
  try {
    accessSync(place, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new DatastoreUnusableError(
      `${place} cannot be written, which the database ${file} needs; change its rights or name another file`,
      { cause },
    );
  }
}

/** What SQLite gives its files. */
const FILE_MODE = 0o644;

/** Beside the file: its log, and the index of that which the processes share. */
const LOG = '-wal';
const LOG_INDEX = '-shm';

/** The log of a database, where what was changed last stands alone. */
export function logOf(file: string): string {
  return file + LOG;
}

/**
 * Makes the file when there is none, and removes the log that an earlier one of its name left behind: SQLite would take
 * it, or the index that a running gateway goes on using, for that of the new database.
 */
export function createFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', FILE_MODE));
  } catch (error) {
    if (isNativeError(error) && 'code' in error && error.code === 'EEXIST') return;
    throw error;
  }
  removeLog(file);
}

export function removeLog(file: string): void {
  for (const end of [LOG, LOG_INDEX]) rmSync(file + end, { force: true });
}

/** Which file stands at the path now; undefined when there is none. A path is only a name for it. */
export function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}
