/** U+0000 ends a string in one engine and a lone surrogate has no UTF-8 form: both would come back changed. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** @throws RangeError when the text could not be stored exactly. */
export function assertStorable(text: string): void {
  if (!isStorable(text)) throw new RangeError('Text with U+0000 or a lone surrogate cannot be stored');
}
