import { z } from 'zod';
import { rbac } from './company.js';
import { soundData } from './questions.js';
import type { Person } from './tenant.js';

/** One question about rights: the person's own when no user is named. */
export interface Asked {
  readonly on: string;
  readonly action: string;
  readonly userId?: string;
}

/** Everything a decision says. */
export const WHOLE_DECISION = `action allowed decidedBy reason explanation remedies
  layers { layer verdict explanation evidence { kind subjectId label } }`;

const answer = z.strictObject({
  checkRights: z.tuple([
    z.strictObject({
      action: z.string(),
      allowed: z.boolean(),
      decidedBy: z.string(),
      reason: z.string(),
      explanation: z.string(),
      remedies: z.array(z.string()),
      layers: z.array(
        z.strictObject({
          layer: z.string(),
          verdict: z.string(),
          explanation: z.string(),
          evidence: z.array(z.strictObject({ kind: z.string(), subjectId: z.string(), label: z.string() })),
        }),
      ),
    }),
  ]),
});

export type WholeDecision = z.infer<typeof answer>['checkRights'][0];

/** The decision with everything that explains it. */
export async function wholeDecision(person: Person, { on, action, userId }: Asked): Promise<WholeDecision> {
  const document = `query ($check: RightsCheckInput!) { checkRights(checks: [$check]) { ${WHOLE_DECISION} } }`;
  const check = { rbacId: rbac(on), action, userId };
  const [decision] = answer.parse(soundData(await person.ask(document, { check }))).checkRights;
  return decision;
}

/** The labels of the evidence of one layer. */
export async function evidenceOf(
  person: Person,
  { layer, ...asked }: Asked & { readonly layer: string },
): Promise<readonly string[]> {
  const { layers } = await wholeDecision(person, asked);
  return layers
    .filter((each) => each.layer === layer)
    .flatMap(({ evidence }) => evidence.map(({ label }) => label));
}

/** `ACCOUNT PASS`, and so on: the verdict of each layer, in order. */
export function verdicts({ layers }: WholeDecision): readonly string[] {
  return layers.map(({ layer, verdict }) => `${layer} ${verdict}`);
}
