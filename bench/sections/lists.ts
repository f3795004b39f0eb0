import type { BenchContext, GoalTable, Section } from '../section.js';
import { flatOnMongodb } from './flat/on-mongodb.js';
import { flatOnSqlite } from './flat/on-sqlite.js';

/** Goal 6: a page of a list costs the same whatever the number of integrations. */
export const flatSection: Section = { name: 'flat', run: runFlat };

async function runFlat(context: BenchContext): Promise<readonly GoalTable[]> {
  const onSqlite = await flatOnSqlite(context);
  const onMongodb = await flatOnMongodb(context);
  if (onMongodb !== undefined) return [onSqlite, onMongodb];
  const missing = 'Without a MongoDB in this run, its plans are left out.';
  return [{ ...onSqlite, notes: [...onSqlite.notes, missing] }];
}
