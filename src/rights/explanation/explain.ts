import type { AccountRecord, IntegrationRecord, UserRecord } from '../../datastore/contract/records.js';
import type { Decision, Evidence, LayerResult } from '../../decision/decision.js';
import type { WildcardFacts } from '../../decision/facts.js';
import type { Disclosure } from './disclosure.js';
import type { ExplainedDecision, ExplainedLayer } from './explained-decision.js';
import { labelled } from './labels.js';
import type { Names } from './names.js';
import { remedyAction } from './remedy-actions.js';
import type { Applicant } from './remedy-actions.js';
import { remedySentence } from './remedy-sentences.js';
import { findingSentence } from './sentences.js';

/** Everything a text may need beside the decision itself. */
export interface ExplanationContext {
  readonly account: AccountRecord;
  readonly subject: UserRecord;
  readonly on: IntegrationRecord | WildcardFacts;
  readonly names: Names;
  readonly disclosure: Disclosure;
}

/** Puts a decision into words: each layer says what was looked for and what was found. */
export function explain(
  decision: Decision,
  context: ExplanationContext,
  applicant: Applicant,
): ExplainedDecision {
  const layers = decision.layers.map((result) => explainLayer(decision, result, context));
  return {
    explanation: layers.find(({ layer }) => layer === decision.decidedBy)?.explanation ?? '',
    layers,
    remedies: decision.remedies.map((remedy) => remedySentence(remedy, decision, context)),
    remedyActions: decision.remedies.map((remedy) => remedyAction(remedy, decision, { context, applicant })),
  };
}

function explainLayer(decision: Decision, result: LayerResult, context: ExplanationContext): ExplainedLayer {
  const disclosed = result.evidence.filter((evidence) =>
    isDisclosed(evidence, { decision, result, context }),
  );
  const evidence = disclosed.map((each) => labelled(each, context));
  return {
    layer: result.layer,
    verdict: result.verdict,
    explanation: findingSentence(result.finding, {
      decision,
      context,
      labels: evidence.map(({ label }) => label),
    }),
    evidence,
  };
}

interface DisclosureQuestion {
  readonly decision: Decision;
  readonly result: LayerResult;
  readonly context: ExplanationContext;
}

function isDisclosed(evidence: Evidence, { decision, result, context }: DisclosureQuestion): boolean {
  const { disclosure } = context;
  switch (evidence.kind) {
    case 'SETTING':
    case 'INTEGRATION':
      return true;
    case 'GROUP':
      return disclosure.subjectDetails;
    case 'MEMBERSHIP': {
      // In this layer a membership tells that its team holds the integration.
      const tellsOfTeams = result.layer === 'TEAM_SCOPE' && decision.action !== 'CREATE';
      return disclosure.subjectDetails && (disclosure.integrationDetails || !tellsOfTeams);
    }
    case 'PERMISSION':
      return disclosure.permission(evidence.permission);
  }
}
