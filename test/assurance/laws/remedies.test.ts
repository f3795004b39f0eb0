import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '../api/ask.js';
import type { ApiDecision } from '../api/rights.js';
import { checkRights } from '../api/rights.js';
import type { Asked } from '../oracle/account.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { everythingAsked } from '../worlds/account-worlds.js';
import { OBSERVER, observedWorlds } from '../worlds/observed.js';
import { describeOnEachEngine } from './each-engine.js';
import { followed, plainlyNamed } from './followed-remedies.js';

/** How many denials of one account are remedied. */
const FOLLOWED = 8;

describeOnEachEngine('the remedies', (stage) => {
  it('of a denial, done as their words say, allow; only deleting the system integration has none', async () => {
    const cases = fc.record({
      world: observedWorlds().map(plainlyNamed),
      choices: fc.array(fc.nat({ max: 1_000 }), { minLength: FOLLOWED, maxLength: FOLLOWED }),
    });
    await stage.proves('L10', { cases, tries: 5 }, async ({ world, choices }) => {
      await stage.import(world);
      const asked = everythingAsked(world);
      const denied = (await told(world, asked)).filter(({ decision }) => !decision.allowed);
      for (const { question, decision } of denied) {
        const isLost = question.action === 'DELETE' && question.rbacId === 'data_providers.int_email';
        // An inactive user's is to be activated, whatever they ask for.
        const hasNone = isLost && decision.reason !== 'USER_INACTIVE';
        expect({ question, hasNone: decision.remedies.length === 0 }).toEqual({ question, hasNone });
      }
      const chosen = choices.flatMap((choice) => denied[choice % Math.max(denied.length, 1)] ?? []);
      const remediable = chosen.filter(({ decision }) => decision.remedies.length > 0);
      for (const [index, { question, decision }] of remediable.entries()) {
        await expectAllowedOnceFollowed({ world, question, decision, choice: choices[index] ?? 0 });
      }
      return remediable.length;
    });
  });

  async function expectAllowedOnceFollowed({ world, question, decision, choice }: Remedied): Promise<void> {
    const changed = followed(world, decision.remedies, choice);
    await stage.import(changed);
    const [after] = await told(changed, [question]);
    if (decision.reason === 'USER_INACTIVE' && after?.decision.allowed === false) {
      expect(after.decision.reason).not.toBe('USER_INACTIVE');
      if (after.decision.remedies.length === 0) return;
      await expectAllowedOnceFollowed({ world: changed, question, decision: after.decision, choice });
      return;
    }
    expect({ question, remedies: decision.remedies, allowed: after?.decision.allowed }).toEqual({
      question,
      remedies: decision.remedies,
      allowed: true,
    });
  }

  async function told(world: AccountWorld, asked: readonly Asked[]): Promise<readonly Told[]> {
    const answers = await checkRights(stage.as(world, OBSERVER), asked);
    return asked.flatMap((question, index) => {
      const decision = answers[index] ?? null;
      return decision === null || isRefusal(decision) ? [] : [{ question, decision }];
    });
  }
});

interface Told {
  readonly question: Asked;
  readonly decision: ApiDecision;
}

interface Remedied extends Told {
  readonly world: AccountWorld;
  readonly choice: number;
}
