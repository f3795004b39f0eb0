import { runChange } from '../changes/run-change.js';
import type { ChangeResult, Plan, Planning } from '../changes/run-change.js';
import type { ChangeDependencies, Requester } from '../changes/change-dependencies.js';
import type { Warning } from '../changes/warnings.js';
import { ForbiddenError } from '../errors/public-errors.js';

/** What came of a change that administrators alone make: the id of the record, and what may not have been meant. */
export interface Administered {
  readonly id: string;
  readonly warnings: readonly Warning[];
}

/** Who asks an administrator's change, and why. */
export interface AdministrativeRequest {
  readonly requester: Requester;
  /** What it would change, for the refusal, as in `Changing users`. */
  readonly what: string;
  readonly reason: string | null;
}

/**
 * Runs a change that needs an administrator, who is looked for in the state that the change applies to, before any
 * record is [A1].
 * @throws ForbiddenError for everybody else.
 */
export function administer(
  dependencies: ChangeDependencies,
  { requester, what, reason }: AdministrativeRequest,
  plan: (on: Planning) => Promise<Omit<Plan<Administered>, 'concerned'>>,
): Promise<ChangeResult<Administered>> {
  return runChange(dependencies, { requester, reason }, async (planning) => {
    if (!planning.access.isAdministrator) throw ForbiddenError.administratorsOnly(what);
    const { result, userErrors } = await plan(planning);
    const warnings = [...result.warnings, ...noEffect(planning)];
    return { result: { ...result, warnings }, userErrors, concerned: { id: result.id } };
  });
}

export function noEffect({ draft }: Planning): readonly Warning[] {
  if (!draft.isEmpty) return [];
  return [{ code: 'NO_EFFECT', message: 'Everything was as asked already; nothing was changed' }];
}
