import { fill, withListFile } from '../measure/list-store.js';
import type { ListStore } from '../measure/list-store.js';
import { withOwnDatabase } from '../measure/own-database.js';
import { CONNECTIONS } from '../measure/rounds.js';
import { withGateway } from '../measure/with-servers.js';
import type { BenchContext, GoalTable, Section } from '../section.js';

const MOST_READS = 0.25;
const REQUESTS = 2_000;

/** What needs nothing but the state that a request opens: every command is a read of the revision. */
const BODY = JSON.stringify({ query: '{ viewer { id } }' });

/** Goal 7, its cost: requests that wait together share one read of the account's revision. */
export const sharingSection: Section = { name: 'sharing', run };

async function run({ mongodbUri }: BenchContext): Promise<readonly GoalTable[]> {
  const stores = [{ store: 'SQLite', reads: await withListFile(readsPerRequest) }];
  if (mongodbUri !== undefined) {
    const onMongodb = async (uri: string) => readsPerRequest(await fill({ kind: 'MONGODB', uri }));
    stores.push({ store: 'MongoDB', reads: await withOwnDatabase(mongodbUri, onMongodb) });
  }
  const isReached = stores.every(({ reads }) => [...reads.values()].every((count) => count <= MOST_READS));
  return [
    {
      goal: '7. Reads of the revision',
      target: `at most ${MOST_READS} for each request on ${CONNECTIONS} connections`,
      verdict: isReached ? 'reached' : 'not reached',
      columns: ['store', 'connections', 'reads for each request'],
      rows: stores.flatMap(({ store, reads }) =>
        [...reads].map(([connections, count]) => [store, String(connections), count.toFixed(3)]),
      ),
      notes: [
        `${REQUESTS.toLocaleString('en')} requests after as many to warm up, from one process; each asks for nothing but who it is. A read begins after all that share it arrived, so that none answers from before a change it has to show. On one connection there is nobody to share with.`,
        'That no allow is ever stale is for the tests: R1 to R3 in docs/assurance.md.',
        ...(mongodbUri === undefined ? ['Without a MongoDB in this run, its row is left out.'] : []),
      ],
    },
  ];
}

function readsPerRequest({ settings, requests }: ListStore): Promise<ReadonlyMap<number, number>> {
  return withGateway(settings, async ({ client, server }) => {
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
