import { isOnIntegration } from '../access/resource-access.js';
import type { ResourceAccess } from '../access/resource-access.js';
import type { ViewerAccess } from '../access/viewer-access.js';
import type { Snapshot } from '../datastore/contract/datastore.js';
import type { IntegrationRecord, UserRecord } from '../datastore/contract/records.js';
import { decide, judge } from '../decision/decide.js';
import { WILDCARD } from '../decision/facts.js';
import type { Question } from '../decision/facts.js';
import { disclosureFor } from './explanation/disclosure.js';
import { explain } from './explanation/explain.js';
import type { AnsweredDecision } from './explanation/explained-decision.js';
import { Names } from './explanation/names.js';

/** A question with what is needed to tell the viewer why it is answered so. */
export interface AskedQuestion {
  readonly question: Question;
  readonly subject: UserRecord;
  /** The viewer's own access to what it is about. */
  readonly on: ResourceAccess;
}

/** Who is told, and whether they ask why. */
export interface Telling {
  readonly snapshot: Snapshot;
  readonly access: ViewerAccess;
  /** False: only the answers, which takes neither evidence nor a read. */
  readonly explains: boolean;
}

/** The answers in order. Explaining any number of them takes one command, and none takes none. */
export async function answerQuestions(
  asked: readonly AskedQuestion[],
  { snapshot, access, explains }: Telling,
): Promise<readonly AnsweredDecision[]> {
  if (!explains || asked.length === 0) {
    return asked.map(({ question }) => ({
      ...judge(question),
      action: question.action,
      explained: undefined,
    }));
  }
  const decided = asked.map((each) => ({ ...each, decision: decide(each.question) }));
  const decisions = decided.map(({ decision }) => decision);
  const names = await Names.of(snapshot, decisions, integrationsIn(asked));
  return decided.map(({ subject, on: resource, decision }) => {
    const on = isOnIntegration(resource) ? resource : undefined;
    const { action, allowed, decidedBy, reason } = decision;
    const context = {
      account: access.account,
      subject,
      on: on?.integration ?? WILDCARD,
      names,
      disclosure: disclosureFor(access, subject, on),
    };
    return { action, allowed, decidedBy, reason, explained: explain(decision, context, { access, on }) };
  });
}

function integrationsIn(asked: readonly AskedQuestion[]): readonly IntegrationRecord[] {
  return asked.flatMap(({ on }) => on.integration ?? []);
}
