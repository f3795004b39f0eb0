import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { withMongodb } from './measure/with-mongodb.js';
import { tableText, writeResults } from './results.js';
import type { GoalTable } from './section.js';
import { SECTIONS } from './sections.js';

const RESULTS = fileURLToPath(new URL('../../../bench/RESULTS.md', import.meta.url));

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Runs the sections that are named, or all, which alone writes `RESULTS.md`. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !SECTIONS.some((section) => section.name === name));
  if (unknown.length > 0) {
    say(`No such section: ${unknown.join(', ')}. There are ${SECTIONS.map(({ name }) => name).join(', ')}.`);
    process.exitCode = 64;
    return;
  }
  const asked = names.length === 0 ? SECTIONS : SECTIONS.filter(({ name }) => names.includes(name));
  const tables: GoalTable[] = [];
  const head = header();
  await withMongodb(say, async (mongodbUri) => {
    for (const section of asked) {
      say(`== ${section.name}`);
      for (const table of await section.run({ mongodbUri, say })) {
        tables.push(table);
        process.stdout.write(`${tableText(table)}\n`);
      }
      // After each, so that what was measured stands when a later one fails.
      if (names.length === 0) writeResults(RESULTS, head, tables);
    }
  });
}

function header(): readonly string[] {
  const git = (...args: readonly string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const [cpu] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return [
    '# What was measured',
    '',
    'Written by `npm run bench`. Ratios and counts; absolute numbers are this machine’s alone.',
    '',
    `- Commit ${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : ', with uncommitted changes'}, ${new Date().toISOString().slice(0, 10)}`,
    `- Node ${process.version}, ${cpus().length} cores of ${cpu?.model ?? 'an unknown kind'}, ${memory}`,
  ];
}

await main(process.argv.slice(2));
