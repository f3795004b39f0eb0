import type { PermissionListParent } from '../../datastore/contract/datastore.js';
import { openPage, toConnection } from '../connection.js';
import type { PageInput } from '../input/page.js';
import type { RequestContext } from '../request-context.js';
import type { PermissionConnection } from '../types/connections.js';

/** A page of permissions that stand on an RBAC id, or that a principal holds. */
export async function permissionConnection(
  { access, loaders }: RequestContext,
  parent: PermissionListParent,
  page: PageInput,
): Promise<PermissionConnection> {
  const opened = openPage(page, {
    accountId: access.account.id,
    list: `permissions ${JSON.stringify(parent)}`,
  });
  const revision = opened.position?.revision ?? access.account.revision;
  const viewed = await loaders.permissionPage.load({ parent, page: opened.request });
  return { ...toConnection(opened, { ...viewed, revision }), revision };
}
