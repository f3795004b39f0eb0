import type { Snapshot } from '../datastore/contract/datastore.js';
import type { JsonObject, KeyedOutcome } from '../datastore/contract/records.js';
import { ViewerAccess } from '../access/viewer-access.js';
import { UnauthenticatedError } from '../errors/public-errors.js';
import { ChangeAuthor } from './change-author.js';
import type { ChangeDependencies, Requester } from './change-dependencies.js';
import { ChangeDraft } from './draft.js';
import { refuseBeyondInt } from './numbers-left.js';
import { Repetition } from './repetition.js';
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
  /**
   * The ids that the change concerned, from which its payload can be read again: kept under the idempotency key, so
   * that it is not carried out twice [O17].
   */
  readonly concerned: JsonObject;
  /** What the draft holds is only told of, and not written. */
  readonly isDryRun?: boolean;
}

export interface ChangeResult<T> {
  /** Undefined when refused, and when the same request was carried out before. */
  readonly result: T | undefined;
  readonly userErrors: readonly UserError[];
  /** The revision after the change; null when refused. */
  readonly revision: number | null;
  /** What the change concerned that the same request made before. */
  readonly repeated?: JsonObject;
}

/** Who asks for a change, and the reason that the audit trail keeps with it. */
export interface ChangeRequest {
  readonly requester: Requester;
  readonly reason: string | null;
}

/**
 * Decides and writes in one transaction: the plan sees the state that the change applies to, and any user error
 * leaves everything as it was. It may run again when the state moved, so it must have no effects but on its draft.
 * What was carried out under the requester's idempotency key before is not planned again [O17].
 */
export async function runChange<T>(
  dependencies: ChangeDependencies,
  { requester, reason }: ChangeRequest,
  plan: (on: Planning) => Promise<Plan<T>>,
): Promise<ChangeResult<T>> {
  const { keyed, accessToken } = requester;
  const target = {
    ...requester,
    accessTokenId: accessToken?.id,
    idempotencyKey: keyed?.idempotencyKey,
  };
  const outcome = await dependencies.datastore.change(target, async (snapshot, kept) => {
    const now = dependencies.now();
    const access = ViewerAccess.of(snapshot, { accessToken, now });
    const repetition = keyed && new Repetition(keyed, kept, now);
    const earlier = repetition?.outcome;
    if (earlier !== undefined) return { result: resultOf(earlier) };
    const author = new ChangeAuthor(dependencies, { actor: access.viewer, requester, reason });
    const draft = new ChangeDraft(author, access.account);
    const {
      result,
      userErrors: refusals,
      isDryRun = false,
      concerned,
    } = await plan({ snapshot, access, draft });
    const changes = refusals.length > 0 ? undefined : draft.finish();
    const userErrors = [...refusals, ...(changes ? refuseBeyondInt(access.account, changes) : [])];
    const { revision: present } = access.account;
    if (userErrors.length > 0) return { result: refusal<T>(userErrors) };
    if (isDryRun || changes === undefined) {
      const keep = isDryRun ? undefined : repetition?.with({ revision: present, concerned });
      return { result: { result, userErrors, revision: present }, ...(keep && { keep }) };
    }
    const revision = present + 1;
    const keep = repetition?.with({ revision, concerned });
    return { result: { result, userErrors, revision }, changes, ...(keep && { keep }) };
  });
  if (outcome === undefined) throw new UnauthenticatedError('UNKNOWN_USER');
  return outcome.result;
}

function resultOf({ revision, concerned }: KeyedOutcome): ChangeResult<never> {
  return { result: undefined, userErrors: [], revision, repeated: concerned };
}

function refusal<T>(userErrors: readonly UserError[]): ChangeResult<T> {
  return { result: undefined, userErrors: firstErrors(userErrors), revision: null };
}
