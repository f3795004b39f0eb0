/** What a goal came to: a verdict is given only where the machine was quiet enough to give one. */
export type Verdict = 'reached' | 'not reached' | 'no verdict';

/** None at all when the measurement itself is in doubt. */
export function verdictOf(isJudged: boolean, isReached: boolean): Verdict {
  if (!isJudged) return 'no verdict';
  return isReached ? 'reached' : 'not reached';
}

/** One goal, as it goes into `RESULTS.md`: with the rows that lost. */
export interface GoalTable {
  /** As in "1. Cost of permissions". */
  readonly goal: string;
  /** What was to be reached, with its unit. */
  readonly target: string;
  readonly verdict: Verdict;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What a reader has to know: the store, the data, the reason of what was not reached. */
  readonly notes: readonly string[];
}

export interface BenchContext {
  /** Where a replica set answers; undefined when there is none, and its rows are left out with a note. */
  readonly mongodbUri: string | undefined;
  /** For how long a section searches, where it does. @default what the section thinks enough */
  readonly minutes?: number;
  /** Says on standard error what is going on. */
  readonly say: (line: string) => void;
}

/** A part of the benchmark that can be asked for by name. */
export interface Section {
  readonly name: string;
  readonly run: (context: BenchContext) => Promise<readonly GoalTable[]>;
}
