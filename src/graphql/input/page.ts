import { z } from 'zod';
import { search, text } from './text.js';

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 100;

/** `first` and `after` of a connection. */
export const pageShape = {
  first: z
    .int()
    .min(1, `must be 1 to ${MAX_PAGE_SIZE}`)
    .max(MAX_PAGE_SIZE, `must be 1 to ${MAX_PAGE_SIZE}`)
    .default(DEFAULT_PAGE_SIZE),
  after: text.exactOptional(),
};

export const pageInput = z.object(pageShape);
export const searchedPageInput = z.object({ ...pageShape, search: search.exactOptional() });

export type PageInput = z.infer<typeof pageInput>;
