import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withMongodb } from './measure/with-mongodb.js';
import { recordTables, tableText } from './results.js';
import { SECTIONS } from './sections.js';

const RESULTS = fileURLToPath(new URL('../../../bench/RESULTS.md', import.meta.url));

const say = (line: string) => process.stderr.write(`${line}\n`);

/**
 * Runs all sections and puts their tables into `RESULTS.md`; those that are named only with `--record`. `--minutes` says
 * for how long a section searches that does.
 */
async function main(args: string[]): Promise<void> {
  const { values, positionals: names } = parseArgs({
    args,
    options: { record: { type: 'boolean', default: false }, minutes: { type: 'string' } },
    allowPositionals: true,
  });
  const isRecorded = names.length === 0 || values.record;
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  if (minutes !== undefined && !(minutes > 0)) {
    say('--minutes takes a number above 0');
    process.exitCode = 64;
    return;
  }
  const unknown = names.filter((name) => !SECTIONS.some((section) => section.name === name));
  if (unknown.length > 0) {
    say(`No such section: ${unknown.join(', ')}. There are ${SECTIONS.map(({ name }) => name).join(', ')}.`);
    process.exitCode = 64;
    return;
  }
  const asked = names.length === 0 ? SECTIONS : SECTIONS.filter(({ name }) => names.includes(name));
  const measured = stateOfSources();
  await withMongodb(say, async (mongodbUri) => {
    for (const section of asked) {
      say(`== ${section.name}`);
      const tables = (await section.run({ mongodbUri, say, ...(minutes && { minutes }) })).map((table) => ({
        ...table,
        notes: [...table.notes, measured],
      }));
      for (const table of tables) process.stdout.write(`${tableText(table)}\n`);
      // After each, so that what was measured stands when a later one fails.
      if (isRecorded) recordTables(RESULTS, head(), tables);
    }
  });
}

function stateOfSources(): string {
  const git = (...args: readonly string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const changes = git('status', '--porcelain', '--', 'src', 'bench/**/*.ts', 'package-lock.json');
  const commit = `${git('rev-parse', '--short', 'HEAD')}${changes === '' ? '' : ', with uncommitted changes'}`;
  return `Measured on ${new Date().toISOString().slice(0, 10)} at commit ${commit}, Node ${process.version}.`;
}

function head(): readonly string[] {
  const [cpu] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return [
    '# What was measured',
    '',
    'Written by `npm run bench`. Ratios and counts; absolute numbers are this machine’s alone.',
    '',
    `${cpus().length} cores of ${cpu?.model ?? 'an unknown kind'}, ${memory}.`,
  ];
}

await main(process.argv.slice(2));
