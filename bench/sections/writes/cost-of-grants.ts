import { pairedRatios, ratioText } from '../../measure/paired-ratios.js';
import type { GoalTable } from '../../section.js';
import { grant, GRANTS, revoke } from './operations.js';
import type { Grant } from './operations.js';
import type { CountedStore } from './stores.js';
import { MEMBERS, writeAccount } from './written-account.js';

const SMALL = 1_000;
const LARGE = 1_000_000;
const ROUNDS = 7;
const CYCLES_OF_A_ROUND = 3;
const MOST_DOCUMENTS = 4;

export interface EngineUnderTest {
  readonly name: 'SQLite' | 'MongoDB';
  readonly open: (name: string) => Promise<CountedStore>;
}

interface Row {
  readonly grant: Grant;
  readonly small: Written;
  readonly large: Written;
  /** Milliseconds of a grant with its revoke, at both sizes. */
  readonly rounds: readonly (readonly [large: number, small: number])[];
}

interface Written {
  readonly granting: number;
  readonly revoking: number;
}

/** Grants and revokes at two sizes. The stores are left to the caller to remove. */
export async function costOfGrants(engine: EngineUnderTest, say: (line: string) => void): Promise<GoalTable> {
  const [small, large] = [await engine.open(`${SMALL}`), await engine.open(`${LARGE}`)];
  try {
    await writeAccount(small.datastore, SMALL);
    await writeAccount(large.datastore, LARGE);
    say(`${engine.name}: accounts are written`);
    const rows: Row[] = [];
    for (const each of GRANTS) {
      const written = { small: await countOf(small, each), large: await countOf(large, each) };
      await millisecondsOf(small, each);
      await millisecondsOf(large, each);
      const rounds: [number, number][] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const first = await millisecondsOf(small, each);
        rounds.push([await millisecondsOf(large, each), first]);
      }
      rows.push({ grant: each, ...written, rounds });
    }
    return tableOf(engine, rows);
  } finally {
    await small.close();
    await large.close();
  }
}

async function countOf(store: CountedStore, asked: Grant): Promise<Written> {
  let id = '';
  const granting = await store.written(async () => {
    id = await grant(store.datastore, asked);
  });
  return { granting, revoking: await store.written(() => revoke(store.datastore, id)) };
}

async function millisecondsOf({ datastore }: CountedStore, asked: Grant): Promise<number> {
  const started = performance.now();
  for (let cycle = 0; cycle < CYCLES_OF_A_ROUND; cycle += 1) {
    await revoke(datastore, await grant(datastore, asked));
  }
  return (performance.now() - started) / CYCLES_OF_A_ROUND;
}

function tableOf({ name }: EngineUnderTest, rows: readonly Row[]): GoalTable {
  const isSame = ({ small, large }: Row) =>
    small.granting === large.granting && small.revoking === large.revoking;
  const most = Math.max(...rows.flatMap(({ large }) => [large.granting, large.revoking]));
  const what = name === 'SQLite' ? 'rows' : 'documents';
  const isReached = rows.every(isSame) && (name === 'SQLite' || most <= MOST_DOCUMENTS);
  return {
    goal: `10. Writes stay small, on ${name}`,
    target:
      name === 'SQLite'
        ? `a grant and a revoke write as many rows at ${count(LARGE)} integrations as at ${count(SMALL)}`
        : `a grant and a revoke write at most ${MOST_DOCUMENTS} documents, at ${count(SMALL)} integrations and at ${count(LARGE)}`,
    verdict: isReached ? 'reached' : 'not reached',
    columns: [
      'grant',
      `${what} written by grant / revoke at ${count(SMALL)}`,
      `at ${count(LARGE)}`,
      'time of both',
      'ratio of the times',
    ],
    rows: rows.map(({ grant: { name: asked }, small, large, rounds }) => {
      const times = rounds.map(([milliseconds]) => milliseconds).sort((a, b) => a - b);
      return [
        asked,
        `${small.granting} / ${small.revoking}`,
        `${large.granting} / ${large.revoking}`,
        `${(times[Math.floor(times.length / 2)] ?? Number.NaN).toFixed(1)} ms`,
        ratioText(pairedRatios(rounds)),
      ];
    }),
    notes: [
      `Edit integration, granted and revoked by an administrator through the service that the API calls, with its reads. Each integration is in two teams and has a permission; the group has ${count(MEMBERS)} members.`,
      name === 'SQLite'
        ? 'Rows were counted by triggers on every table, the lists’ rows by token included, of which an integration has one for each of its teams and listed actions, twice. They were taken off before the times were measured.'
        : 'Documents were counted from MongoDB’s own profile of the commands.',
      `The time is that of a grant with its revoke at ${count(LARGE)}; its ratio to that at ${count(SMALL)} is the median (and range) of ${ROUNDS} pairs. It has no target.`,
    ],
  };
}

const count = (number: number): string => number.toLocaleString('en');
