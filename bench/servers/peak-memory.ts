import { GCProfiler } from 'node:v8';

/**
 * The most memory that was in use after any collection of garbage. In a process that is started with `--gc-global` each
 * collection is a whole one, so that this is what was alive.
 */
export class PeakMemory {
  #profiler: GCProfiler | undefined;

  /** Begins anew. */
  watch(): void {
    this.read();
    this.#profiler = new GCProfiler();
    this.#profiler.start();
  }

  /** In bytes, those outside of the heap included; undefined when there was no collection. */
  read(): number | undefined {
    const { statistics = [] } = this.#profiler?.stop() ?? {};
    this.#profiler = undefined;
    if (statistics.length === 0) return undefined;
    return Math.max(
      ...statistics.map(({ afterGC }) => {
        const { usedHeapSize, externalMemory } = afterGC.heapStatistics;
        return usedHeapSize + externalMemory;
      }),
    );
  }
}
