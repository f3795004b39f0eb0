/** In characters. */
export const LONGEST_ID = 64;
/** The form of an id of anything, as the source of a regular expression. */
export const ID_FORM = `[A-Za-z0-9_-]{1,${LONGEST_ID}}`;

const ID = new RegExp(`^${ID_FORM}$`);

/** Whether anything could have this id. What has not the form is unknown, and nobody need look for it. */
export function isId(text: string): boolean {
  return ID.test(text);
}
