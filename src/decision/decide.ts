import { EVERY_ACTION } from './actions.js';
import type { ActionMask } from './actions.js';
import { LAYERS } from './decision.js';
import type { Decision, Judgement, Layer, LayerResult, Reason, Remedy } from './decision.js';
import type { Question, Situation } from './facts.js';
import { accountLayer } from './layers/account.js';
import { delegationLayer } from './layers/delegation.js';
import { skipped } from './layers/layer.js';
import type { LayerRules, Ruling } from './layers/layer.js';
import { permissionSetLayer } from './layers/permission-set.js';
import { roleLayer } from './layers/role.js';
import { teamScopeLayer } from './layers/team-scope.js';

/** A layer that is named in `LAYERS` and has no rules here does not build. */
const LAYER_RULES: Readonly<Record<Layer, LayerRules>> = {
  ACCOUNT: accountLayer,
  ROLE: roleLayer,
  TEAM_SCOPE: teamScopeLayer,
  PERMISSION_SET: permissionSetLayer,
  DELEGATION: delegationLayer,
};

/** The order is part of the contract, and stands in `LAYERS` [V28]. */
const IN_ORDER = LAYERS.map((layer) => ({ layer, rules: LAYER_RULES[layer] }));

const { verdict, finding } = skipped('AN_EARLIER_LAYER_DECIDED');
const DECIDED_EARLIER = LAYERS.map((layer): LayerResult => ({ layer, verdict, finding, evidence: [] }));

/**
 * The answer alone: allowed when no layer fails. Pure, synchronous and total. Lists and guards ask this;
 * `decide` adds the explanation to the same walk.
 */
export function judge(question: Question): Judgement {
  return walk(question);
}

/**
 * Every action that is allowed, in one pass over the layers: what `judge` answers when it is asked about each of them,
 * which the tests prove. On the wildcard only CREATE and MANAGE_PERMISSIONS mean anything.
 */
export function allowedActions(situation: Situation): ActionMask {
  let allowed = 0;
  let open = EVERY_ACTION;
  for (const { rules } of IN_ORDER) {
    open &= rules.unrefused(situation);
    const settled = open & rules.settled(situation);
    allowed |= settled;
    open &= ~settled;
    if (open === 0) return allowed;
  }
  return allowed | open;
}

/** The answer with the verdict, finding and evidence of each layer, and the remedies of a denial. */
export function decide(question: Question): Decision {
  const layers: LayerResult[] = [];
  const remedies: Remedy[] = [];
  const judgement = walk(question, (layer, ruling) => {
    const rules = LAYER_RULES[layer];
    layers.push({
      layer,
      verdict: ruling.verdict,
      finding: ruling.finding,
      evidence: rules.evidence(question, ruling),
    });
    if (ruling.verdict === 'FAIL') remedies.push(...rules.remedies(question, ruling));
  });
  layers.push(...DECIDED_EARLIER.slice(layers.length));
  const { allowed, decidedBy, reason } = judgement;
  return { allowed, decidedBy, reason, action: question.action, layers, remedies: distinct(remedies) };
}

type Visit = (layer: Layer, ruling: Ruling) => void;

/**
 * With a visitor every layer that applies is evaluated, also after one has failed, so that an explanation is complete.
 * The answer alone is known with the first failure: no later layer takes it back.
 */
function walk(question: Question, visit?: Visit): Judgement {
  let allowed = true;
  let decidedBy: Layer = 'ACCOUNT';
  let reason: Reason = 'ALL_LAYERS_PASSED';
  for (const { layer, rules } of IN_ORDER) {
    const ruling = rules.rule(question);
    visit?.(layer, ruling);
    if (allowed && ruling.verdict !== 'SKIPPED') {
      allowed = ruling.verdict === 'PASS';
      decidedBy = layer;
      reason = ruling.reason;
    }
    if (ruling.isFinal || (!allowed && visit === undefined)) break;
  }
  return { allowed, decidedBy, reason };
}

/** Two layers may name the same change; it is proposed once. */
function distinct(remedies: readonly Remedy[]): readonly Remedy[] {
  return remedies.filter((remedy, at) => !remedies.slice(0, at).some((other) => isSame(other, remedy)));
}

/** Only those of one kind are compared whole, which takes longer than a denial takes to decide. */
function isSame(a: Remedy, b: Remedy): boolean {
  return a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b);
}
