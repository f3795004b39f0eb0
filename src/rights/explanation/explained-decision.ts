import type { Action } from '../../decision/actions.js';
import type { Evidence, Judgement, Layer, Verdict } from '../../decision/decision.js';
import type { RemedyAction } from './remedy-actions.js';

/** The answer to one question: what the API tells. */
export interface AnsweredDecision extends Judgement {
  readonly action: Action;
  /** Undefined where nobody asked for it: making it takes evidence, names and a read. */
  readonly explained: ExplainedDecision | undefined;
}

/** A decision in words, for one person. */
export interface ExplainedDecision {
  /** That of the layer that decided. */
  readonly explanation: string;
  readonly layers: readonly ExplainedLayer[];
  readonly remedies: readonly string[];
  /** The remedies as data, in the same order. */
  readonly remedyActions: readonly RemedyAction[];
}

export interface ExplainedLayer {
  readonly layer: Layer;
  readonly verdict: Verdict;
  readonly explanation: string;
  readonly evidence: readonly ExplainedEvidence[];
}

export interface ExplainedEvidence {
  readonly kind: Evidence['kind'];
  /** Of what the fact is about; several facts can be about the same thing. */
  readonly subjectId: string;
  readonly label: string;
}
