import type { UserError } from '../changes/user-errors.js';
import type { DirectoryRecord } from '../datastore/contract/records.js';

/** Refuses a change of a record that is not at the version at which it was seen [A4]. */
export function versionConflict(
  { kind, version }: DirectoryRecord,
  expectedVersion: number | undefined,
): readonly UserError[] {
  if (expectedVersion === undefined || expectedVersion === version) return [];
  const message = `The ${kind.toLowerCase()} is at version ${version}, not ${expectedVersion}; read it again`;
  return [{ code: 'CONFLICT', message, field: ['input', 'expectedVersion'] }];
}
