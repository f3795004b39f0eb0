import { fill, withListFile } from '../measure/list-store.js';
import type { ListStore } from '../measure/list-store.js';
import { withOwnDatabase } from '../measure/own-database.js';
import { CONNECTIONS } from '../measure/rounds.js';
import { withServers } from '../measure/with-servers.js';
import type { BenchContext, GoalTable, Section } from '../section.js';

const MOST_READS = 0.25;
const REQUESTS = 2_000;

/** What needs nothing but the state that a request opens: every command is a read of the revision. */
const BODY = JSON.stringify({ query: '{ viewer { id } }' });

/** Goal 7, its cost: requests that wait together share one read of the account's revision. */
export const sharingSection: Section = { name: 'sharing', run };

async function run({ mongodbUri }: BenchContext): Promise<readonly GoalTable[]> {
  const onSqlite = await withListFile(readsPerRequest);
  const onMongodb =
    mongodbUri === undefined
      ? undefined
      : await withOwnDatabase(mongodbUri, async (uri) =>
          readsPerRequest(await fill({ kind: 'MONGODB', uri })),
        );
  const measured = [...onSqlite.values(), ...(onMongodb?.values() ?? [])];
  return [
    {
      goal: '7. Reads of the revision',
      target: `at most ${MOST_READS} for each request on ${CONNECTIONS} connections`,
      verdict: measured.every((reads) => reads <= MOST_READS) ? 'reached' : 'not reached',
      columns: ['store', 'connections', 'reads for each request'],
      rows: [...rowsOf('SQLite', onSqlite), ...(onMongodb === undefined ? [] : rowsOf('MongoDB', onMongodb))],
      notes: [
        `${REQUESTS.toLocaleString('en')} requests after as many to warm up, from one process; each asks for nothing but who it is. A read begins after all that share it arrived, so that none answers from before a change it has to show. On one connection there is nobody to share with.`,
        'That no allow is ever stale is for the tests: R1 to R3 in docs/assurance.md.',
        ...(onMongodb === undefined ? ['Without a MongoDB in this run, its row is left out.'] : []),
      ],
    },
  ];
}

function readsPerRequest({ settings, requests }: ListStore): Promise<ReadonlyMap<number, number>> {
  return withServers({ gateway: { program: 'gateway' } }, settings, async ({ client, servers }) => {
    const server = servers.get('gateway');
    if (server === undefined) throw new Error('The gateway did not start');
    const asked = requests.map(({ headers }) => ({ headers, body: BODY }));
    const reads = new Map<number, number>();
    for (const connections of [CONNECTIONS, 4 * CONNECTIONS]) {
      const order = { url: server.url, connections, requests: asked, amount: REQUESTS };
      await client.ask(order);
      const before = await server.commands();
      const { answered } = await client.ask(order);
      reads.set(connections, ((await server.commands()) - before) / answered);
    }
    return reads;
  });
}

function rowsOf(store: string, reads: ReadonlyMap<number, number>): readonly (readonly string[])[] {
  return [...reads].map(([connections, count]) => [store, String(connections), count.toFixed(3)]);
}
