import type { ApiError } from '../../../data/api-error.js';
import { useAnswer } from '../../../data/use-answer.js';
import { ChangePermissionsDocument } from '../../../documents/generated.js';
import type { ChangePermissionsInput, ChangePermissionsMutation } from '../../../documents/generated.js';
import { isConfirmable } from './confirmable.js';
import type { Confirmable } from './confirmable.js';
import { countOf } from './staged.js';
import type { Staged } from './staged.js';

export type SaveInput = Pick<ChangePermissionsInput, 'rbacId' | 'add' | 'remove' | 'expectedRevision'>;

/** What Save sends. */
export function saveInput(rbacId: string, { add, remove, base }: Staged): SaveInput {
  return {
    rbacId,
    add: [...add],
    remove: [...remove],
    ...(base !== null && { expectedRevision: base.revision }),
  };
}

type Plan = NonNullable<ChangePermissionsMutation['changePermissions']>;

/** What the staged changes would do. */
export interface Preview {
  /** Null until the gateway has said. */
  readonly plan: Plan | null;
  /** What Save will ask about first. */
  readonly questions: readonly Confirmable[];
  readonly error: ApiError | null;
}

/** Asks the gateway what the staged changes would do. A dry run writes nothing, so that it may be asked at any time. */
export function usePreview(rbacId: string, staged: Staged): Preview {
  // What changed meanwhile is told apart from what the changes do.
  const input = { ...saveInput(rbacId, staged), expectedRevision: null, dryRun: true };
  const isWanted = countOf(staged) > 0;
  const first = useAnswer(ChangePermissionsDocument, { input }, { isWanted, keepsLast: true });
  const questions =
    first.data?.changePermissions?.userErrors.map(({ code }) => code).filter(isConfirmable) ?? [];
  const overruled = useAnswer(
    ChangePermissionsDocument,
    { input: { ...input, allowOrphan: true, allowSelfLockout: true } },
    { isWanted: isWanted && questions.length > 0, keepsLast: true },
  );
  const answered = questions.length > 0 ? (overruled.data ?? first.data) : first.data;
  return { plan: answered?.changePermissions ?? null, questions, error: first.error };
}
