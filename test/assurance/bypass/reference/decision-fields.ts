import { ACTIONS } from '../../../../src/decision/actions.js';
import type { Action } from '../../../../src/decision/actions.js';
import { decisionIn } from '../../oracle/account.js';
import type { Asked, Node } from './outcomes.js';
import { ANY_NUMBER, AnyNumber, ANYTHING, byId, NamedByAnswer, nodeOf, nodes, OrNull } from './values.js';
import type { FieldsOf } from './values.js';

interface Subject {
  readonly rbacId: string;
  readonly userId: string;
}

interface DecisionRow extends Subject {
  readonly action: Action;
}

const EFFECTIVE_RIGHTS: FieldsOf<Subject> = {
  rbacId: ({ rbacId }) => rbacId,
  user: userOf,
  decisions: (subject) => {
    const actions: readonly Action[] =
      subject.rbacId === 'data_providers.*' ? ['CREATE', 'MANAGE_PERMISSIONS'] : ACTIONS;
    return nodes(
      'Decision',
      actions.map((action) => ({ ...subject, action })),
    );
  },
};

const DECISION: FieldsOf<DecisionRow> = {
  action: ({ action }) => action,
  allowed: (row, { world }) => decisionIn(world, row).allowed,
  decidedBy: (row, { world }) => decisionIn(world, row).decidedBy,
  reason: (row, { world }) => decisionIn(world, row).reason,
  layers: (row, { world }) => {
    const verdicts = Object.entries(decisionIn(world, row).verdicts);
    return nodes(
      'LayerVerdict',
      verdicts.map(([layer, verdict]) => ({ layer, verdict })),
    );
  },
  remedyActions: (row) => new AnyNumber(row),
};

const LAYER_VERDICT: FieldsOf<{ readonly layer: string; readonly verdict: string }> = {
  layer: ({ layer }) => layer,
  verdict: ({ verdict }) => verdict,
  evidence: () => ANY_NUMBER,
};

/** Which remedies there are is proved by the laws; here, that they lead to nobody else. */
const REMEDY_ACTION: FieldsOf<DecisionRow> = {
  rbacId: () => ANYTHING,
  principal: (row, asked) => new OrNull(userOf(row, asked)),
  permissionSets: () => ANY_NUMBER,
  team: (_, { world }) => new NamedByAnswer('Team', world.teams),
  role: () => ANYTHING,
};

const USER_DECISION: FieldsOf<DecisionRow> = {
  user: userOf,
  decision: (row) => nodeOf('Decision', row),
};

export const DECISION_FIELDS = {
  EffectiveRights: EFFECTIVE_RIGHTS,
  Decision: DECISION,
  LayerVerdict: LAYER_VERDICT,
  RemedyAction: REMEDY_ACTION,
  UserDecision: USER_DECISION,
};

function userOf({ userId }: Subject, { world }: Asked): Node | null {
  return nodeOf('User', byId(world.users, userId));
}
