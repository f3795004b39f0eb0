import { SingleBar } from 'cli-progress';
import type { ImportProgress } from '../transfer/progress.js';
import type { CliContext } from './context.js';

const FORMAT = '{step} [{bar}] {percentage}% | {detail} | {eta_formatted} left';
const MEGABYTE = 1_000_000;

/** Shows how far some work is. */
export interface ProgressDisplay<P> {
  readonly show: (progress: P) => void;
  /** Removes it from the terminal. Safe to call twice. */
  readonly end: () => void;
}

/** A bar on a terminal; nothing where `stderr` is a file or a pipe. */
export function createImportProgress(
  stderr: CliContext['stderr'],
  fileSize: number,
): ProgressDisplay<ImportProgress> {
  return stderr.isTTY === true
    ? new ProgressBar(stderr, fileSize)
    : { show: () => undefined, end: () => undefined };
}

class ProgressBar implements ProgressDisplay<ImportProgress> {
  readonly #bar: SingleBar;
  #step: ImportProgress['step'] | undefined;
  #stepBegan = 0;

  constructor(
    stderr: CliContext['stderr'],
    private readonly fileSize: number,
  ) {
    this.#bar = new SingleBar({ format: FORMAT, stream: stderr, clearOnComplete: true, hideCursor: true });
  }

  readonly show = (progress: ImportProgress): void => {
    if (progress.step !== this.#step) this.#begin(progress);
    if (progress.step === 'READING') {
      const megabytes = (progress.bytes / MEGABYTE).toFixed(1);
      this.#bar.update(progress.bytes, {
        detail: `${megabytes} of ${(this.fileSize / MEGABYTE).toFixed(1)} MB`,
      });
    } else if (progress.step !== 'CHECKING') {
      const seconds = (performance.now() - this.#stepBegan) / 1_000;
      const rate = Math.round(progress.rows / Math.max(seconds, 0.001));
      this.#bar.update(progress.rows, {
        detail: `${progress.rows} of ${progress.totalRows} rows, ${rate} rows/s`,
      });
    }
  };

  readonly end = (): void => {
    this.#bar.stop();
  };

  #begin(progress: ImportProgress): void {
    this.end();
    this.#step = progress.step;
    this.#stepBegan = performance.now();
    this.#bar.start(this.#totalOf(progress), 0, { step: STEPS[progress.step], detail: '' });
  }

  #totalOf(progress: ImportProgress): number {
    switch (progress.step) {
      case 'READING':
        return this.fileSize;
      case 'CHECKING':
        return 1;
      case 'WRITING':
      case 'LISTING':
        return progress.totalRows;
    }
  }
}

const STEPS = {
  READING: 'Reading ',
  CHECKING: 'Checking',
  WRITING: 'Writing ',
  LISTING: 'Listing ',
} as const;
