import type { Change, Changing } from '../operations.js';
import type { Reply } from '../reply.js';
import { create, remove, update } from './integration-changes.js';
import { shownIntegration } from './integration-view.js';
import type { Effect, Outcome } from './outcome.js';
import { revoke, save } from './permission-changes.js';
import type { Changed } from './permission-changes.js';
import { isSignedIn } from './rights.js';
import type { NewIds, State } from './state.js';

/** What everybody is answered who is not a known and active user. */
export const UNAUTHENTICATED: Reply = {
  data: null,
  errors: [{ path: [], extensions: { code: 'UNAUTHENTICATED' } }],
};

/** What a change is answered whose caller was active when the request came in, and is so no longer. */
export const DEACTIVATED_MEANWHILE: Reply = {
  data: { payload: null },
  errors: [{ path: ['payload'], extensions: { code: 'UNAUTHENTICATED' } }],
};

/** What a mutation answers and does in a state; undefined when the caller is nobody there. */
export function outcomeOf({ by, change }: Changing, state: State, newIds: NewIds): Outcome | undefined {
  if (!isSignedIn({ world: state.world, by })) return undefined;
  return outcomeFor(change, { state, by, newIds });
}

function outcomeFor(change: Change, changed: Omit<Changed<unknown>, 'input'>): Outcome {
  switch (change.field) {
    case 'grantPermission': {
      const { principal, permissionSetId, ...input } = change.input;
      return save({ ...changed, input: { ...input, add: [{ principal, permissionSetId }], remove: [] } });
    }
    case 'revokePermission':
      return revoke({ ...changed, input: change.input });
    case 'changePermissions':
      return save({ ...changed, input: change.input });
    case 'createIntegration':
      return create({ ...changed, input: change.input });
    case 'updateIntegration':
      return update({ ...changed, input: change.input });
    case 'deleteIntegration':
      return remove({ ...changed, input: change.input });
  }
}

/** The state after a change, one revision on. */
export function nextState(state: State, { world, permissionsChangedOn }: Effect): State {
  const revision = state.revision + 1;
  const permissionsChangedAt = new Map(state.permissionsChangedAt);
  if (permissionsChangedOn !== undefined) permissionsChangedAt.set(permissionsChangedOn, revision);
  return { ...state, world, revision, permissionsChangedAt };
}

/** The whole answer of a mutation, when the integration it changed is shown as it is in `afterwards`. */
export function replyTo(
  outcome: Outcome,
  {
    by,
    revision,
    afterwards,
  }: { readonly by: string; readonly revision: number; readonly afterwards: State },
): Reply {
  if (outcome.kind === 'REFUSED') {
    return { data: { payload: null }, errors: [{ path: ['payload'], extensions: outcome.error }] };
  }
  const { world } = afterwards;
  if (!isSignedIn({ world, by })) return DEACTIVATED_MEANWHILE;
  if (outcome.kind === 'USER_ERRORS') {
    const userErrors = [{ code: outcome.code }];
    return { data: { payload: { ...outcome.payload, userErrors, revision: null } }, errors: [] };
  }
  const { payload, shows } = outcome;
  const shown =
    shows === undefined ? undefined : shownIntegration({ world, by }, shows, ['payload', 'integration']);
  const integration = shown && { integration: shown.value };
  return {
    data: { payload: { ...payload, ...integration, userErrors: [], revision } },
    errors: shown?.errors ?? [],
  };
}
