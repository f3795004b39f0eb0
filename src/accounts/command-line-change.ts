import { ChangeAuthor } from '../changes/change-author.js';
import type { ChangeDependencies } from '../changes/change-dependencies.js';
import { ChangeDraft } from '../changes/draft.js';
import { refuseBeyondInt } from '../changes/numbers-left.js';
import type { Snapshot } from '../datastore/contract/datastore.js';
import { NotPossibleError, noAccount } from './errors.js';

/** Whose command line changes which account. Its user is nobody of the account, and stands in the events' `reason`. */
export interface CommandLineChange {
  readonly dependencies: ChangeDependencies;
  readonly accountId: string;
  /** The operating system's name of the user. */
  readonly systemUser: string;
}

export interface CommandLinePlanning {
  readonly snapshot: Snapshot;
  readonly draft: ChangeDraft;
}

/**
 * Changes an account in one transaction, as a mutation does, beside gateways that run. Whoever has the datastore may:
 * nobody's rights are asked for.
 * @returns whether anything was changed.
 * @throws NotFoundInAccountsError when there is no such account.
 */
export async function changeFromCommandLine(
  { dependencies, accountId, systemUser }: CommandLineChange,
  plan: (on: CommandLinePlanning) => Promise<void>,
): Promise<boolean> {
  const by = { actor: null, requester: { requestId: dependencies.newId() }, reason: systemUser };
  const outcome = await dependencies.datastore.change({ accountId }, async (snapshot) => {
    const draft = new ChangeDraft(new ChangeAuthor(dependencies, by), snapshot.account);
    await plan({ snapshot, draft });
    const changes = draft.finish();
    const [beyond] = changes === undefined ? [] : refuseBeyondInt(snapshot.account, changes);
    if (beyond !== undefined) throw new NotPossibleError(beyond.message);
    return { result: changes !== undefined, ...(changes !== undefined && { changes }) };
  });
  if (outcome === undefined) throw noAccount(accountId);
  return outcome.result;
}
