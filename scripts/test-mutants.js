import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PART_NAMES } from '../test/assurance/mutants/parts.js';
import { prepare } from './prepare.js';

// `npm run test:mutants -- [decision] [guards]`: half an hour for each. Few cases for each law, since a mutant that a
// law would notice in the thousandth case alone is one that a table should name.
prepare({ forTests: true });

const fromRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const asked = process.argv.slice(2);

for (const part of asked.length > 0 ? asked : PART_NAMES) {
  const { status } = spawnSync(
    process.execPath,
    [
      fromRoot('node_modules/@stryker-mutator/core/bin/stryker.js'),
      'run',
      fromRoot('test/assurance/mutants/stryker.config.js'),
    ],
    {
      stdio: 'inherit',
      cwd: fromRoot('.'),
      env: {
        ...process.env,
        LATCHKEY_TEST_MUTANTS: part,
        LATCHKEY_TEST_SIZE: '0.05',
        LATCHKEY_TEST_SHRINK: 'off',
        LATCHKEY_TEST_SEED: '1',
      },
    },
  );
  process.exitCode ||= status ?? 1;
}
