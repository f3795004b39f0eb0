import type { Page, PageRequest } from '../../datastore/contract/datastore.js';

/** Every row of a list, page by page; one page is in memory at a time. */
export async function* pagesOf<T>(
  first: number,
  read: (request: PageRequest) => Promise<Page<T>>,
): AsyncIterableIterator<readonly T[]> {
  let page = await read({ first });
  for (;;) {
    if (page.rows.length > 0) yield page.rows.map(({ row }) => row);
    const after = page.rows.at(-1)?.key;
    if (!page.hasNextPage || after === undefined) return;
    page = await read({ first, after });
  }
}
