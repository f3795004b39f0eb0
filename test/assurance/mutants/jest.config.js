import base from '../../../jest.config.js';
import { partOf } from './parts.js';

// Without MongoDB, which these tests do not need, and ended by the first test that fails.
const { globalSetup: _setup, globalTeardown: _teardown, reporters: _reporters, ...rest } = base;
const { tests } = partOf(process.env.LATCHKEY_TEST_MUTANTS);

export default {
  ...rest,
  rootDir: '../../..',
  bail: 1,
  testSequencer: '<rootDir>/test/assurance/mutants/tables-first.js',
  testMatch: tests.map((pattern) => `<rootDir>/${pattern}`),
};
