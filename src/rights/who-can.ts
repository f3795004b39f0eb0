import { IntegrationAccess, integrationFacts } from '../access/integration-access.js';
import type { ViewerAccess } from '../access/viewer-access.js';
import type { PageRequest, Snapshot } from '../datastore/contract/datastore.js';
import type { IntegrationRecord, UserRecord } from '../datastore/contract/records.js';
import type { Action } from '../decision/actions.js';
import { decide } from '../decision/decide.js';
import type { Decision } from '../decision/decision.js';
import { WILDCARD } from '../decision/facts.js';
import { parseRbacId, WILDCARD_RBAC_ID } from '../decision/rbac-id.js';
import { ForbiddenError, NotFoundError } from '../errors/public-errors.js';
import { disclosureFor } from './explanation/disclosure.js';
import { explain } from './explanation/explain.js';
import type { ExplainedDecision } from './explanation/explained-decision.js';
import { Names } from './explanation/names.js';

/** How many users one page examines at most, whatever the number it finds. */
export const USERS_EXAMINED_PER_PAGE = 500;

export interface WhoCanRequest extends PageRequest {
  readonly rbacId: string;
  readonly action: Action;
}

export interface UserDecision {
  readonly key: string;
  readonly user: UserRecord;
  readonly decision: ExplainedDecision;
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
export async function whoCan(
  snapshot: Snapshot,
  access: ViewerAccess,
  request: WhoCanRequest,
): Promise<WhoCanPage> {
  const { rbacId, action, first, after } = request;
  const parsed = parseRbacId(rbacId);
  const integration = parsed?.kind === 'INTEGRATION' ? await read(snapshot, parsed.integrationId) : undefined;
  const permissions = await snapshot.permissionsOn([...new Set([rbacId, WILDCARD_RBAC_ID])]);
  const resource = integration === undefined ? WILDCARD : integrationFacts(integration);
  const decideFor = (user: UserRecord, asked: Action) =>
    decide({ account: access.account, user, action: asked, resource, permissions });
  const on =
    integration &&
    new IntegrationAccess(integration, { account: access.account, user: access.viewer, permissions });
  // Unknown and invisible take the same steps up to here, so that the cost tells them apart no more than the answer.
  if (parsed?.kind === 'INTEGRATION' && on?.isVisible !== true) throw NotFoundError.integration();
  const right = decideFor(access.viewer, 'MANAGE_PERMISSIONS');
  if (!right.allowed) throw ForbiddenError.byDecision('MANAGE_PERMISSIONS', rbacId, right);

  const users = await snapshot.directoryPage({
    kind: 'USER',
    first: USERS_EXAMINED_PER_PAGE,
    ...(after !== undefined && { after }),
  });
  const allowed: { key: string; user: UserRecord; decision: Decision }[] = [];
  let endKey: string | null = null;
  let examined = 0;
  for (const { key, row: user } of users.rows) {
    if (allowed.length === first) break;
    const decision = decideFor(user, action);
    if (decision.allowed) allowed.push({ key, user, decision });
    endKey = key;
    examined += 1;
  }
  const names = await Names.of(
    snapshot,
    allowed.map(({ decision }) => decision),
    integration === undefined ? [] : [integration],
  );
  const inWords = ({ key, user, decision }: (typeof allowed)[number]): UserDecision => {
    const disclosure = disclosureFor(access, user, on);
    const context = {
      account: access.account,
      subject: user,
      on: integration ?? WILDCARD,
      names,
      disclosure,
    };
    return { key, user, decision: explain(decision, context) };
  };
  return {
    rows: allowed.map(inWords),
    hasNextPage: users.hasNextPage || examined < users.rows.length,
    endKey,
  };
}

async function read(snapshot: Snapshot, id: string): Promise<IntegrationRecord | undefined> {
  const [integration] = await snapshot.integrations([id], { withDetails: false });
  return integration;
}
