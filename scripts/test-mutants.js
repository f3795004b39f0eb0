import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PART_NAMES } from '../test/assurance/mutants/parts.js';
import { judged } from '../test/assurance/mutants/survivors.js';
import { prepare } from './prepare.js';

// `npm run test:mutants -- [decision] [guards]`: about half an hour for each. Few cases for each law, since a
// mutant that a law would notice in the thousandth case alone is one that a table should name.
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
  if (status === 0) judge(part);
}

/** Any survivor that nobody has explained fails the run. */
function judge(part) {
  const { total, survivors, unexplained, obsolete } = judged(part);
  for (const mutant of unexplained) process.stdout.write(`survived  ${mutant}\n`);
  for (const mutant of obsolete) process.stdout.write(`explained, but not among the survivors  ${mutant}\n`);
  const killed = total - survivors.length;
  process.stdout.write(`${part}: ${killed} of ${total} mutants killed, ${survivors.length} survived, `);
  process.stdout.write(`${unexplained.length} of them without an explanation\n`);
  if (unexplained.length + obsolete.length > 0) process.exitCode = 1;
}
