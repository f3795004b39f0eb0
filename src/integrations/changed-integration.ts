import { requireResource } from '../access/reach-resource.js';
import type { Reading, WholeResource } from '../access/reach-resource.js';
import type { DetailedIntegration } from '../datastore/contract/records.js';
import type { Action } from '../decision/actions.js';
import { isId } from '../decision/id.js';
import { rbacIdOf } from '../decision/rbac-id.js';
import { NotFoundError } from '../errors/public-errors.js';

/** An integration that the viewer may change, with everything a change depends on. */
export type ChangedIntegration = WholeResource<DetailedIntegration>;

/**
 * Reads an integration for a change that needs `action`.
 * @throws NotFoundError when it is unknown or invisible, ForbiddenError when the action is not allowed [V21, V26].
 */
export async function readForChange(
  reading: Reading,
  { id, action }: { readonly id: string; readonly action: Action },
): Promise<ChangedIntegration> {
  if (!isId(id)) throw NotFoundError.integration();
  const resource = await requireResource(reading, { rbacId: rbacIdOf(id), action, withDetails: true });
  const { integration } = resource;
  if (integration?.details === undefined) throw NotFoundError.integration();
  return resource.withIntegration({ ...integration, details: integration.details });
}
