/** Fifty integrations with six fields and the viewer's rights, as a page of the management list asks for them. */
export const LIST_QUERY = `query List($first: Int!) {
  integrations(first: $first) {
    edges {
      node {
        id name type costsCredits createdAt version
        viewerRights { canRead canUse canUpdate canDelete canManagePermissions }
      }
    }
    pageInfo { hasNextPage }
  }
}`;

export const LIST_ROWS = 50;

export function listBody(rows: number = LIST_ROWS): string {
  return JSON.stringify({ query: LIST_QUERY, variables: { first: rows } });
}
