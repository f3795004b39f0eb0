/**
 * Mutants of what decides, and of what stands between the decision and a client. Which part: `LATCHKEY_TEST_MUTANTS`,
 * see `parts.js`.
 */
import { partOf } from './parts.js';
import { reportOf } from './survivors.js';

const { name, mutate } = partOf(process.env.LATCHKEY_TEST_MUTANTS);

export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  coverageAnalysis: 'perTest',
  jest: { configFile: 'test/assurance/mutants/jest.config.js', enableFindRelatedTests: false },
  mutate,
  concurrency: 1,
  reporters: ['json', 'progress'],
  jsonReporter: { fileName: reportOf(name) },
  tempDirName: '.cache/stryker',
};
