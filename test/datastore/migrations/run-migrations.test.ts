import { describe, expect, it } from '@jest/globals';
import { latestLayout } from '../../../src/datastore/migrations/migration.js';
import type { Migration } from '../../../src/datastore/migrations/migration.js';
import { MONGODB_MIGRATIONS } from '../../../src/datastore/migrations/mongodb/migrations.js';
import { runMigrations } from '../../../src/datastore/migrations/run-migrations.js';
import { SQLITE_MIGRATIONS } from '../../../src/datastore/migrations/sqlite/migrations.js';

interface Ran {
  readonly ran: number[];
  failsAt: number | undefined;
}

const migrations: readonly Migration<Ran>[] = [2, 3, 4].map((version) => ({
  version,
  name: `step ${version}`,
  up: ({ ran, failsAt }) => {
    ran.push(version);
    return version === failsAt ? Promise.reject(new RangeError('no')) : Promise.resolve();
  },
}));

function database(version: number) {
  const layout = { version };
  return {
    layout,
    read: () => Promise.resolve(layout.version),
    write: (next: number) => {
      layout.version = next;
      return Promise.resolve();
    },
  };
}

describe('the migrations of a layout', () => {
  it('O21: run from the stored one to the latest, in order', async () => {
    const [context, stored] = [{ ran: [], failsAt: undefined }, database(2)];
    await runMigrations({ migrations, context, stored });
    expect(context.ran).toEqual([3, 4]);
    expect(stored.layout.version).toBe(4);
  });

  it('O21: stop at one that fails, with its error, and go on with it', async () => {
    const [context, stored] = [{ ran: [], failsAt: 3 } as Ran, database(1)];
    await expect(runMigrations({ migrations, context, stored })).rejects.toBeInstanceOf(RangeError);
    expect(stored.layout.version).toBe(2);
    context.failsAt = undefined;
    await runMigrations({ migrations, context, stored });
    expect(context.ran).toEqual([2, 3, 3, 4]);
    expect(stored.layout.version).toBe(4);
  });

  it('O21: must be numbered without a gap and without a number twice', () => {
    expect(latestLayout(migrations)).toBe(4);
    expect(() =>
      latestLayout([
        { version: 2, name: 'a' },
        { version: 2, name: 'b' },
      ]),
    ).toThrow('"b" must have the number 3');
    expect(() => latestLayout([{ version: 3, name: 'a' }])).toThrow('"a" must have the number 2');
  });

  it('O21: are the same in both engines', () => {
    const steps = (list: readonly Pick<Migration<never>, 'version' | 'name'>[]) =>
      list.map(({ version, name }) => [version, name]);
    expect(steps(SQLITE_MIGRATIONS)).toEqual(steps(MONGODB_MIGRATIONS));
  });
});
