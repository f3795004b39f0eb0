/** The order of the contract in the plainest words, as an oracle: by code point, of names folded first. */
export function byCodePoint(a: string, b: string): number {
  const [left, right] = [codePoints(a), codePoints(b)];
  for (let index = 0; index < left.length && index < right.length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().split('ς').join('σ');
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly system?: boolean;
}

export function byFoldedNameThenId(a: Named, b: Named): number {
  return byCodePoint(folded(a.name), folded(b.name)) || byCodePoint(a.id, b.id);
}

export function systemFirst(a: Named, b: Named): number {
  return Number(b.system ?? false) - Number(a.system ?? false) || byFoldedNameThenId(a, b);
}

function codePoints(text: string): readonly number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}
