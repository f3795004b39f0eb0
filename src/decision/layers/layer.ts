import type { ActionMask } from '../actions.js';
import type { Evidence, Finding, Reason, Remedy, Verdict } from '../decision.js';
import type { Question, Situation } from '../facts.js';

/** What one layer answers. `isFinal` ends the evaluation: the layers after it are SKIPPED. */
export interface Ruling {
  readonly verdict: Verdict;
  readonly finding: Finding;
  readonly reason: Reason;
  readonly isFinal: boolean;
}

/**
 * One layer of the decision. `rule` is the answer; `evidence` and `remedies` are asked only for an explanation, and
 * only of a ruling this layer gave. `unrefused` and `settled` say of all actions at once what `rule` says of each, for
 * lists, which ask about every action of every row: they allocate nothing.
 */
export interface LayerRules {
  rule(question: Question): Ruling;
  /** The actions of which `rule` does not answer FAIL. */
  unrefused(situation: Situation): ActionMask;
  /** The actions of which `rule` answers with a ruling that is final. */
  settled(situation: Situation): ActionMask;
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

/** Of a layer that never ends the evaluation. */
export const settlesNothing = (): ActionMask => 0;
