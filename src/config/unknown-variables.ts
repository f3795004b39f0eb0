import type { ConfigurationMistake } from './configuration-error.js';
import type { Environment } from './environment.js';
import { VARIABLE_HELP } from './variables.js';

const KNOWN_VARIABLES = [...VARIABLE_HELP.keys()];

/** Ours by its prefix; `LATCHKEY_TEST_` belongs to the tests. */
const OURS = /^LATCHKEY_(?!TEST_)/;

/** Variables that look like ours and are not: most likely misspelt, so what they were to change stays unchanged. */
export function findUnknownVariables(environment: Environment): ConfigurationMistake[] {
  return Object.keys(environment)
    .filter((name) => OURS.test(name) && !VARIABLE_HELP.has(name))
    .map((name) => ({ variable: name, message: `is not a setting. The nearest one is ${nearest(name)}.` }));
}

function nearest(name: string): string {
  const distances = KNOWN_VARIABLES.map((known) => ({ known, distance: editDistance(name, known) }));
  return distances.reduce((best, next) => (next.distance < best.distance ? next : best)).known;
}

/** How many characters must be added, removed or replaced to turn one text into the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, character] of Array.from(from).entries()) {
    const next = [index + 1];
    for (const [column, wanted] of Array.from(to).entries()) {
      const replace = (row[column] ?? 0) + (character === wanted ? 0 : 1);
      next.push(Math.min(replace, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
