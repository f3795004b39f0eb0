import type { ViewerAccess } from '../access/viewer-access.js';
import type { IntegrationQuery, Page, Search, Snapshot } from '../datastore/contract/datastore.js';
import type { IntegrationRecord } from '../datastore/contract/records.js';
import { searchedPage } from '../datastore/contract/search.js';
import { fold } from '../datastore/contract/sort-keys.js';
import { WITHOUT_OWNER } from '../decision/visibility.js';
import type { ListedAction } from '../decision/visibility.js';

export interface IntegrationListRequest extends Omit<IntegrationQuery, 'tokens'>, Partial<Search> {
  readonly action: ListedAction;
  /** Those on which nobody holds the Owner set, instead; for administrators, who may do everything with them [A17]. */
  readonly withoutOwner?: boolean;
}

/**
 * A page of exactly the integrations on which the viewer may do the action, filtered in the datastore, so that page
 * sizes and cursors never tell of others [U12, U13, U17].
 */
export async function listIntegrations(
  snapshot: Snapshot,
  access: ViewerAccess,
  { action, search, withoutOwner = false, ...query }: IntegrationListRequest,
): Promise<Page<IntegrationRecord>> {
  const tokens = withoutOwner ? [WITHOUT_OWNER] : await access.tokens(action);
  if (search === undefined) return snapshot.integrationPage({ ...query, tokens });
  const searched = { ...query, tokens, search: fold(search) };
  return searchedPage(query, (portion) => snapshot.integrationSearch({ ...searched, ...portion }));
}
