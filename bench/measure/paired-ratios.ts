/** Ratios of one thing to another that were measured in turn, pair by pair, so that a machine's drift cancels. */
export interface PairedRatios {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** The median is no more than this, and `atLeast` no less, each with a confidence of 90 %. */
  readonly atMost: number;
  readonly atLeast: number;
}

/** What the same thing may differ from itself. */
export const NULL_RANGE = [0.95, 1.05] as const;

/** Whether a ratio of a thing to itself is near enough to one that others measured beside it can be judged. */
export function isQuiet(ratio: number): boolean {
  const [least, most] = NULL_RANGE;
  return ratio >= least && ratio <= most;
}

/**
 * The bounds are order statistics: the number of pairs below the true median is binomial, whatever the distribution.
 * With fewer than four pairs no bound of 90 % exists, and they are the extremes.
 */
export function pairedRatios(pairs: readonly (readonly [number, number])[]): PairedRatios {
  const ratios = pairs.map(([a, b]) => a / b).sort((a, b) => a - b);
  const at = (index: number): number => ratios[Math.min(Math.max(index, 0), ratios.length - 1)] ?? Number.NaN;
  const outer = boundIndex(ratios.length);
  return {
    median: (at(Math.floor((ratios.length - 1) / 2)) + at(Math.ceil((ratios.length - 1) / 2))) / 2,
    least: at(0),
    most: at(ratios.length - 1),
    atMost: at(ratios.length - 1 - outer),
    atLeast: at(outer),
  };
}

/** The median and the range. */
export function ratioText({ median, least, most }: PairedRatios): string {
  return `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}

/** The largest k with P(at most k of n fair coins show heads) <= 10 %: the k-th smallest ratio bounds the median. */
function boundIndex(pairs: number): number {
  let ways = 1;
  let below = 0;
  for (let heads = 0; heads < pairs; heads += 1) {
    below += ways / 2 ** pairs;
    if (below > 0.1) return Math.max(heads - 1, 0);
    ways = (ways * (pairs - heads)) / (heads + 1);
  }
  return 0;
}
