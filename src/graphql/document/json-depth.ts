/** Whether lists and objects are nested in a JSON value at most so deep. In a loop: the stack ends before a body does. */
export function jsonDepthWithin(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const inner = level.filter((one) => typeof one === 'object' && one !== null);
    if (depth === limit && inner.length > 0) return false;
    level = inner.flatMap((one) => Object.values(one) as unknown[]);
  }
  return true;
}
