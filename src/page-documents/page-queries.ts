/** What the pages ask by themselves, by the name of the operation. They have no way to send another. */
export const PAGE_QUERIES = {
  Identity:
    'query Identity { viewer { id name isAdministrator } account { name plan accessModel permissionSets } }',
} as const;

export type PageQueryName = keyof typeof PAGE_QUERIES;
