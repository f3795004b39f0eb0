import { prepare } from './prepare.js';
import { runJest } from './run-jest.js';

// `npm test`, on a fresh clone too; what follows `--` goes to jest.
prepare({ forTests: true });
runJest(process.argv.slice(2));
