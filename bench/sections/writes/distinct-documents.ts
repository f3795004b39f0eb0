import type { LoadRequest } from '../../measure/load.js';
import { LIST_QUERY } from '../../servers/list-query.js';
import { withListFile } from '../../measure/list-store.js';
import { pairedRatios, ratioText } from '../../measure/paired-ratios.js';
import { PINNING } from '../../measure/pinned-process.js';
import { withGateway } from '../../measure/with-servers.js';
import type { GoalTable } from '../../section.js';

const DOCUMENTS = 10_000;
const ROUNDS = 5;
const LEAST_RATE = 0.4;
/** The store of documents is full by then, and what follows has to replace what is in it. */
const FULL_AFTER_ROUNDS = 3;
const MOST_GROWTH = 1.05;

/** Requests for a second of the server's processor time, and its heap after the round. */
interface Round {
  readonly cached: number;
  readonly distinct: number;
  readonly heap: number;
}

/** Every document once, as from a client that writes values into its queries instead of using variables. */
export function distinctDocuments(say: (line: string) => void): Promise<GoalTable> {
  return withListFile(({ settings, requests: [anyRequest] }) =>
    withGateway(settings, async ({ client, server }) => {
      if (anyRequest === undefined) throw new Error('The list has no viewers');
      const { headers } = anyRequest;
      const rateOf = async (requests: readonly LoadRequest[]) => {
        const before = await server.cpuSeconds();
        // On one connection, since each would send all of them.
        const order = { url: server.url, connections: 1, requests, amount: DOCUMENTS / ROUNDS };
        const { answered, failed } = await client.ask(order);
        if (failed > 0) throw new Error(`${failed} requests failed`);
        return answered / ((await server.cpuSeconds()) - before);
      };
      const cached = () => rateOf([{ headers, body: bodyNamed('Same') }]);
      const distinct = (round: number) =>
        rateOf(
          Array.from({ length: DOCUMENTS / ROUNDS }, (_, n) => ({
            headers,
            body: bodyNamed(`R${round}N${n}`),
          })),
        );
      await cached();
      await distinct(0);
      const before = await server.heapBytes();
      const rounds: Round[] = [];
      for (let round = 1; round <= ROUNDS; round += 1) {
        say(`Distinct documents, round ${round} of ${ROUNDS}`);
        rounds.push({
          cached: await cached(),
          distinct: await distinct(round),
          heap: await server.heapBytes(),
        });
      }
      return tableOf(before, rounds);
    }),
  );
}

/** A document of some size and a short answer, so that reading the document is most of the work. */
function bodyNamed(name: string): string {
  return JSON.stringify({ query: LIST_QUERY.replace('List', name), variables: { first: 1 } });
}

function tableOf(before: number, rounds: readonly Round[]): GoalTable {
  const ratio = pairedRatios(rounds.map(({ cached, distinct }) => [distinct, cached]));
  const mebibytes = (bytes: number) => bytes / 2 ** 20;
  const heaps = rounds.map(({ heap }) => heap);
  const growth = (heaps.at(-1) ?? Number.NaN) / (heaps[FULL_AFTER_ROUNDS - 1] ?? Number.NaN);
  const isReached = ratio.atLeast >= LEAST_RATE && growth <= MOST_GROWTH;
  return {
    goal: '10. Documents that never come twice',
    target: `${DOCUMENTS.toLocaleString('en')} different documents at >= ${LEAST_RATE} of the rate of one that is known; the heap grows no more after round ${FULL_AFTER_ROUNDS} (<= ${MOST_GROWTH})`,
    verdict: isReached ? 'reached' : 'not reached',
    columns: ['round', 'known, requests/CPU s', 'different, requests/CPU s', 'ratio', 'heap afterwards'],
    rows: [
      ['before', '', '', '', `${mebibytes(before).toFixed(1)} MiB`],
      ...rounds.map(({ cached, distinct, heap }, round) => [
        `${round + 1}`,
        cached.toFixed(0),
        distinct.toFixed(0),
        (distinct / cached).toFixed(2),
        `${mebibytes(heap).toFixed(1)} MiB`,
      ]),
      ['all', '', '', ratioText(ratio), ''],
    ],
    notes: [
      `The gateway on a SQLite file, ${PINNING}; the query of the list benchmark for one row, under a new name each time, on one connection. Rates are by the server’s own processor time, so that the client’s does not count. Heap after two forced collections; from round ${FULL_AFTER_ROUNDS} to the last one it came to ${growth.toFixed(2)} of what it was.`,
    ],
  };
}
