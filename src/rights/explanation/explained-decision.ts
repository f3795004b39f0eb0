import type { Action } from '../../decision/actions.js';
import type { Evidence, Layer, Reason, Verdict } from '../../decision/decision.js';

/** A decision in words, for one person: what the API answers. */
export interface ExplainedDecision {
  readonly action: Action;
  readonly allowed: boolean;
  readonly decidedBy: Layer;
  readonly reason: Reason;
  /** That of the layer that decided. */
  readonly explanation: string;
  readonly layers: readonly ExplainedLayer[];
  readonly remedies: readonly string[];
}

export interface ExplainedLayer {
  readonly layer: Layer;
  readonly verdict: Verdict;
  readonly explanation: string;
  readonly evidence: readonly ExplainedEvidence[];
}

export interface ExplainedEvidence {
  readonly kind: Evidence['kind'];
  readonly id: string;
  readonly label: string;
}
