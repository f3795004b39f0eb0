import type { ViewerAccess } from '../access/viewer-access.js';
import type { UserRecord } from '../datastore/contract/records.js';
import type { Action } from '../decision/actions.js';
import { ForbiddenError } from '../errors/public-errors.js';
import { answerQuestions } from './answer-questions.js';
import type { AskedQuestion, Telling } from './answer-questions.js';
import type { AnsweredDecision } from './explanation/explained-decision.js';
import { RightsFacts } from './rights-facts.js';
import type { RightsTarget } from './rights-facts.js';

export interface RightsQuestion extends RightsTarget {
  readonly actions: readonly Action[];
}

export interface RightsAnswer {
  readonly subject: UserRecord;
  readonly decisions: readonly AnsweredDecision[];
}

/**
 * Answers questions about one's own rights or another's, in order. Null when the RBAC id or the user is unknown, or
 * invisible to the viewer; a `ForbiddenError` as a value when the viewer may not ask about others there, whether or
 * not that other user exists [V29].
 */
export async function askRights(
  questions: readonly RightsQuestion[],
  telling: Telling,
): Promise<readonly (RightsAnswer | ForbiddenError | null)[]> {
  const facts = await RightsFacts.load(telling, questions);
  const asked = questions.map((question) => askedOf(question, facts, telling.access));
  const answers = await answerQuestions(
    asked.flatMap((each) => (isAsked(each) ? each.asked : [])),
    telling,
  );
  let next = 0;
  return asked.map((each) => {
    if (!isAsked(each)) return each;
    const decisions = answers.slice(next, next + each.asked.length);
    next += each.asked.length;
    return { subject: each.subject, decisions };
  });
}

interface Asked {
  readonly subject: UserRecord;
  readonly asked: readonly AskedQuestion[];
}

function isAsked(each: Asked | ForbiddenError | null): each is Asked {
  return each !== null && !(each instanceof ForbiddenError);
}

function askedOf(
  { rbacId, userId, actions }: RightsQuestion,
  facts: RightsFacts,
  access: ViewerAccess,
): Asked | ForbiddenError | null {
  const on = facts.resource(rbacId);
  if (on === undefined) return null;
  const isSelf = userId === undefined || userId === access.viewer.id;
  if (!isSelf && !on.allows('MANAGE_PERMISSIONS')) return on.refusal('MANAGE_PERMISSIONS');
  const subject = isSelf ? access.viewer : facts.subject(userId);
  if (subject === undefined) return null;
  const asked = actions.map((action) => ({ question: on.questionAbout(subject, action), subject, on }));
  return { subject, asked };
}
