import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACTIONS, includesAction } from '../../src/decision/actions.js';
import type { Action } from '../../src/decision/actions.js';
import { allowedActions, judge } from '../../src/decision/decide.js';
import type { Question } from '../../src/decision/facts.js';
import { effort, sized } from '../assurance/effort.js';
import { tally } from '../assurance/tally.js';
import { questions } from '../assurance/worlds/facts.js';
import { everySmallQuestion } from './small-world.js';

it('one walk allows exactly the actions that judge allows one by one, in every small account', () => {
  expect([...everySmallQuestion()].filter((question) => !isSame(question))).toEqual([]);
});

it('and in generated accounts with any ids', () => {
  fc.assert(
    fc.property(questions(), (question) => {
      const askable = ACTIONS.filter(
        (action) => question.resource.kind === 'INTEGRATION' || isOfWildcard(action),
      );
      return askable.every((action) => isSame({ ...question, action }));
    }),
    effort(1_000),
  );
  tally('L50', sized(1_000));
});

function isOfWildcard(action: Action): boolean {
  return action === 'CREATE' || action === 'MANAGE_PERMISSIONS';
}

function isSame(question: Question): boolean {
  return includesAction(allowedActions(question), question.action) === judge(question).allowed;
}
