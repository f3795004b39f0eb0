import type { Migration } from './migration.js';

/** The number that a database keeps of its layout. */
export interface StoredLayout {
  read(): Promise<number>;
  write(version: number): Promise<void>;
}

export interface MigrationRun<Context extends object> {
  readonly migrations: readonly Migration<Context>[];
  readonly context: Context;
  readonly stored: StoredLayout;
}

/**
 * Runs what is between the stored layout and the latest, in order, and stores each number when its migration is done.
 * Whoever calls it sees to it that nobody else does at once.
 * @throws whatever a migration throws; the number stays that of the last one that was done.
 */
export async function runMigrations<Context extends object>(run: MigrationRun<Context>): Promise<void> {
  const { migrations, context, stored } = run;
  // Loaded where something is to be done: it brings a command line with it, which takes a third of a second.
  const { MigrationError, Umzug } = await import('umzug');
  const umzug = new Umzug<Context>({
    migrations: migrations.map(({ version, up }) => ({
      name: String(version),
      up: (params) => up(params.context),
    })),
    context,
    storage: {
      executed: async () => {
        const present = await stored.read();
        return migrations.filter(({ version }) => version <= present).map(({ version }) => String(version));
      },
      logMigration: ({ name }) => stored.write(Number(name)),
      unlogMigration: () => Promise.reject(new TypeError('A layout is never taken back')),
    },
    logger: undefined,
  });
  try {
    await umzug.up();
  } catch (error) {
    throw error instanceof MigrationError && error.cause !== undefined ? error.cause : error;
  }
}
