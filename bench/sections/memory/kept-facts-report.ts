export interface KeptFactsOrder {
  readonly integrations: number;
  readonly permissions: number;
  readonly viewers: number;
}

/** Bytes of heap above what it was before anything was kept, after half of the viewers and after all of them. */
export interface KeptFactsReport {
  readonly heaps: readonly number[];
  /** Read in all; more than are kept. */
  readonly rows: number;
}
