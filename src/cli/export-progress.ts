import { SingleBar } from 'cli-progress';
import type { CliContext } from './context.js';
import type { ProgressDisplay } from './import-progress.js';

const NOTHING: ProgressDisplay<unknown> = { show: () => undefined, end: () => undefined };

/** Counts rows on a terminal; nothing where the account itself is printed there. How many there are nobody knows. */
export function createExportProgress({
  stdout,
  stderr,
}: CliContext): ProgressDisplay<{ readonly rows: number }> {
  if (stderr.isTTY !== true || stdout.isTTY === true) return NOTHING;
  const bar = new SingleBar({ format: 'Exporting | {value} rows', stream: stderr, clearOnComplete: true });
  bar.start(0, 0);
  return {
    show: ({ rows }) => {
      bar.update(rows);
    },
    end: () => {
      bar.stop();
    },
  };
}
