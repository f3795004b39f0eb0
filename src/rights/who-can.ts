import { requireResource } from '../access/reach-resource.js';
import type { PageRequest } from '../datastore/contract/datastore.js';
import type { UserRecord } from '../datastore/contract/records.js';
import type { Action } from '../decision/actions.js';
import { judge } from '../decision/decide.js';
import { answerQuestions } from './answer-questions.js';
import type { AskedQuestion, Telling } from './answer-questions.js';
import type { AnsweredDecision } from './explanation/explained-decision.js';

/** How many users one page examines at most, whatever the number it finds. */
export const USERS_EXAMINED_PER_PAGE = 500;

export interface WhoCanRequest extends PageRequest {
  readonly rbacId: string;
  readonly action: Action;
}

export interface UserDecision {
  readonly key: string;
  readonly user: UserRecord;
  readonly decision: AnsweredDecision;
}

export interface WhoCanPage {
  readonly rows: readonly UserDecision[];
  readonly hasNextPage: boolean;
  /** Where the next page goes on: the last user examined, who need not be among the rows. */
  readonly endKey: string | null;
}

/**
 * The users whose decision for the action is allow, ordered by folded name, then id.
 * @throws NotFoundError for an unknown or invisible integration, ForbiddenError without MANAGE_PERMISSIONS there.
 */
export async function whoCan(request: WhoCanRequest, telling: Telling): Promise<WhoCanPage> {
  const { snapshot } = telling;
  const { rbacId, action, first, after } = request;
  const resource = await requireResource(telling, { rbacId, action: 'MANAGE_PERMISSIONS' });

  const users = await snapshot.directoryPage({
    kind: 'USER',
    first: USERS_EXAMINED_PER_PAGE,
    ...(after !== undefined && { after }),
  });
  const allowed: (AskedQuestion & { readonly key: string })[] = [];
  let endKey: string | null = null;
  let examined = 0;
  for (const { key, row: subject } of users.rows) {
    if (allowed.length === first) break;
    const question = resource.questionAbout(subject, action);
    if (judge(question).allowed) allowed.push({ key, question, subject, on: resource });
    endKey = key;
    examined += 1;
  }
  const decisions = await answerQuestions(allowed, telling);
  const rows = allowed.flatMap(({ key, subject: user }, index) => {
    const decision = decisions[index];
    return decision === undefined ? [] : [{ key, user, decision }];
  });
  return { rows, hasNextPage: users.hasNextPage || examined < users.rows.length, endKey };
}
