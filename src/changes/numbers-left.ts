import { MAX_INT } from '../datastore/contract/account-limits.js';
import type { ChangeSet } from '../datastore/contract/datastore.js';
import type { UserError } from './user-errors.js';

/** Refuses a change after which a number that the API shows as `Int` would be one more than that can hold. */
export function refuseBeyondInt(
  { revision }: { readonly revision: number },
  { saveIntegrations = [], saveDirectory = [] }: ChangeSet,
): readonly UserError[] {
  const versions = [...saveIntegrations, ...saveDirectory].map(({ version }) => version);
  if (Math.max(revision + 1, ...versions) <= MAX_INT) return [];
  const message = `Versions and revisions cannot go beyond ${MAX_INT}`;
  return [{ code: 'LIMIT_EXCEEDED', message, field: ['input'] }];
}
