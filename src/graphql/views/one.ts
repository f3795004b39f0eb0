/** The one element of a list that was made from one row. */
export function one<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error('A list made from one row is empty');
  return first;
}
