import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';
import { WithinLimits } from '../../test/support/dear-requests/within-limits.js';
import { withOwnDatabase } from '../measure/own-database.js';
import { seededNumbers } from '../measure/seeded-numbers.js';
import { withTemporaryFolder } from '../measure/temporary-folder.js';
import type { BenchContext, GoalTable, Section } from '../section.js';
import type { Store } from '../servers/server-settings.js';
import { HostileGateway } from './hostile/hostile-gateway.js';
import { FIGURES, Search } from './hostile/search.js';
import type { Found } from './hostile/search.js';
import { hostileTable } from './hostile/table.js';
import type { EngineName, WorstRequest } from './hostile/table.js';

const SCHEMA = fileURLToPath(new URL('../../../../schema.graphql', import.meta.url));
const MINUTES = 2;
const SEED = 2_026;
/** So many of the worst of each figure are looked at for what they hold in memory. */
const WATCHED = 3;

/** The dearest requests that a search finds within all limits, in pages and MiB [O2]. */
export const hostileSection: Section = { name: 'hostile', run };

async function run({ mongodbUri, say, minutes = MINUTES }: BenchContext): Promise<readonly GoalTable[]> {
  const onSqlite = await withTemporaryFolder((folder) =>
    worstOn('SQLite', { kind: 'SQLITE', file: join(folder, 'hostile.db') }, { say, minutes }),
  );
  if (mongodbUri === undefined) return [onSqlite];
  const onMongodb = await withOwnDatabase(mongodbUri, (uri) =>
    worstOn('MongoDB', { kind: 'MONGODB', uri }, { say, minutes }),
  );
  return [onMongodb, onSqlite];
}

async function worstOn(
  engine: EngineName,
  store: Store,
  { say, minutes }: { readonly say: (line: string) => void; readonly minutes: number },
): Promise<GoalTable> {
  const gateway = await HostileGateway.start(store);
  try {
    await gateway.warmUp();
    const pagesMs = [await gateway.pageMs()];
    const within = new WithinLimits(buildSchema(readFileSync(SCHEMA, 'utf8')));
    const search = new Search({ gateway, within, random: seededNumbers(SEED) });
    say(`${engine}: requests made by hand`);
    await search.tryHandmade();
    pagesMs.push(await gateway.pageMs());
    say(`${engine}: a search of ${minutes} minutes`);
    await search.climb(Date.now() + minutes * 60_000);
    pagesMs.push(await gateway.pageMs());
    const worst: WorstRequest[] = [];
    for (const found of candidates(search)) {
      worst.push({ ...found, aliveMebibytes: await gateway.aliveMebibytes(found.request) });
      say(found.request.query.slice(0, 2_000));
    }
    return hostileTable(engine, worst, { pagesMs, minutes, tried: search.tried, failed: search.failed });
  } finally {
    await gateway.stop();
  }
}

function candidates(search: Search): readonly Found[] {
  return [...new Set(FIGURES.flatMap((figure) => search.worst(figure).slice(0, WATCHED)))];
}
