import { expect, it } from '@jest/globals';
import type { Refusal } from '../api/ask.js';
import { isRefusal } from '../api/ask.js';
import { whoCan } from '../api/lists.js';
import { checkRights } from '../api/rights.js';
import { byNameThenId } from '../oracle/account.js';
import type { Asked } from '../oracle/account.js';
import { whoCanAsked } from '../oracle/answers.js';
import type { AccountWorld } from '../worlds/account-world.js';
import type { WorldSize } from '../worlds/account-worlds.js';
import { OBSERVER, observedWorlds } from '../worlds/observed.js';
import { describeOnEachEngine } from './each-engine.js';

const MANY_USERS: WorldSize = { teams: 3, users: 24, groups: 3, integrations: 2, permissions: 20 };
const PAGE_SIZES = [1, 5, 16, 100];

describeOnEachEngine('whoCan', (stage) => {
  it('lists exactly the users whom the decision allows it, in order, with that decision, at every page size', async () => {
    await stage.proves('L4', { cases: observedWorlds(MANY_USERS), tries: 2 }, async (world) => {
      await stage.import(world);
      const asked = whoCanAsked(world);
      for (const [index, question] of asked.entries()) {
        const first = PAGE_SIZES[index % PAGE_SIZES.length] ?? 100;
        const found = await whoCan(stage.as(world, OBSERVER), { ...question, first });
        expect({ question, first, found }).toEqual({
          ...{ question, first },
          found: await usersAllowed(world, question),
        });
      }
      return asked.length;
    });
  });

  it('answers those who manage permissions there, and nobody else', async () => {
    await stage.proves('L4', { cases: observedWorlds(), tries: 2 }, async (world) => {
      await stage.import(world);
      let compared = 0;
      for (const { id } of world.users.filter(({ active }) => active)) {
        for (const question of whoCanAsked(world)) {
          const found = await whoCan(stage.as(world, id), { ...question, first: 100 });
          expect({ id, question, found }).toEqual({
            ...{ id, question },
            found: (await refusalOf(world, id, question.rbacId)) ?? (await usersAllowed(world, question)),
          });
          compared += 1;
        }
      }
      return compared;
    });
  });

  async function usersAllowed(world: AccountWorld, question: Omit<Asked, 'userId'>): Promise<unknown> {
    const users = [...world.users].sort(byNameThenId);
    const asked = users.map(({ id }) => ({ userId: id, ...question }));
    const told = await checkRights(stage.as(world, OBSERVER), asked);
    return users
      .map(({ id: userId }, index) => ({ userId, decision: told[index] ?? null }))
      .filter(({ decision }) => decision !== null && !isRefusal(decision) && decision.allowed);
  }

  /** As `checkRights` tells them about themselves: null there is invisible here. */
  async function refusalOf(
    world: AccountWorld,
    userId: string,
    rbacId: string,
  ): Promise<Refusal | undefined> {
    const asked = [{ userId, action: 'MANAGE_PERMISSIONS', rbacId }] as const;
    const [told = null] = await checkRights(stage.as(world, userId), asked);
    if (told === null) return { refused: 'NOT_FOUND' };
    return isRefusal(told) || !told.allowed ? { refused: 'FORBIDDEN' } : undefined;
  }
});
