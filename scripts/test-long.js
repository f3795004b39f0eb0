import { parseArgs } from 'node:util';
import { prepare } from './prepare.js';
import { runJest } from './run-jest.js';

// `npm run test:long -- [--size N] [--seed N] [--record] [-- JEST ARGUMENTS]`: the proof with N times the cases that
// `npm test` takes, the same ones for the same seed. `--record` writes into docs/assurance.md how many of them held.
const { values, positionals } = parseArgs({
  options: {
    size: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    record: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

for (const name of ['size', 'seed']) {
  if (Number(values[name]) > 0) continue;
  process.stderr.write(`--${name} must be a number above 0\n`);
  process.exit(64);
}

prepare({ forTests: true });
process.stderr.write(`The proof with --size ${values.size} --seed ${values.seed}\n`);
const namesTests = positionals.some((argument) => argument.includes('test/'));
const proof = namesTests ? [] : ['test/assurance', 'test/decision'];
runJest([...proof, '--testTimeout=7200000', ...positionals], {
  LATCHKEY_TEST_SIZE: values.size,
  LATCHKEY_TEST_SEED: values.seed,
  ...(values.record && { LATCHKEY_TEST_RECORD: 'yes' }),
});
