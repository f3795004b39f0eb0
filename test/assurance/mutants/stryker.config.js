/**
 * Mutants of what decides, and of what stands between the decision and a client. Which part: `LATCHKEY_TEST_MUTANTS`,
 * see `parts.js`.
 */
import { partOf } from './parts.js';

const { mutate, leastKilled } = partOf(process.env.LATCHKEY_TEST_MUTANTS);

export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  coverageAnalysis: 'perTest',
  jest: { configFile: 'test/assurance/mutants/jest.config.js', enableFindRelatedTests: false },
  mutate,
  concurrency: 1,
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { logTests: false, allowColor: false },
  tempDirName: '.cache/stryker',
  thresholds: { high: 100, low: leastKilled, break: leastKilled },
};
