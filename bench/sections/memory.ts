import { withListFile } from '../measure/list-store.js';
import type { LoadRequest } from '../measure/load.js';
import { PINNING, PinnedProcess, SERVER_CORE } from '../measure/pinned-process.js';
import { withGateway } from '../measure/with-servers.js';
import type { BenchContext, GoalTable, Section } from '../section.js';
import type { KeptFactsOrder, KeptFactsReport } from './memory/kept-facts-report.js';

const ACCOUNT: KeptFactsOrder = { integrations: 10_000, permissions: 100_000, viewers: 1_000 };
/** The bound of the facts kept, in rows, as the gateway has it. */
const ROWS_KEPT = 40_000;
const MOST_MEBIBYTES = 25;
const MOST_GROWTH = 1.05;
const LOAD_REQUESTS = 3_000;
const LOADS = 3;
const CONNECTIONS = 20;

/** Goal 9: what the gateway holds on to. */
export const memorySection: Section = { name: 'memory', run: runMemory };

async function runMemory({ say }: BenchContext): Promise<readonly GoalTable[]> {
  say('Facts kept');
  const kept = await keptFacts();
  say('Heap under load');
  return [kept, await heapUnderLoad()];
}

async function keptFacts(): Promise<GoalTable> {
  const child = new PinnedProcess<KeptFactsOrder, KeptFactsReport>('sections/memory/kept-facts-child.js', {
    core: SERVER_CORE,
    execArgv: ['--expose-gc'],
  });
  try {
    const { heaps, rows } = await child.ask(ACCOUNT);
    const [half = Number.NaN, all = Number.NaN] = heaps.map((bytes) => bytes / 2 ** 20);
    return {
      goal: '9. Memory of the facts kept',
      target: `at most ${MOST_MEBIBYTES} MiB for an account of ${ACCOUNT.permissions.toLocaleString('en')} permissions, and no more when twice as much was read`,
      verdict: all <= MOST_MEBIBYTES && all <= half * MOST_GROWTH ? 'reached' : 'not reached',
      columns: ['after the reads of', 'heap above the start', 'a row'],
      rows: [
        [`${ACCOUNT.viewers / 2} viewers`, `${half.toFixed(1)} MiB`, perRow(half)],
        [`${ACCOUNT.viewers} viewers`, `${all.toFixed(1)} MiB`, perRow(all)],
      ],
      notes: [
        `No index of all permissions is held, so nothing is rebuilt after a change: what viewers have read of the present revision is kept, up to ${ROWS_KEPT.toLocaleString('en')} rows, whatever the account’s size. Each viewer read 100 integrations and what they hold there, ${rows.toLocaleString('en')} rows in all, so the bound was met before the first of the two measurements. The heap is that at the bound.`,
        'Rows are kept as read, with all that an explanation needs, and with them the decision on each integration and what the API shows of it; an id at which a viewer holds nothing counts as a row too.',
        `A process of its own; ${ACCOUNT.integrations.toLocaleString('en')} integrations in SQLite in memory, whose pages are not on the heap; after three forced collections.`,
      ],
    };
  } finally {
    await child.stop();
  }
}

function perRow(mebibytes: number): string {
  return `${((mebibytes * 2 ** 20) / ROWS_KEPT).toFixed(0)} bytes`;
}

function heapUnderLoad(): Promise<GoalTable> {
  return withListFile(({ settings, requests }) =>
    withGateway(settings, async ({ client, server }) => {
      const load = async () => {
        const order = { url: server.url, connections: CONNECTIONS, amount: LOAD_REQUESTS };
        const { failed } = await client.ask({ ...order, requests: mixed(requests) });
        if (failed > 0) throw new Error(`${failed} requests failed`);
        return (await server.heapBytes()) / 2 ** 20;
      };
      await load();
      const before = await load();
      const after: number[] = [];
      for (let round = 0; round < LOADS; round += 1) after.push(await load());
      return heapTable(before, after);
    }),
  );
}

/** The list and the picker, with and without a search. */
function mixed(requests: readonly LoadRequest[]): readonly LoadRequest[] {
  const query =
    'query Pick($search: String) { usableIntegrations(search: $search) { edges { node { id name } } } }';
  return requests.flatMap((request, n) => [
    request,
    { ...request, body: JSON.stringify({ query, variables: { search: `${n}` } }) },
    { ...request, body: JSON.stringify({ query }) },
  ]);
}

function heapTable(before: number, after: readonly number[]): GoalTable {
  const last = after.at(-1) ?? Number.NaN;
  return {
    goal: '9. Heap after load',
    target: `<= ${MOST_GROWTH} of what it was before`,
    verdict: last <= before * MOST_GROWTH ? 'reached' : 'not reached',
    columns: ['after', 'heap', 'over the heap before'],
    rows: [
      [`warm-up, ${(2 * LOAD_REQUESTS).toLocaleString('en')} requests`, `${before.toFixed(2)} MiB`, '1'],
      ...after.map((heap, round) => [
        `${((round + 1) * LOAD_REQUESTS).toLocaleString('en')} more`,
        `${heap.toFixed(2)} MiB`,
        (heap / before).toFixed(3),
      ]),
    ],
    notes: [
      `The gateway on a SQLite file, ${PINNING}; pages of the list, pages of the picker and searches in turn on ${CONNECTIONS} connections, each heap after two forced collections. The last row counts.`,
    ],
  };
}
