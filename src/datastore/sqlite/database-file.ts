import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
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

/** Which file stands at the path now; undefined when there is none. A path is only a name for it. */
export function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}
