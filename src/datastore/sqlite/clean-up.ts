import { newStamp } from '../common/random-keys.js';
import type { CleaningPlan, CleaningWrites } from '../contract/datastore.js';
import { readPresentState } from './account-state.js';
import { deleteKeyedRequestsOf } from './keyed-requests.js';
import type { Scope } from './scope.js';
import { SqliteSnapshot } from './snapshot.js';
import type { SnapshotParts } from './snapshot.js';
import { writeDeletionsLeft } from './write-account.js';
import { saveDirectory } from './write-directory.js';
import { saveIntegrations, setTokens } from './write-integrations.js';
import { deletePermissions, insertPermissions } from './write-permissions.js';

/** One batch of a clean-up, within its transaction. */
export async function cleanUp(parts: SnapshotParts, accountId: string, plan: CleaningPlan): Promise<boolean> {
  const { connection } = parts;
  const state = readPresentState(connection, accountId, {});
  if (state === undefined) return false;
  const stored = new SqliteSnapshot(state, parts);
  try {
    const writes = await plan(stored);
    if (writes === undefined) return false;
    write({ connection, accountId, generation: state.generation }, writes);
    return true;
  } finally {
    await stored.close();
  }
}

/** Revisions of permissions stay as they are. */
const NO_REVISION = 0;

function write(scope: Scope, writes: CleaningWrites): void {
  const { saveDirectory: entries = [], saveIntegrations: integrations = [], tokens = new Map() } = writes;
  const { removePermissionIds: removed = [], addPermissions: added = [], forgetRequestsOf } = writes;
  if (entries.length > 0) saveDirectory(scope, entries);
  if (integrations.length > 0)
    saveIntegrations(scope, integrations, { tokens: new Map(), revision: NO_REVISION });
  if (tokens.size > 0) setTokens(scope, { tokens, revision: NO_REVISION });
  if (removed.length > 0) deletePermissions(scope, removed);
  if (added.length > 0) insertPermissions(scope, added);
  if (forgetRequestsOf !== undefined) deleteKeyedRequestsOf(scope, forgetRequestsOf);
  writeDeletionsLeft(scope, writes.deletions, writes.changesAnswers ? newStamp() : null);
}
