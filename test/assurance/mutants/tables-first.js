import TestSequencer from '@jest/test-sequencer';

/** Laws and oracles ask thousands of questions; most mutants fall at a table that asks ten. */
export default class TablesFirst extends TestSequencer {
  sort(tests) {
    return [...tests].sort((a, b) => cost(a) - cost(b));
  }
}

function cost({ path }) {
  return /laws|oracle|visibility|matrix|precedence|datastore\/facts\.test/.test(path) ? 1 : 0;
}
