import { expect, it } from '@jest/globals';
import { LAYERS } from '../../../src/decision/decision.js';
import { isRefusal } from '../api/ask.js';
import type { ApiDecision } from '../api/rights.js';
import { checkRights } from '../api/rights.js';
import type { Asked } from '../oracle/account.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { everythingAsked, rbacIdOf } from '../worlds/account-worlds.js';
import { OBSERVER, observedWorlds } from '../worlds/observed.js';
import { describeOnEachEngine } from './each-engine.js';

describeOnEachEngine('every decision that is told', (stage) => {
  it('allows exactly when no layer fails, and names the layer that decided', async () => {
    await stage.proves('L9', { cases: observedWorlds(), tries: 6 }, async (world) => {
      const told = await everythingTold(world);
      for (const { decision } of told) {
        const { allowed, decidedBy, reason, verdicts } = decision;
        const failed = LAYERS.filter((layer) => verdicts[layer] === 'FAIL');
        const passed = LAYERS.filter((layer) => verdicts[layer] === 'PASS');
        expect({ allowed, decidedBy }).toEqual({
          allowed: failed.length === 0,
          decidedBy: failed[0] ?? passed.at(-1),
        });
        if (reason === 'ALL_LAYERS_PASSED') expect(allowed).toBe(true);
      }
      return told.length;
    });
  });

  it('to an active administrator allows everything but deleting the system integration [U5, U6, V19, V27]', async () => {
    await stage.proves('L11', { cases: observedWorlds(), tries: 6 }, async (world) => {
      const administrators = activeAdministrators(world);
      const told = (await everythingTold(world)).filter(({ asked }) => administrators.has(asked.userId));
      for (const { asked, decision } of told) {
        const isRefused = asked.action === 'DELETE' && asked.rbacId === rbacIdOf('int_email');
        expect({ asked, allowed: decision.allowed }).toEqual({ asked, allowed: !isRefused });
      }
      return told.length;
    });
  });

  async function everythingTold(
    world: AccountWorld,
  ): Promise<readonly { readonly asked: Asked; readonly decision: ApiDecision }[]> {
    await stage.import(world);
    const asked = everythingAsked(world);
    const told = await checkRights(stage.as(world, OBSERVER), asked);
    return asked.flatMap((question, index) => {
      const decision = told[index] ?? null;
      return decision === null || isRefusal(decision) ? [] : [{ asked: question, decision }];
    });
  }
});

function activeAdministrators({ users, groups }: AccountWorld): ReadonlySet<string> {
  const members = groups.find(({ builtIn }) => builtIn === 'ADMINISTRATORS')?.memberIds ?? [];
  const isAdministrator = ({ id, memberships }: AccountWorld['users'][number]) =>
    members.includes(id) || memberships.some(({ role }) => role === 'ADMINISTRATOR');
  return new Set(users.filter((user) => user.active && isAdministrator(user)).map(({ id }) => id));
}
