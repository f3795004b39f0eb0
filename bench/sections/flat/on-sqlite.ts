import path from 'node:path';
import type { Datastore, IntegrationQuery } from '../../../src/datastore/contract/datastore.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import type { ListedAction } from '../../../src/decision/visibility.js';
import { isQuiet, pairedRatios, ratioText } from '../../measure/paired-ratios.js';
import { withTemporaryFolder } from '../../measure/temporary-folder.js';
import { verdictOf } from '../../section.js';
import type { BenchContext, GoalTable } from '../../section.js';
import { AFTER_ALL, BEFORE_LAST_TENTH, tokensOf, VIEWERS, writeFlatAccount } from './flat-account.js';
import { readPage, requireFullPage } from './read-page.js';

const SMALL = 1_000;
const LARGE = 1_000_000;
/** Between the two: shows where growth ends. */
const MIDDLE = 100_000;
const FIRST = 20;
const ROUNDS = 9;
const SAMPLE_MS = 40;
const TARGET = 1.2;

const LISTS: readonly { readonly name: string; readonly action: ListedAction }[] = [
  { name: 'integrations', action: 'READ' },
  { name: 'usableIntegrations', action: 'USE' },
];

/** Milliseconds a page. */
interface Round {
  readonly smallFirst: number;
  readonly smallFirstAgain: number;
  readonly middleFirst: number;
  readonly largeFirst: number;
  readonly smallLast: number;
  readonly largeLast: number;
  readonly smallNothing: number;
  readonly largeNothing: number;
}

interface Measured {
  readonly list: string;
  readonly tokens: number;
  readonly commands: number;
  readonly rounds: readonly Round[];
}

export async function flatOnSqlite({ say }: BenchContext): Promise<GoalTable> {
  return withTemporaryFolder(async (folder) => {
    const open = async (integrations: number) => {
      const datastore = createSqliteDatastore({ file: path.join(folder, `${integrations}.db`) });
      await datastore.open();
      const started = performance.now();
      await writeFlatAccount(datastore, integrations);
      say(`${integrations} integrations written in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
      return datastore;
    };
    const stores = { small: await open(SMALL), middle: await open(MIDDLE), large: await open(LARGE) };
    try {
      const measured: Measured[] = [];
      for (const viewer of VIEWERS) {
        for (const { name, action } of LISTS) {
          const tokens = tokensOf(viewer, action);
          measured.push({ list: name, ...(await measure(tokens, stores)) });
        }
      }
      return tableOf(measured);
    } finally {
      for (const store of Object.values(stores)) await store.close();
    }
  });
}

type Stores = Readonly<Record<'small' | 'middle' | 'large', Datastore>>;

async function measure(
  tokens: readonly string[],
  { small, middle, large }: Stores,
): Promise<Omit<Measured, 'list'>> {
  const first: IntegrationQuery = { tokens, first: FIRST, withDetails: false };
  const last: IntegrationQuery = { ...first, after: BEFORE_LAST_TENTH };
  const nothing: IntegrationQuery = { ...first, after: AFTER_ALL };
  for (const datastore of [small, middle, large]) {
    for (const query of [first, last]) await requireFullPage(datastore, query);
  }
  const before = large.commandCount;
  await readPage(large, first);
  const commands = large.commandCount - before;
  const rounds: Round[] = [];
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    rounds.push({
      smallFirst: await millisecondsOf(small, first),
      middleFirst: await millisecondsOf(middle, first),
      largeFirst: await millisecondsOf(large, first),
      smallLast: await millisecondsOf(small, last),
      largeLast: await millisecondsOf(large, last),
      smallNothing: await millisecondsOf(small, nothing),
      largeNothing: await millisecondsOf(large, nothing),
      smallFirstAgain: await millisecondsOf(small, first),
    });
  }
  return { tokens: tokens.length, commands, rounds: rounds.slice(1) };
}

async function millisecondsOf(datastore: Datastore, query: IntegrationQuery): Promise<number> {
  const started = performance.now();
  let elapsed = 0;
  let pages = 0;
  for (; elapsed < SAMPLE_MS; pages += 1) {
    await readPage(datastore, query);
    elapsed = performance.now() - started;
  }
  return elapsed / pages;
}

function tableOf(measured: readonly Measured[]): GoalTable {
  const rows = measured.map(({ rounds, ...row }) => {
    const ratios = (a: keyof Round, b: keyof Round) =>
      pairedRatios(rounds.map((round) => [round[a], round[b]]));
    return {
      ...row,
      size: [ratios('largeFirst', 'smallFirst'), ratios('largeLast', 'smallLast')] as const,
      place: ratios('largeLast', 'largeFirst'),
      nothing: ratios('largeNothing', 'smallNothing'),
      upper: ratios('largeFirst', 'middleFirst'),
      again: ratios('smallFirstAgain', 'smallFirst'),
      small: median(rounds.map(({ smallFirst }) => smallFirst)),
      large: median(rounds.map(({ largeFirst }) => largeFirst)),
    };
  });
  const quiet = median(rows.map(({ again }) => again.median));
  const isReached = rows.every(
    ({ size, place, tokens, commands }) =>
      [...size, place].every(({ atMost }) => atMost <= TARGET) && commands === 1 + Math.ceil(tokens / 200),
  );
  return {
    goal: '6. Lists stay flat, on SQLite',
    target: `a page at ${count(LARGE)} integrations takes <= ${TARGET} times as long as at ${count(SMALL)}, and in the last tenth as long as the first one; one command more for each started 200 tokens`,
    verdict: verdictOf(isQuiet(quiet), isReached),
    columns: [
      'list',
      'tokens',
      'commands',
      `first page at ${count(SMALL)}`,
      `at ${count(LARGE)}`,
      'ratio of the first pages',
      'of pages in the last tenth',
      `last tenth over first page at ${count(LARGE)}`,
      `first page at ${count(LARGE)} over that at ${count(MIDDLE)}`,
      'ratio of pages with nothing on them',
      'the first page again',
    ],
    rows: rows.map(({ list, tokens, commands, small, large, size, place, upper, nothing, again }) => [
      list,
      `${tokens}`,
      `${commands}`,
      `${small.toFixed(2)} ms`,
      `${large.toFixed(2)} ms`,
      ratioText(size[0]),
      ratioText(size[1]),
      ratioText(place),
      ratioText(upper),
      ratioText(nothing),
      ratioText(again),
    ]),
    notes: [
      `Pages of ${FIRST}, without details, each with a snapshot of its own, asked of the datastore with the tokens that the gateway asks for a viewer with roles in teams and in groups. Every page measured is full: a viewer sees a third of all integrations.`,
      `Why it grows with many tokens: each of them is looked for. A page after the last integration finds nothing and reads no row, so that it is one seek for each token and no more, and its ratio is in the last column but one. At ${count(SMALL)} integrations many tokens share a leaf of the index; at ${count(LARGE)} each has leaves of its own, one level deeper, and no order of reading changes that.`,
      'A file on the disk, whose pages are in memory when they are measured. Tokens are written with the integrations; of the permissions they come from no rows are.',
      `${ROUNDS} rounds in turn of at least ${SAMPLE_MS} ms for each page; medians and ranges of paired ratios. The last column is the first page at ${count(SMALL)} against itself.`,
    ],
  };
}

const count = (integrations: number): string => integrations.toLocaleString('en');

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
