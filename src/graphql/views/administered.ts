import { z } from 'zod';
import type { Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import type { Administered } from '../../directory/administer.js';
import type { MutationPlace } from '../mutation-place.js';

/** A change of a user, group, team or the account. */
export type AdministratorsChange = (requester: Requester) => Promise<ChangeResult<Administered>>;

/** What every payload tells of it, beside the record. */
export interface Told extends Pick<ChangeResult<Administered>, 'userErrors' | 'revision'> {
  readonly warnings: Administered['warnings'];
}

const concernedRecord = z.object({ id: z.string() });

/**
 * Runs the change and shows the record by its id, which is null when refused. One that is repeated under its
 * idempotency key shows the record as it is now, without the warnings of that time [O17].
 */
export function changeAsAdministrator<P>(
  { context, path }: MutationPlace,
  change: AdministratorsChange,
  show: (id: string | null, told: Told) => P | Promise<P>,
): Promise<P> {
  return context.change(String(path.key), change, ({ result, repeated, userErrors, revision }) => {
    const id = result?.id ?? (repeated && concernedRecord.parse(repeated).id) ?? null;
    return show(id, { warnings: result?.warnings ?? [], userErrors, revision });
  });
}
