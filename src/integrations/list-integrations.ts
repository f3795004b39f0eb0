import type { ViewerAccess } from '../access/viewer-access.js';
import type { IntegrationQuery, Page, Search, Snapshot } from '../datastore/contract/datastore.js';
import type { IntegrationRecord } from '../datastore/contract/records.js';
import { searchedPage } from '../datastore/contract/search.js';
import { fold } from '../datastore/contract/sort-keys.js';
import type { ListedAction } from '../decision/visibility.js';

export interface IntegrationListRequest extends Omit<IntegrationQuery, 'tokens'>, Partial<Search> {
  readonly action: ListedAction;
}

/**
 * A page of exactly the integrations on which the viewer may do the action, filtered in the datastore, so that page
 * sizes and cursors never tell of others [U12, U13, U17].
 */
export async function listIntegrations(
  snapshot: Snapshot,
  access: ViewerAccess,
  { action, search, ...query }: IntegrationListRequest,
): Promise<Page<IntegrationRecord>> {
  const tokens = await access.tokens(action);
  if (search === undefined) return snapshot.integrationPage({ ...query, tokens });
  const searched = { ...query, tokens, search: fold(search) };
  return searchedPage(query, (portion) => snapshot.integrationSearch({ ...searched, ...portion }));
}
