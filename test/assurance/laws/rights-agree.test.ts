import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { ACTIONS } from '../../../src/decision/actions.js';
import type { GraphqlAnswer } from '../../support/gateway.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { rbacIdOf } from '../worlds/account-worlds.js';
import { observedWorlds } from '../worlds/observed.js';
import { describeOnEachEngine } from './each-engine.js';

const DECISION = 'action allowed decidedBy reason explanation remedies layers { layer verdict explanation }';
/** Whatever needs READ, and what needs MANAGE_PERMISSIONS. */
const READABLE = ['settings', 'secrets', 'teams', 'createdAt', 'updatedAt', 'version', 'createdBy'] as const;

const QUERY = `query ($id: ID!, $rbacId: String!, $checks: [RightsCheckInput!]!) {
  effectiveRights(rbacId: $rbacId) { decisions { ${DECISION} } }
  checkRights(checks: $checks) { ${DECISION} }
  integration(id: $id) {
    id rbacId name type system costsCredits
    viewerRights { canRead canUse canUpdate canDelete canManagePermissions }
    settings secrets { name } teams { id } createdAt updatedAt version createdBy { id }
    permissions(first: 1) { edges { node { id } } }
  }
}`;

const decision = z.looseObject({
  action: z.enum(ACTIONS),
  allowed: z.boolean(),
  decidedBy: z.string(),
  reason: z.string(),
});
type Told = z.infer<typeof decision>;
const seen = z.object({
  effectiveRights: z.object({ decisions: z.array(decision).length(ACTIONS.length) }).nullable(),
  checkRights: z.array(decision.nullable()).length(ACTIONS.length),
  integration: z.looseObject({ viewerRights: z.record(z.string(), z.boolean()) }).nullable(),
});

describeOnEachEngine('what one may do with an integration', (stage) => {
  it('is the same in effectiveRights, in checkRights, in viewerRights and in what is shown and refused', async () => {
    await stage.proves('L1', { cases: observedWorlds(), tries: 7 }, async (world) => {
      await stage.import(world);
      let compared = 0;
      for (const [userId, integrationId] of pairs(world)) {
        const rbacId = rbacIdOf(integrationId);
        const checks = ACTIONS.map((action) => ({ action, rbacId }));
        expectOneAnswer(await stage.as(world, userId)(QUERY, { id: integrationId, rbacId, checks }), rbacId);
        compared += 1;
      }
      return compared;
    });
  });
});

function pairs({ users, integrations }: AccountWorld): readonly (readonly [string, string])[] {
  return users
    .filter(({ active }) => active)
    .flatMap((user) => integrations.map((integration) => [user.id, integration.id] as const));
}

function expectOneAnswer(answer: GraphqlAnswer, rbacId: string): void {
  const { effectiveRights, checkRights, integration } = seen.parse(answer.data);
  if (effectiveRights === null || integration === null) {
    expect(answer).toEqual({
      status: 200,
      data: { effectiveRights: null, checkRights: ACTIONS.map(() => null), integration: null },
    });
    return;
  }
  const { decisions } = effectiveRights;
  expect(checkRights).toEqual(decisions);
  const told = new Map(decisions.map((each) => [each.action, each]));
  const may = (action: Told['action']) => told.get(action)?.allowed;
  expect(may('READ') === true || may('USE') === true).toBe(true);
  expect(integration.viewerRights).toEqual({
    canRead: may('READ'),
    canUse: may('USE'),
    canUpdate: may('UPDATE'),
    canDelete: may('DELETE'),
    canManagePermissions: may('MANAGE_PERMISSIONS'),
  });
  expect(refusalsIn(answer)).toEqual([
    ...(may('READ') === true ? [] : READABLE.map((field) => refusalOf(field, told.get('READ'), rbacId))),
    ...(may('MANAGE_PERMISSIONS') === true
      ? []
      : [refusalOf('permissions', told.get('MANAGE_PERMISSIONS'), rbacId)]),
  ]);
  // What may be read is there: only the creator may be nobody.
  const blank = Object.keys(integration).filter((field) => integration[field] === null);
  const refused = refusalsIn(answer).map(({ path }) => path[1]);
  expect(blank.filter((field) => field !== 'createdBy')).toEqual(
    refused.filter((field) => field !== 'createdBy'),
  );
}

interface Refused {
  readonly path: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

function refusalsIn({ errors = [] }: GraphqlAnswer): readonly Refused[] {
  return errors.map(({ path = [], extensions }) => ({ path, extensions }));
}

/** Each denial of a field names the right that is lacking, and gives the reason of the decision [V26]. */
function refusalOf(field: string, told: Told | undefined, rbacId: string): Refused {
  const { action, decidedBy: layer, reason } = told ?? {};
  return {
    path: ['integration', field],
    extensions: { code: 'FORBIDDEN', action, rbacId, layer, reason },
  };
}
