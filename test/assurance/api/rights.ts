import { z } from 'zod';
import { ACTIONS } from '../../../src/decision/actions.js';
import { LAYERS, REASONS, VERDICTS } from '../../../src/decision/decision.js';
import type { Asked } from '../oracle/account.js';
import type { NaiveAnswer } from '../oracle/naive.js';
import { refusalAt, soundData } from './ask.js';
import type { Ask, Refusal } from './ask.js';

/** A decision as the API gives it: what the oracle gives, with the remedies in words. */
export interface ApiDecision extends NaiveAnswer {
  readonly action: Asked['action'];
  readonly remedies: readonly string[];
}

/** The selection that `apiDecision` reads. */
export const DECISION = 'action allowed decidedBy reason layers { layer verdict } remedies';

const layer = z.enum(LAYERS);
const verdict = z.enum(VERDICTS);

export const apiDecision: z.ZodType<ApiDecision> = z
  .object({
    action: z.enum(ACTIONS),
    allowed: z.boolean(),
    decidedBy: layer,
    reason: z.enum(REASONS),
    layers: z.array(z.object({ layer, verdict })),
    remedies: z.array(z.string()),
  })
  .transform(({ layers, ...others }) => ({
    ...others,
    verdicts: z
      .record(layer, verdict)
      .parse(Object.fromEntries(layers.map((result) => [result.layer, result.verdict]))),
  }));

const MOST_CHECKS = 100;

/** One answer for each question, in order: null where the integration or user is unknown or invisible. */
export async function checkRights(
  ask: Ask,
  asked: readonly Asked[],
): Promise<readonly (ApiDecision | Refusal | null)[]> {
  const query = `query ($checks: [RightsCheckInput!]!) { checkRights(checks: $checks) { ${DECISION} } }`;
  const answers: (ApiDecision | Refusal | null)[] = [];
  for (let start = 0; start < asked.length; start += MOST_CHECKS) {
    const checks = asked.slice(start, start + MOST_CHECKS);
    const answer = await ask(query, { checks });
    const { checkRights: found } = z
      .object({ checkRights: z.array(apiDecision.nullable()).length(checks.length) })
      .parse(answer.data, { error: () => JSON.stringify(answer) });
    answers.push(
      ...found.map((decision, index) => decision ?? refusalAt(answer, 'checkRights', index) ?? null),
    );
  }
  return answers;
}

/** The decisions in the order of the API; of oneself when no user is named. */
export async function effectiveRights(
  ask: Ask,
  rbacId: string,
  userId?: string,
): Promise<readonly ApiDecision[] | Refusal | null> {
  const query = `query ($rbacId: String!, $userId: ID) {
    effectiveRights(rbacId: $rbacId, userId: $userId) { rbacId user { id } decisions { ${DECISION} } }
  }`;
  const answer = await ask(query, { rbacId, userId });
  const refusal = refusalAt(answer, 'effectiveRights');
  if (refusal) return refusal;
  const { effectiveRights: found } = z
    .object({ effectiveRights: z.object({ decisions: z.array(apiDecision) }).nullable() })
    .parse(soundData(answer));
  return found?.decisions ?? null;
}

const viewerRights = z.object({
  canRead: z.boolean(),
  canUse: z.boolean(),
  canUpdate: z.boolean(),
  canDelete: z.boolean(),
  canManagePermissions: z.boolean(),
});
export type ApiViewerRights = z.infer<typeof viewerRights>;

/** What an integration says that the viewer may do with it; null when it is invisible to them. */
export async function viewerRightsOn(ask: Ask, integrationId: string): Promise<ApiViewerRights | null> {
  const fields = 'canRead canUse canUpdate canDelete canManagePermissions';
  const query = `query ($id: ID!) { integration(id: $id) { viewerRights { ${fields} } } }`;
  const { integration } = z
    .object({ integration: z.object({ viewerRights }).nullable() })
    .parse(soundData(await ask(query, { id: integrationId })));
  return integration?.viewerRights ?? null;
}

/** The revision of the account now. */
export async function revisionSeen(ask: Ask): Promise<number> {
  const answer = soundData(await ask('{ account { revision } }'));
  return z.object({ account: z.object({ revision: z.int() }) }).parse(answer).account.revision;
}
