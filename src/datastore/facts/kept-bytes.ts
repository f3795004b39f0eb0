/** In bytes, as V8 lays them out on 64 bits, with room for what a map holds beside each of its entries. */
const REFERENCE = 8;
const OBJECT = 64;
const TEXT = 24;
/** Texts beyond Latin-1 take two; whether one does is not worth looking. */
const CHARACTER = 2;

/** At most what a plain value takes in memory, whatever is in it. */
export function bytesOf(value: unknown): number {
  if (typeof value === 'string') return TEXT + CHARACTER * value.length;
  if (typeof value !== 'object' || value === null) return REFERENCE;
  let bytes = OBJECT;
  for (const part of Object.values(value)) bytes += REFERENCE + bytesOf(part);
  return bytes;
}
