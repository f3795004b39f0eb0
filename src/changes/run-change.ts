import type { ChangeSet, Snapshot } from '../datastore/contract/datastore.js';
import { ViewerAccess } from '../access/viewer-access.js';
import { UnauthenticatedError } from '../errors/public-errors.js';
import type { ChangeDependencies, Requester } from './change-dependencies.js';
import { firstErrors } from './user-errors.js';
import type { UserError } from './user-errors.js';

/** What a plan decided on: its answer, the changes it takes, and what speaks against them. */
export interface Plan<T> {
  readonly result: T;
  readonly userErrors: readonly UserError[];
  /** Absent: everything is as asked already. */
  readonly changes?: ChangeSet | undefined;
}

export interface ChangeResult<T> {
  /** Undefined when refused. */
  readonly result: T | undefined;
  readonly userErrors: readonly UserError[];
  /** The revision after the change; null when refused. */
  readonly revision: number | null;
}

/**
 * Decides and writes in one transaction: the plan sees the state that the change applies to, and any user error
 * leaves everything as it was.
 */
export async function runChange<T>(
  dependencies: ChangeDependencies,
  requester: Requester,
  plan: (snapshot: Snapshot, access: ViewerAccess) => Promise<Plan<T>>,
): Promise<ChangeResult<T>> {
  const outcome = await dependencies.datastore.change(requester, async (snapshot) => {
    const { result, userErrors, changes } = await plan(snapshot, ViewerAccess.of(snapshot));
    const isRefused = userErrors.length > 0;
    return {
      result: { result: isRefused ? undefined : result, userErrors: firstErrors(userErrors) },
      ...(!isRefused && changes !== undefined && { changes }),
    };
  });
  if (outcome === undefined) throw new UnauthenticatedError('UNKNOWN_USER');
  const { result, userErrors } = outcome.result;
  return { result, userErrors, revision: userErrors.length > 0 ? null : outcome.revision };
}
