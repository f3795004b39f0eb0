import { expect, it } from '@jest/globals';
import { z } from 'zod';
import type { GraphqlAnswer } from '../../support/gateway.js';
import { refusalAt } from '../api/ask.js';
import { effectiveRights, revisionSeen } from '../api/rights.js';
import type { Asked } from '../oracle/account.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { rbacIdOf } from '../worlds/account-worlds.js';
import { OBSERVER, observedWorlds } from '../worlds/observed.js';
import { describeOnEachEngine } from './each-engine.js';

/** A change that changes nothing when it is allowed, and is refused like any other when it is not. */
interface Probe {
  readonly action: Asked['action'];
  readonly mutation: (integrationId: string) => string;
  /** The first user error of an allowed one; undefined when it just succeeds. */
  readonly stopped?: string;
}

const PROBES: readonly Probe[] = [
  {
    action: 'UPDATE',
    mutation: (id) => `updateIntegration(input: { id: "${id}" }) { userErrors { code } }`,
  },
  {
    action: 'MANAGE_PERMISSIONS',
    mutation: (id) => `changePermissions(input: { rbacId: "${rbacIdOf(id)}" }) { userErrors { code } }`,
  },
  {
    action: 'CREATE',
    mutation: () =>
      `createIntegration(input: { name: "n", type: SLACK, teamIds: ["nowhere"] }) { userErrors { code } }`,
    stopped: 'TEAM_NOT_FOUND',
  },
];

const payload = z.object({ done: z.object({ userErrors: z.array(z.object({ code: z.string() })) }) });

describeOnEachEngine('a change of an integration', (stage) => {
  it('is open to exactly those whom the decision allows it, and invisible to who does not see it', async () => {
    await stage.proves('L2', { cases: observedWorlds(), tries: 4 }, async (world) => {
      await stage.import(world);
      const before = await revisionSeen(stage.as(world, OBSERVER));
      let compared = 0;
      for (const { id: userId } of world.users.filter(({ active }) => active)) {
        for (const { id } of world.integrations) compared += await compareProbes(world, userId, id);
      }
      expect(await revisionSeen(stage.as(world, OBSERVER))).toBe(before);
      return compared;
    });
  });

  it('that deletes it is done for exactly those whom the decision allows it', async () => {
    await stage.proves('L2', { cases: observedWorlds(), tries: 4 }, async (world) => {
      await stage.import(world);
      let compared = 0;
      for (const { id } of world.integrations) compared += await compareDeletions(world, id);
      return compared;
    });
  });

  async function compareProbes(world: AccountWorld, userId: string, integrationId: string): Promise<number> {
    const ask = stage.as(world, userId);
    const rights = await effectiveRights(ask, rbacIdOf(integrationId));
    const ownRights = await effectiveRights(ask, 'data_providers.*');
    for (const { action, mutation, stopped } of PROBES) {
      const told = asList(action === 'CREATE' ? ownRights : rights);
      const right = told?.find((decision) => decision.action === action);
      const expected = right?.allowed === true ? (stopped ?? 'DONE') : right ? 'FORBIDDEN' : 'NOT_FOUND';
      const answer = await ask(`mutation { done: ${mutation(integrationId)} }`);
      expect([userId, action, integrationId, outcomeOf(answer)]).toEqual([
        userId,
        action,
        integrationId,
        expected,
      ]);
    }
    return PROBES.length;
  }

  /** Whoever may not, tries; then one of those who may does it. */
  async function compareDeletions(world: AccountWorld, integrationId: string): Promise<number> {
    const may: string[] = [];
    let compared = 0;
    const remove = async (userId: string) => {
      const deletion = `deleteIntegration(input: { id: "${integrationId}" }) { userErrors { code } }`;
      compared += 1;
      return outcomeOf(await stage.as(world, userId)(`mutation { done: ${deletion} }`));
    };
    for (const { id: userId } of world.users.filter(({ active }) => active)) {
      const told = asList(await effectiveRights(stage.as(world, userId), rbacIdOf(integrationId)));
      const right = told?.find(({ action }) => action === 'DELETE');
      if (right?.allowed === true) may.push(userId);
      else expect([userId, await remove(userId)]).toEqual([userId, right ? 'FORBIDDEN' : 'NOT_FOUND']);
    }
    for (const [index, userId] of may.reverse().entries()) {
      expect([userId, await remove(userId)]).toEqual([userId, index === 0 ? 'DONE' : 'NOT_FOUND']);
    }
    return compared;
  }
});

function asList<Item>(answer: readonly Item[] | object | null): readonly Item[] | undefined {
  return Array.isArray(answer) ? answer : undefined;
}

function outcomeOf(answer: GraphqlAnswer): string {
  const refusal = refusalAt(answer, 'done');
  return refusal?.refused ?? payload.parse(answer.data).done.userErrors[0]?.code ?? 'DONE';
}
