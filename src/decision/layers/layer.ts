import type { Evidence, Finding, Layer, Reason, Remedy, Verdict } from '../decision.js';
import type { Question } from '../facts.js';

/** What one layer answers. `isFinal` ends the evaluation: the layers after it are SKIPPED. */
export interface Ruling {
  readonly verdict: Verdict;
  readonly finding: Finding;
  readonly reason: Reason;
  readonly isFinal: boolean;
}

/**
 * One layer of the decision. `rule` is the answer and allocates nothing, since lists ask it once for each row and
 * action; `evidence` and `remedies` are asked only for an explanation, and only of a ruling this layer gave.
 */
export interface LayerRules {
  readonly layer: Layer;
  rule(question: Question): Ruling;
  evidence(question: Question, ruling: Ruling): readonly Evidence[];
  /** Only asked when the layer failed. */
  remedies(question: Question, ruling: Ruling): readonly Remedy[];
}

export function pass(finding: Finding, reason: Reason = 'ALL_LAYERS_PASSED'): Ruling {
  return { verdict: 'PASS', finding, reason, isFinal: false };
}

export function fail(finding: Finding, reason: Reason): Ruling {
  return { verdict: 'FAIL', finding, reason, isFinal: false };
}

export function skipped(finding: Finding): Ruling {
  return { verdict: 'SKIPPED', finding, reason: 'ALL_LAYERS_PASSED', isFinal: false };
}

export function final(ruling: Ruling): Ruling {
  return { ...ruling, isFinal: true };
}
