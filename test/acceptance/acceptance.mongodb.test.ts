import { describeWithMongodb } from '../support/mongodb.js';
import { describeRules } from './suite.js';

describeWithMongodb('the acceptance rules on MongoDB', () => {
  describeRules('mongodb');
});
