import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../../src/decision/decide.js';
import type { Question } from '../../../src/decision/facts.js';
import { effort, sized } from '../effort.js';
import { tally } from '../tally.js';
import { accountWorlds, everythingAsked } from '../worlds/account-worlds.js';
import { questionsOf, worlds } from '../worlds/facts.js';
import { questionIn } from './account.js';
import { naiveDecide } from './naive.js';
import { everySmallQuestion } from '../../decision/small-world.js';

it('answers as the rules read aloud do, layer by layer, on generated worlds', () => {
  let compared = 0;
  fc.assert(
    fc.property(worlds(), (world) => {
      for (const question of questionsOf(world)) {
        expectAgreement(question);
        compared += 1;
      }
    }),
    effort(3_000),
  );
  tally('O1', compared);
});

it('answers as the rules read aloud do, layer by layer, on generated account files', () => {
  let compared = 0;
  fc.assert(
    fc.property(accountWorlds(), (world) => {
      for (const asked of everythingAsked(world)) {
        expectAgreement(questionIn(world, asked));
        compared += 1;
      }
    }),
    effort(1_600),
  );
  expect(compared).toBeGreaterThan(sized(100_000));
  tally('O3', compared);
});

it('answers as the rules read aloud do for every mode, position, set, action and resource of a small world', () => {
  let compared = 0;
  for (const question of everySmallQuestion()) {
    expectAgreement(question);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(100_000);
  tally('O2', compared);
});

/** Compares texts first: an assertion for each of so many questions would cost more than all the decisions. */
function expectAgreement(question: Question): void {
  const expected = naiveDecide(question);
  const answer = summaryOf(question);
  if (JSON.stringify(answer) !== JSON.stringify(summaryOfNaive(expected))) {
    expect({ question, answer }).toEqual({ question, answer: summaryOfNaive(expected) });
  }
}

function summaryOf(question: Question): readonly unknown[] {
  const { allowed, decidedBy, reason, layers } = decide(question);
  return [allowed, decidedBy, reason, ...layers.map(({ layer, verdict }) => [layer, verdict])];
}

function summaryOfNaive({ allowed, decidedBy, reason, verdicts }: ReturnType<typeof naiveDecide>): unknown[] {
  return [allowed, decidedBy, reason, ...Object.entries(verdicts)];
}
