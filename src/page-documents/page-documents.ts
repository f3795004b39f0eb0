import { CONSOLE_DOCUMENTS } from './console-documents.js';
import { FIRST_TAB } from './first-tab.js';
import { PAGE_QUERIES } from './page-queries.js';
import { TOUR } from './tour.js';

/**
 * Every document that a page of this product sends, or offers to send, as it is sent. Where only trusted documents run
 * these do as well [O13]. A page takes what it sends from this folder.
 */
export const PAGE_DOCUMENTS: readonly string[] = [
  ...Object.values(PAGE_QUERIES),
  ...CONSOLE_DOCUMENTS,
  FIRST_TAB.query,
  ...TOUR.flatMap(({ queries }) => queries.map(({ query }) => query)),
];
