import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bigAccount } from '../../test/support/big-account.js';
import { withOwnDatabase } from '../measure/own-database.js';
import { withTemporaryFolder } from '../measure/temporary-folder.js';
import type { BenchContext, GoalTable, Section } from '../section.js';
import { runProgram } from './transfer/run-program.js';
import type { ProgramRun } from './transfer/run-program.js';

/** Takes some ten minutes for each engine. */
const LARGE = { integrations: 1_000_000, permissions: 3_000_000 };
/** To tell what grows with the account from what a process takes anyway. */
const SMALL = { integrations: LARGE.integrations / 10, permissions: LARGE.permissions / 10 };
/** Users, groups and teams of either account. */
const DIRECTORY_ROWS = 2_300;
const MOST_MEBIBYTES = 512;

/** Import and export: rows a second, and memory that does not follow the size of the file. */
export const transferSection: Section = { name: 'transfer', run: runTransfer };

interface Row extends ProgramRun {
  readonly engine: string;
  readonly command: 'import' | 'export';
  readonly rows: number;
}

type Sizes = typeof LARGE;

async function runTransfer({ mongodbUri, say }: BenchContext): Promise<readonly GoalTable[]> {
  return withTemporaryFolder(async (folder) => {
    const rows: Row[] = [];
    let bytes = 0;
    for (const sizes of [SMALL, LARGE]) {
      const file = path.join(folder, `${sizes.integrations}.json`);
      await pipeline(Readable.from(bigAccount({ ...sizes, seed: 1 })), createWriteStream(file));
      ({ size: bytes } = await stat(file));
      const engines = { SQLite: `sqlite:${path.join(folder, `${sizes.integrations}.db`)}` };
      for (const [engine, uri] of Object.entries(engines)) {
        rows.push(...(await transfer(file, { uri, engine, sizes, say })));
      }
      if (mongodbUri === undefined) continue;
      await withOwnDatabase(mongodbUri, async (uri) => {
        rows.push(...(await transfer(file, { uri, engine: 'MongoDB', sizes, say })));
      });
    }
    return [tableOf(rows, { bytes, hasMongodb: mongodbUri !== undefined })];
  });
}

interface Transfer {
  readonly uri: string;
  readonly engine: string;
  readonly sizes: Sizes;
  readonly say: (line: string) => void;
}

async function transfer(file: string, { uri, engine, sizes, say }: Transfer): Promise<readonly Row[]> {
  const rows = sizes.integrations + sizes.permissions + DIRECTORY_ROWS;
  const to = { datastoreUri: uri, outputFile: `${file}.out` };
  const imported = await runProgram(['import', file], to);
  say(`${engine}: ${rows} rows imported`);
  const exported = await runProgram(['export', 'big'], to);
  return [
    { engine, rows, command: 'import', ...imported },
    { engine, rows, command: 'export', ...exported },
  ];
}

function tableOf(
  rows: readonly Row[],
  { bytes, hasMongodb }: { readonly bytes: number; readonly hasMongodb: boolean },
): GoalTable {
  const large = LARGE.integrations + LARGE.permissions;
  return {
    goal: 'Import and export',
    target: `at most ${MOST_MEBIBYTES} MiB of memory at ${large.toLocaleString('en')} integrations and permissions; how fast has no target`,
    verdict: rows.every(({ peakMebibytes }) => peakMebibytes <= MOST_MEBIBYTES) ? 'reached' : 'not reached',
    columns: ['engine', 'command', 'rows', 'seconds', 'rows/s', 'peak memory'],
    rows: rows.map(({ engine, command, rows: count, seconds, peakMebibytes }) => [
      engine,
      command,
      count.toLocaleString('en'),
      seconds.toFixed(1),
      Math.round(count / seconds).toLocaleString('en'),
      `${peakMebibytes.toFixed(0)} MiB`,
    ]),
    notes: [
      `The program as it is run from the command line, a process for each row of the table, its start and end included. The larger file has ${(bytes / 2 ** 20).toFixed(0)} MiB. Memory is the most that the process had resident at once.`,
      ...(hasMongodb
        ? ['What MongoDB’s own process took is not in it.']
        : ['There was no MongoDB in this run.']),
    ],
  };
}
