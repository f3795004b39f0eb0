import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ApiError } from '../../../data/api-error.js';
import { PermissionsDocument } from '../../../documents/generated.js';
import { useAsking } from '../../../session/session-context.js';
import type { PermissionList, PermissionRow } from './staged.js';

const RIGHTS_EVERY_MS = 30_000;

/** All permissions on an RBAC id: there are never more than 200, which is two or three pages. */
export function usePermissions(rbacId: string): UseQueryResult<PermissionList, ApiError> {
  const { ask } = useAsking();
  return useQuery<PermissionList, ApiError>({
    queryKey: [PermissionsDocument.toString(), rbacId],
    refetchInterval: RIGHTS_EVERY_MS,
    queryFn: async ({ signal }) => {
      const rows: PermissionRow[] = [];
      let revision: number | null = null;
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof readPage>> = await readPage(after, signal);
        rows.push(...page.edges.map(({ node }) => node));
        revision ??= page.revision;
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      return { revision, rows };
    },
  });

  async function readPage(after: string | null, signal: AbortSignal) {
    const { permissions } = await ask(PermissionsDocument, { rbacId, after }, signal);
    if (permissions === null) throw new Error('The gateway answered without a list of permissions.');
    return permissions;
  }
}
