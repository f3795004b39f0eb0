import { describe } from '@jest/globals';
import { describeRules } from './suite.js';

describe('the acceptance rules on SQLite', () => {
  describeRules('sqlite');
});
