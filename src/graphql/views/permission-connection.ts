import type { PermissionListParent } from '../../datastore/contract/datastore.js';
import { openPage, toConnection } from '../connection.js';
import type { OpenedPage } from '../connection.js';
import type { PageInput } from '../input/page.js';
import type { RequestContext } from '../request-context.js';
import type { PermissionConnection } from '../types/connections.js';

/** A page of the permissions that stand on an RBAC id, or that a principal holds. */
export interface PermissionPage {
  readonly parent: PermissionListParent;
  readonly opened: OpenedPage;
}

/** @throws BadUserInputError when the cursor is damaged or belongs to another list. */
export function openPermissionPage(
  { access }: RequestContext,
  parent: PermissionListParent,
  page: PageInput,
): PermissionPage {
  const list = `permissions ${JSON.stringify(parent)}`;
  return { parent, opened: openPage(page, { account: access.account, list }) };
}

export async function permissionConnection(
  context: RequestContext,
  { parent, opened }: PermissionPage,
): Promise<PermissionConnection> {
  const { access, loaders } = context;
  const revision = opened.position?.revision ?? access.account.revision;
  const viewed = await loaders.permissionPage.load({ parent, page: opened.request });
  return { ...(await toConnection(opened, { ...viewed, revision }, context)), revision };
}
