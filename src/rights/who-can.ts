import { IntegrationAccess, integrationFacts } from '../access/integration-access.js';
import type { PageRequest, Snapshot } from '../datastore/contract/datastore.js';
import type { IntegrationRecord, UserRecord } from '../datastore/contract/records.js';
import type { Action } from '../decision/actions.js';
import { judge } from '../decision/decide.js';
import { WILDCARD } from '../decision/facts.js';
import { parseRbacId, WILDCARD_RBAC_ID } from '../decision/rbac-id.js';
import { ForbiddenError, NotFoundError } from '../errors/public-errors.js';
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
  const { snapshot, access } = telling;
  const { rbacId, action, first, after } = request;
  const parsed = parseRbacId(rbacId);
  const integration = parsed?.kind === 'INTEGRATION' ? await read(snapshot, parsed.integrationId) : undefined;
  const permissions = await snapshot.permissionsOn([...new Set([rbacId, WILDCARD_RBAC_ID])]);
  const { account, viewer } = access;
  const resource = integration === undefined ? WILDCARD : integrationFacts(integration);
  const questionAbout = (user: UserRecord, asked: Action) => ({
    ...{ account, user, action: asked, resource, permissions },
  });
  const on = integration && new IntegrationAccess(integration, { account, user: viewer, permissions });
  // Unknown and invisible take the same steps up to here, so that the cost tells them apart no more than the answer.
  if (parsed?.kind === 'INTEGRATION' && on?.isVisible !== true) throw NotFoundError.integration();
  const right = judge(questionAbout(viewer, 'MANAGE_PERMISSIONS'));
  if (!right.allowed) throw ForbiddenError.byDecision('MANAGE_PERMISSIONS', rbacId, right);

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
    const question = questionAbout(subject, action);
    if (judge(question).allowed) allowed.push({ key, question, subject, on });
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

async function read(snapshot: Snapshot, id: string): Promise<IntegrationRecord | undefined> {
  const [integration] = await snapshot.integrations([id], { withDetails: false });
  return integration;
}
