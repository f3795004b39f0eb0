import { describe, expect, it } from '@jest/globals';
import { RULE_IDS, RULES } from './rules.js';
import { nameOf } from './stage/proof.js';
import { THEMES } from './themes.js';

const proofs = THEMES.flatMap((theme) => theme.proofs);
const behavioursOf = RULE_IDS.map((id) => ({
  id,
  behaviours: proofs.filter(({ ids }) => ids.includes(id)).map(({ behaviour }) => behaviour),
}));

describe('the acceptance rules', () => {
  it('are those of both models, without a gap', () => {
    const numbered = (letter: string, last: number) =>
      Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);
    expect(RULE_IDS).toEqual([...numbered('U', 28), ...numbered('V', 30)]);
  });

  it('are each proved by a test', () => {
    process.stdout.write(table());
    expect(behavioursOf.filter(({ behaviours }) => behaviours.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('are proved by tests that differ in name', () => {
    const names = proofs.map(nameOf);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

/** Each rule with the tests that prove it, for whoever reads the log of a run. */
function table(): string {
  const lines = behavioursOf.flatMap(({ id, behaviours }) => [
    `${id.padEnd(4)}${RULES[id]}`,
    ...behaviours.map((behaviour) => `      ${behaviour}`),
  ]);
  return `${lines.join('\n')}\n`;
}
