import type { Snapshot } from '../datastore/contract/datastore.js';
import { ViewerAccess } from '../access/viewer-access.js';
import { UnauthenticatedError } from '../errors/public-errors.js';
import { ChangeAuthor } from './change-author.js';
import type { ChangeDependencies, Requester } from './change-dependencies.js';
import { ChangeDraft } from './draft.js';
import { refuseBeyondInt } from './numbers-left.js';
import { firstErrors } from './user-errors.js';
import type { UserError } from './user-errors.js';

/** What a plan is made on: the state that the change applies to, who asks, and the draft that takes the change. */
export interface Planning {
  readonly snapshot: Snapshot;
  readonly access: ViewerAccess;
  readonly draft: ChangeDraft;
}

/** What a plan decided on: its answer, and what speaks against it. What it changes stands in the draft. */
export interface Plan<T> {
  readonly result: T;
  readonly userErrors: readonly UserError[];
  /** What the draft holds is only told of, and not written. */
  readonly isDryRun?: boolean;
}

export interface ChangeResult<T> {
  /** Undefined when refused. */
  readonly result: T | undefined;
  readonly userErrors: readonly UserError[];
  /** The revision after the change; null when refused. */
  readonly revision: number | null;
}

/** Who asks for a change, and the reason that the audit trail keeps with it. */
export interface ChangeRequest {
  readonly requester: Requester;
  readonly reason: string | null;
}

/**
 * Decides and writes in one transaction: the plan sees the state that the change applies to, and any user error
 * leaves everything as it was. It may run again when the state moved, so it must have no effects but on its draft.
 */
export async function runChange<T>(
  dependencies: ChangeDependencies,
  { requester, reason }: ChangeRequest,
  plan: (on: Planning) => Promise<Plan<T>>,
): Promise<ChangeResult<T>> {
  const outcome = await dependencies.datastore.change(requester, async (snapshot) => {
    const access = ViewerAccess.of(snapshot);
    const author = new ChangeAuthor(dependencies, { actor: access.viewer, requester, reason });
    const draft = new ChangeDraft(author, access.account);
    const { result, userErrors: refusals, isDryRun = false } = await plan({ snapshot, access, draft });
    const changes = refusals.length > 0 ? undefined : draft.finish();
    const userErrors = [...refusals, ...(changes ? refuseBeyondInt(access.account, changes) : [])];
    const isRefused = userErrors.length > 0;
    return {
      result: { result: isRefused ? undefined : result, userErrors: firstErrors(userErrors) },
      ...(!isRefused && !isDryRun && changes !== undefined && { changes }),
    };
  });
  if (outcome === undefined) throw new UnauthenticatedError('UNKNOWN_USER');
  const { result, userErrors } = outcome.result;
  return { result, userErrors, revision: userErrors.length > 0 ? null : outcome.revision };
}
