import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import type { IntegrationQuery } from '../../../src/datastore/contract/datastore.js';
import { RawDatabase, stagesOf } from '../../../test/datastore/mongodb/raw-database.js';
import type { Profiled } from '../../../test/datastore/mongodb/raw-database.js';
import { withOwnDatabase } from '../../measure/own-database.js';
import type { BenchContext, GoalTable } from '../../section.js';
import { BEFORE_LAST_TENTH, tokensOf, VIEWERS, writeFlatAccount } from './flat-account.js';
import { readPage, requireFullPage } from './read-page.js';

const SIZES = [1_000, 1_000_000];
const FIRST = 20;
const TOKENS_PER_COMMAND = 200;
/** Of each integration's tokens one at most is a viewer's: it is in one team and carries one permission. */
const TOKENS_A_ROW_MATCHES = 1;
const REFUSED_STAGES = ['SORT', 'COLLSCAN'];

interface Row {
  readonly integrations: number;
  readonly tokens: number;
  readonly page: string;
  readonly commands: readonly Profiled[];
}

/** What MongoDB itself notes of each page; no timings. Undefined without a MongoDB. */
export async function flatOnMongodb({ mongodbUri, say }: BenchContext): Promise<GoalTable | undefined> {
  if (mongodbUri === undefined) return undefined;
  const rows: Row[] = [];
  for (const integrations of SIZES) {
    await withOwnDatabase(mongodbUri, async (uri) => {
      const started = performance.now();
      rows.push(...(await profilePages(uri, integrations)));
      say(
        `MongoDB with ${integrations} integrations: ${((performance.now() - started) / 1_000).toFixed(0)} s`,
      );
    });
  }
  return tableOf(rows);
}

async function profilePages(uri: string, integrations: number): Promise<readonly Row[]> {
  const datastore = createMongodbDatastore({ uri });
  const raw = new RawDatabase(uri);
  try {
    await datastore.open();
    await writeFlatAccount(datastore, integrations);
    const rows: Row[] = [];
    for (const viewer of VIEWERS) {
      const tokens = tokensOf(viewer, 'READ');
      const first: IntegrationQuery = { tokens, first: FIRST, withDetails: false };
      const pages = [
        ['first', first],
        ['in the last tenth', { ...first, after: BEFORE_LAST_TENTH }],
      ] as const;
      for (const [page, query] of pages) {
        await requireFullPage(datastore, query);
        const commands = await raw.profiled(() => readPage(datastore, query));
        const pageCommands = commands.filter(({ command }) => command.find === 'integrations');
        rows.push({ integrations, tokens: tokens.length, page, commands: pageCommands });
      }
    }
    return rows;
  } finally {
    await raw.close();
    await datastore.close();
  }
}

function tableOf(rows: readonly Row[]): GoalTable {
  const counted = rows.map(({ commands, tokens, ...row }) => {
    const most = (of: (command: Profiled) => number | undefined) =>
      Math.max(...commands.map((c) => of(c) ?? 0));
    const stages = [...new Set(commands.flatMap(({ execStats }) => stagesOf(execStats)))].sort();
    const keysBound = Math.min(tokens, TOKENS_PER_COMMAND) + (FIRST + 1) * TOKENS_A_ROW_MATCHES;
    const documents = most(({ docsExamined }) => docsExamined);
    const keys = most(({ keysExamined }) => keysExamined);
    const isReached =
      commands.length === Math.ceil(tokens / TOKENS_PER_COMMAND) &&
      documents <= FIRST + 1 &&
      keys <= keysBound &&
      !stages.some((stage) => REFUSED_STAGES.includes(stage));
    return { ...row, tokens, commands: commands.length, documents, keys, keysBound, stages, isReached };
  });
  return {
    goal: '6. Lists stay flat, on MongoDB',
    target: `a page of ${FIRST} examines at most ${FIRST + 1} documents in each command, and at most as many keys as the command has tokens and ${FIRST + 1} more; no blocking sort, no collection scan; a command for each started ${TOKENS_PER_COMMAND} tokens`,
    verdict: counted.length > 0 && counted.every(({ isReached }) => isReached) ? 'reached' : 'not reached',
    columns: [
      'integrations',
      'tokens',
      'page',
      'commands',
      'documents',
      'keys',
      'keys allowed',
      'stages',
      'reached',
    ],
    rows: counted.map((row) => [
      row.integrations.toLocaleString('en'),
      `${row.tokens}`,
      row.page,
      `${row.commands}`,
      `${row.documents}`,
      `${row.keys}`,
      `${row.keysBound}`,
      row.stages.join(', '),
      row.isReached ? 'yes' : 'no',
    ]),
    notes: [
      'From MongoDB’s own profile of the commands as they ran; where a page takes several, the most of one. What opens the snapshot is left out. The same integrations and viewers as on SQLite, list `integrations`.',
    ],
  };
}
