import { expect, it } from '@jest/globals';
import { isRefusal } from '../api/ask.js';
import { checkRights } from '../api/rights.js';
import { describeOnEachEngine } from '../laws/each-engine.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { everythingAsked } from '../worlds/account-worlds.js';
import { OBSERVER, observedWorlds } from '../worlds/observed.js';
import type { Asked } from './account.js';
import { decisionIn, isAllowedIn, isVisibleIn, WILDCARD } from './account.js';

describeOnEachEngine('the API', (stage) => {
  it('decides as the rules read aloud do, layer by layer, when an administrator asks about everybody', async () => {
    await stage.proves('O4', { cases: observedWorlds(), tries: 12 }, async (world) => {
      await stage.import(world);
      return expectAsInFile(world, OBSERVER, await told(world, OBSERVER));
    });
  });

  it('tells everybody what concerns them: their own rights on what they see, of others where they manage', async () => {
    await stage.proves('O5', { cases: observedWorlds(), tries: 6 }, async (world) => {
      await stage.import(world);
      let compared = 0;
      for (const { id, active } of world.users) {
        if (active) compared += expectAsInFile(world, id, await told(world, id));
      }
      return compared;
    });
  });

  /** What one user is told about everything, without words. */
  async function told(world: AccountWorld, asker: string): Promise<readonly unknown[]> {
    const answers = await checkRights(stage.as(world, asker), everythingAsked(world));
    return answers.map((answer) => {
      if (answer === null || isRefusal(answer)) return answer;
      const { allowed, decidedBy, reason, verdicts } = answer;
      return { allowed, decidedBy, reason, verdicts };
    });
  }
});

function expectAsInFile(world: AccountWorld, asker: string, told: readonly unknown[]): number {
  const asked = everythingAsked(world);
  const pair = (answers: readonly unknown[]) => asked.map((question, index) => [question, answers[index]]);
  const expected = asked.map((question) => toBeTold(world, asker, question));
  expect({ asker, told: pair(told) }).toEqual({ asker, told: pair(expected) });
  return asked.length;
}

/** Section 6: invisible is null; of others only with MANAGE_PERMISSIONS there, which an administrator always has. */
function toBeTold(world: AccountWorld, asker: string, question: Asked): unknown {
  const { userId, rbacId } = question;
  if (rbacId !== WILDCARD && !isVisibleIn(world, asker, rbacId.replace('data_providers.', ''))) return null;
  const mayAsk =
    userId === asker || isAllowedIn(world, { userId: asker, action: 'MANAGE_PERMISSIONS', rbacId });
  return mayAsk ? decisionIn(world, question) : { refused: 'FORBIDDEN' };
}
