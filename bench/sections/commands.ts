import path from 'node:path';
import { QUERY_BUDGET, READ_BUDGET_OF_MUTATIONS, WRITE_BUDGET } from '../../test/api/costs/operations.js';
import { SIZES } from '../../test/api/costs/world.js';
import type { Size } from '../../test/api/costs/world.js';
import { withOwnDatabase } from '../measure/own-database.js';
import { withTemporaryFolder } from '../measure/temporary-folder.js';
import type { BenchContext, GoalTable, Section } from '../section.js';
import { countCommands } from './commands/count-commands.js';
import type { Counted } from './commands/count-commands.js';

/** Reads at most; kept facts have a budget where the operation is about rights or a list of integrations. */
interface Budget {
  readonly reads: number;
  readonly readsWhenKept?: number;
  readonly writes: number;
}

const OF_QUERIES: Budget = { reads: QUERY_BUDGET, writes: 0 };
const OF_CHANGES: Budget = { reads: READ_BUDGET_OF_MUTATIONS, readsWhenKept: 4, writes: WRITE_BUDGET };
/** Of rights, and of a list of integrations with nothing beside it. */
const OF_RIGHTS = { ...OF_QUERIES, readsWhenKept: 2 };
/** Beside a list's own: for the viewer's rights, and for each kind of what is nested in it. */
const BESIDE_LIST: readonly (readonly [about: RegExp, more: number])[] = [
  [/with viewerRights/, 1],
  [/with teams and creators/, 2],
  [/with permissions/, 2],
];

/** Goal 5: counts, the same in each run; that they are is asserted by tests of every operation of the schema. */
export const commandsSection: Section = { name: 'commands', run };

async function run({ mongodbUri }: BenchContext): Promise<readonly GoalTable[]> {
  const onSqlite: (readonly Counted[])[] = [];
  const onMongodb: (readonly Counted[])[] = [];
  for (const size of SIZES) {
    await withTemporaryFolder(async (folder) => {
      onSqlite.push(await countCommands({ kind: 'SQLITE', file: path.join(folder, 'commands.db') }, size));
    });
    if (mongodbUri === undefined) continue;
    await withOwnDatabase(mongodbUri, async (uri) => {
      onMongodb.push(await countCommands({ kind: 'MONGODB', uri }, size));
    });
  }
  if (mongodbUri === undefined)
    return [tableOf([onSqlite], ['Without a MongoDB in this run, on SQLite alone.'])];
  return [tableOf([onSqlite, onMongodb], [])];
}

/** What was counted on one engine, with accounts of each size. */
type Runs = readonly (readonly Counted[])[];

function tableOf(engines: readonly Runs[], missing: readonly string[]): GoalTable {
  const names = engines[0]?.[0] ?? [];
  const operations = names.map(({ operation, isChange }) => {
    const figureOf = (of: (counted: Counted) => number) =>
      figure(
        engines.map((runs) =>
          runs
            .flat()
            .filter((counted) => counted.operation === operation)
            .map(of),
        ),
      );
    const budget = budgetOf(operation, isChange);
    const reads = figureOf((counted) => counted.reads);
    const readsWhenKept = figureOf((counted) => counted.readsWhenKept);
    const writes = figureOf((counted) => counted.writes);
    const isReached =
      isWithin(reads, budget.reads) &&
      isWithin(readsWhenKept, budget.readsWhenKept ?? budget.reads) &&
      isWithin(writes, budget.writes);
    return { operation, budget, reads, readsWhenKept, writes, isReached };
  });
  return {
    goal: '5. Datastore commands',
    target:
      'for each operation of the schema a constant that no number of rows, permissions or groups changes, within its budget',
    verdict: operations.every(({ isReached }) => isReached) ? 'reached' : 'not reached',
    columns: [
      'operation',
      'reads',
      'at most',
      'reads, facts kept',
      'at most',
      'writes',
      'at most',
      'reached',
    ],
    rows: operations.map(({ operation, budget, reads, readsWhenKept, writes, isReached }) => [
      operation,
      reads.text,
      `${budget.reads}`,
      readsWhenKept.text,
      `${budget.readsWhenKept ?? ''}`,
      writes.text,
      `${budget.writes}`,
      isReached ? 'yes' : 'no',
    ]),
    notes: [
      `Over a socket on SQLite and on MongoDB, in accounts with ${SIZES.map(sizeText).join(', ')}. One figure was counted in all of them; of two, each by one engine. Opening a transaction and committing it are not counted.`,
      'Facts are kept when the viewer asked the same at the same revision before; a change met a viewer who had asked for everything else.',
      'Why more is read than some budgets say: a change decides on what its own transaction reads and never on what was kept, so that nothing revoked meanwhile can count; and of another user nothing is kept with what the viewer has read.',
      'What is refused by a limit or by its token sends none; that is for the tests.',
      ...missing,
    ],
  };
}

function sizeText({ rows, groups }: Size): string {
  return `${rows} rows of everything and the viewer in ${groups} ${groups === 1 ? 'group' : 'groups'}`;
}

function budgetOf(operation: string, isChange: boolean): Budget {
  if (isChange) return OF_CHANGES;
  if (/^(effectiveRights|checkRights)/.test(operation)) return OF_RIGHTS;
  if (!/^(integrations|usableIntegrations)/.test(operation)) return OF_QUERIES;
  const more = BESIDE_LIST.find(([about]) => about.test(operation))?.[1] ?? 0;
  return { ...OF_RIGHTS, reads: OF_RIGHTS.reads + more, readsWhenKept: OF_RIGHTS.readsWhenKept + more };
}

/** All that was counted: on each engine a constant, or it is none. */
interface Figure {
  readonly text: string;
  readonly isConstant: boolean;
  readonly most: number;
}

function figure(countsOfEngines: readonly (readonly number[])[]): Figure {
  const different = [...new Set(countsOfEngines.flat())].sort((a, b) => a - b);
  return {
    text: different.join(', '),
    isConstant: countsOfEngines.every((counts) => new Set(counts).size === 1),
    most: different.at(-1) ?? Number.NaN,
  };
}

function isWithin({ isConstant, most }: Figure, budget: number): boolean {
  return isConstant && most <= budget;
}
