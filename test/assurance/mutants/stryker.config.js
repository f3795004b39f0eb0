/**
 * Mutants of what decides, and of what stands between the decision and a client. Which part: `LATCHKEY_TEST_MUTANTS`,
 * see `parts.js`.
 */
import { partOf } from './parts.js';
import { reportOf } from './survivors.js';

const { name, mutate } = partOf(process.env.LATCHKEY_TEST_MUTANTS);

export default {
  // Not its own runner of jest, which runs every test on a mutant although the first one that fails is enough.
  testRunner: 'command',
  commandRunner: {
    command: 'node node_modules/jest/bin/jest.js -i -c test/assurance/mutants/jest.config.js',
  },
  mutate,
  concurrency: 1,
  reporters: ['json', 'progress'],
  jsonReporter: { fileName: reportOf(name) },
  tempDirName: '.cache/stryker',
};
