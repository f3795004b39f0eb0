import type { IntegrationAccess } from '../access/integration-access.js';
import type { ViewerAccess } from '../access/viewer-access.js';
import type { Snapshot } from '../datastore/contract/datastore.js';
import type { UserRecord } from '../datastore/contract/records.js';
import type { Action } from '../decision/actions.js';
import type { Decision } from '../decision/decision.js';
import { WILDCARD } from '../decision/facts.js';
import { WILDCARD_RBAC_ID } from '../decision/rbac-id.js';
import { ForbiddenError } from '../errors/public-errors.js';
import { disclosureFor } from './explanation/disclosure.js';
import { explain } from './explanation/explain.js';
import type { ExplainedDecision } from './explanation/explained-decision.js';
import { Names } from './explanation/names.js';
import { RightsFacts } from './rights-facts.js';
import type { RightsTarget } from './rights-facts.js';

export interface RightsQuestion extends RightsTarget {
  readonly actions: readonly Action[];
}

export interface RightsAnswer {
  readonly subject: UserRecord;
  readonly decisions: readonly ExplainedDecision[];
}

/**
 * Answers questions about one's own rights or another's, in order. Null when the RBAC id or the user is unknown, or
 * invisible to the viewer; a `ForbiddenError` as a value when the viewer may not ask about others there, whether or
 * not that other user exists [V29].
 */
export async function askRights(
  snapshot: Snapshot,
  access: ViewerAccess,
  questions: readonly RightsQuestion[],
): Promise<readonly (RightsAnswer | ForbiddenError | null)[]> {
  const facts = await RightsFacts.load(snapshot, access, questions);
  const decided = questions.map((question) => decideQuestion(facts, access, question));
  const decisions = decided.flatMap((each) => (isDecided(each) ? each.decisions : []));
  if (decisions.length === 0) return decided.map((each) => (isDecided(each) ? null : each));
  const names = await Names.of(snapshot, decisions, facts.integrations);
  return decided.map((each) => (isDecided(each) ? inWords(each, access, names) : each));
}

interface DecidedQuestion {
  readonly subject: UserRecord;
  /** Undefined for the wildcard. */
  readonly on: IntegrationAccess | undefined;
  readonly decisions: readonly Decision[];
}

function isDecided(answer: DecidedQuestion | ForbiddenError | null): answer is DecidedQuestion {
  return answer !== null && !(answer instanceof ForbiddenError);
}

function decideQuestion(
  facts: RightsFacts,
  access: ViewerAccess,
  { rbacId, userId, actions }: RightsQuestion,
): DecidedQuestion | ForbiddenError | null {
  const isWildcard = rbacId === WILDCARD_RBAC_ID;
  const on = isWildcard ? undefined : facts.viewerAccess(rbacId);
  if (!isWildcard && on === undefined) return null;
  const isSelf = userId === undefined || userId === access.viewer.id;
  if (!isSelf) {
    const right = facts.decide(access.viewer, 'MANAGE_PERMISSIONS', rbacId);
    if (!right.allowed) return ForbiddenError.byDecision('MANAGE_PERMISSIONS', rbacId, right);
  }
  const subject = isSelf ? access.viewer : facts.subject(userId);
  if (subject === undefined) return null;
  return { subject, on, decisions: actions.map((action) => facts.decide(subject, action, rbacId)) };
}

function inWords(
  { subject, on, decisions }: DecidedQuestion,
  access: ViewerAccess,
  names: Names,
): RightsAnswer {
  const context = {
    account: access.account,
    subject,
    on: on?.integration ?? WILDCARD,
    names,
    disclosure: disclosureFor(access, subject, on),
  };
  return { subject, decisions: decisions.map((decision) => explain(decision, context)) };
}
