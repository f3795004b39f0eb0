/** Which sources are changed, and the tests that are to notice. */
const PARTS = {
  decision: {
    mutate: ['src/decision/**/*.ts'],
    tests: ['test/decision/**/*.test.ts', 'test/assurance/oracle/decision.test.ts'],
  },
  guards: {
    mutate: ['src/graphql/guard/*.ts', 'src/access/*.ts', 'src/datastore/facts/*.ts'],
    tests: [
      'test/graphql/guard/*.test.ts',
      'test/assurance/schema/rules.test.ts',
      'test/access/*.test.ts',
      'test/datastore/facts/*.test.ts',
      'test/datastore/facts.test.ts',
      'test/api/input/precedence.test.ts',
      'test/assurance/bypass/matrix.test.ts',
    ],
  },
};

export const PART_NAMES = Object.keys(PARTS);

export function partOf(name = 'decision') {
  const part = PARTS[name];
  if (part === undefined) throw new Error(`No such part: ${name}. There are ${PART_NAMES.join(' and ')}.`);
  return { name, ...part };
}
