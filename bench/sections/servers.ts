import { listRounds, ratioOfStarts, roundsOf } from '../measure/list-rounds.js';
import type { ListTiming, Starts } from '../measure/list-rounds.js';
import { answersOf, fill, withListFile } from '../measure/list-store.js';
import type { ListStore } from '../measure/list-store.js';
import { withOwnDatabase } from '../measure/own-database.js';
import { PINNING } from '../measure/pinned-process.js';
import { medianOf } from '../measure/rounds.js';
import { withGateway } from '../measure/with-servers.js';
import type { Variant } from '../measure/with-servers.js';
import type { BenchContext, GoalTable, Section } from '../section.js';

const TIMING: ListTiming = { starts: 3, rounds: 8, secondsOfRound: 0.4 };
const CONSTANT = 'a constant by node:http';

const PRODUCT = { program: 'gateway' } as const;
const KEEPING_NOTHING = { program: 'gateway', settings: { keepsFacts: false } } as const;
const UNCHECKED = { program: 'unchecked-gateway' } as const;

const ON_SQLITE: Readonly<Record<string, Variant>> = {
  'mercurius and graphql-jit, no checks': { program: 'mercurius' },
  'stock Apollo and type-graphql, no checks': { program: 'stock-apollo' },
  'Latchkey without checks': UNCHECKED,
  Latchkey: PRODUCT,
  'Latchkey, facts read anew for each request': KEEPING_NOTHING,
};
const ON_MONGODB: Readonly<Record<string, Variant>> = {
  'Latchkey without checks': UNCHECKED,
  Latchkey: PRODUCT,
  'Latchkey, facts read anew for each request': KEEPING_NOTHING,
};

/** One page of a list by every server, beside a constant: what each adds. There is no goal; the rows that lost stay. */
export const serversSection: Section = { name: 'servers', run };
export const mongodbServersSection: Section = { name: 'servers-mongodb', run: runOnMongodb };

async function run(): Promise<readonly GoalTable[]> {
  const rows = await withListFile((store) => rowsOf(store, ON_SQLITE));
  return [tableOf('The same list by other servers, SQLite', rows, [])];
}

async function runOnMongodb({ mongodbUri, say }: BenchContext): Promise<readonly GoalTable[]> {
  if (mongodbUri === undefined) {
    say('No MongoDB: its rows are left out');
    return [];
  }
  const rows = await withOwnDatabase(mongodbUri, async (uri) =>
    rowsOf(await fill({ kind: 'MONGODB', uri }), ON_MONGODB),
  );
  const note = 'The database is a process of its own, whose time is not counted; it uses both cores.';
  return [tableOf('The same list over MongoDB', rows, [note])];
}

async function rowsOf(
  store: ListStore,
  variants: Readonly<Record<string, Variant>>,
): Promise<readonly (readonly string[])[]> {
  const constant = await answerOfProduct(store);
  const all = { [CONSTANT]: { program: 'bare' }, ...variants } as const;
  const starts = await listRounds<string>(store, all, { constant, ...TIMING });
  return Object.keys(all).map((name) => rowOf(name, starts));
}

function answerOfProduct({ settings, requests }: ListStore): Promise<string> {
  return withGateway(settings, async ({ server }) => {
    const [answer = ''] = await answersOf(server.url, requests.slice(0, 1));
    return answer;
  });
}

function rowOf(name: string, starts: Starts<string>): readonly string[] {
  const speed = ratioOfStarts('requestsPerSecond', starts, [name, CONSTANT]);
  const cost = ratioOfStarts('cpuPerRequest', starts, [name, CONSTANT]);
  const own = roundsOf(starts, name);
  const microseconds = medianOf(own.map(({ cpuPerRequest }) => cpuPerRequest)) * 1e6;
  return [
    name,
    speed.median.toFixed(3),
    `${cost.median.toFixed(1)} (${cost.least.toFixed(1)} to ${cost.most.toFixed(1)})`,
    microseconds.toFixed(0),
    `${(medianOf(own.map(({ busy }) => busy)) * 100).toFixed(0)} %`,
    String(own.reduce((sum, { failed }) => sum + failed, 0)),
  ];
}

function tableOf(goal: string, rows: readonly (readonly string[])[], notes: readonly string[]): GoalTable {
  return {
    goal,
    target: 'none; a table to compare with',
    verdict: 'no verdict',
    columns: [
      'server',
      'requests a second against the constant',
      'CPU per request against the constant',
      'µs of CPU per request',
      'core busy',
      'failed',
    ],
    rows,
    notes: [
      `The list of goal 1, 20 connections; ${TIMING.starts} starts of all servers with ${TIMING.rounds} rounds of about ${TIMING.secondsOfRound} s each, interleaved; ${PINNING}. All answers are equal byte for byte.`,
      'A constant is limited by the client where its core is not busy: there the CPU per request is what compares.',
      ...notes,
    ],
  };
}
