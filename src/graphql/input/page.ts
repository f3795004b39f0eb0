import { z } from 'zod';
import { search, textOf } from './text.js';

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 100;
/** In characters. No cursor of ours is as long: most of one is a name of at most 200 characters. */
export const MAX_CURSOR_LENGTH = 8_192;

/** `first` and `after` of a connection. */
export const pageShape = {
  first: z
    .int()
    .min(1, `must be 1 to ${MAX_PAGE_SIZE}`)
    .max(MAX_PAGE_SIZE, `must be 1 to ${MAX_PAGE_SIZE}`)
    .default(DEFAULT_PAGE_SIZE),
  after: textOf({ max: MAX_CURSOR_LENGTH }).exactOptional(),
};

export const pageInput = z.object(pageShape);
export const searchedPageInput = z.object({ ...pageShape, search: search.exactOptional() });

export type PageInput = z.infer<typeof pageInput>;
