import { withListFile } from '../measure/list-store.js';
import { promisesOfExecution } from '../measure/promises-of-execution.js';
import { withServers } from '../measure/with-servers.js';
import { listBody } from '../servers/list-query.js';
import type { GoalTable, Section } from '../section.js';

const ROWS = [50, 100] as const;

const VARIANTS = {
  Latchkey: { program: 'gateway' },
  'Latchkey without checks': { program: 'unchecked-gateway' },
  'stock Apollo and type-graphql, no checks': { program: 'stock-apollo' },
} as const;
const MEASURED = 'Latchkey';
const EXECUTION = 'Latchkey, its execution alone';
const MOST_IN_EXECUTION = 40;

/** Goal 4: a count, the same in each run. */
export const promisesSection: Section = { name: 'promises', run };

function run(): Promise<readonly GoalTable[]> {
  return withListFile(({ settings, tokens: [token = ''] }) =>
    withServers(VARIANTS, settings, async ({ servers }) => {
      const counts = new Map([[EXECUTION, await promisesOfExecution(settings.store, ROWS)]]);
      for (const [name, server] of servers) {
        const ofName: number[] = [];
        for (const rows of ROWS) {
          // The first ones parse and keep facts.
          for (let time = 0; time < 3; time += 1) await server.promises(listBody(rows), token);
          ofName.push(await server.promises(listBody(rows), token));
        }
        counts.set(name, ofName);
      }
      return [tableOf(counts)];
    }),
  );
}

function tableOf(counts: ReadonlyMap<string, readonly number[]>): GoalTable {
  const isSteady = (name: string) => new Set(counts.get(name)).size === 1;
  const most = Math.max(...(counts.get(EXECUTION) ?? [Number.NaN]));
  const isReached = isSteady(MEASURED) && isSteady(EXECUTION) && most <= MOST_IN_EXECUTION;
  return {
    goal: '4. Promises per request',
    target: `As many at 100 rows as at 50, and at most ${MOST_IN_EXECUTION} in the execution`,
    verdict: isReached ? 'reached' : 'not reached',
    columns: ['server', ...ROWS.map((rows) => `${rows} rows`)],
    rows: [...counts].map(([name, ofName]) => [name, ...ofName.map(String)]),
    notes: [
      'Facts are kept. The execution is what resolvers, rules and reads make; the other rows count a whole request from socket to socket, with HTTP, token, snapshot and Apollo.',
    ],
  };
}
