/** What a value is, in words, without the value itself: it may be a secret. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return 'a text';
  return typeof value === 'number' ? 'a number' : 'an object';
}
