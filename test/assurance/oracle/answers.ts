import type { AccountWorld } from '../worlds/account-world.js';
import { everythingAsked } from '../worlds/account-worlds.js';
import { decisionIn, listedIn, whoCanIn } from './account.js';
import type { Asked, ListAsked } from './account.js';
import type { NaiveAnswer } from './naive.js';

/** All that can be asked about who may do what in an account, each under its question in words. */
export interface Answers {
  readonly decisions: Readonly<Record<string, NaiveAnswer>>;
  /** Ids in order, of what each active user may READ and of what they may USE. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Ids in order. */
  readonly whoCan: Readonly<Record<string, readonly string[]>>;
}

/** Both lists of everybody who can sign in. */
export function listsAsked({ users }: AccountWorld): readonly Omit<ListAsked, 'search' | 'type'>[] {
  return users
    .filter(({ active }) => active)
    .flatMap(({ id }) => (['READ', 'USE'] as const).map((action) => ({ userId: id, action })));
}

/** Every question of which the user is left open. */
export function whoCanAsked(world: AccountWorld): readonly Omit<Asked, 'userId'>[] {
  const [someone] = world.users;
  return everythingAsked(world)
    .filter(({ userId }) => userId === someone?.id)
    .map(({ action, rbacId }) => ({ action, rbacId }));
}

/** Each answer under its question; no id can make two questions one, or the name of a built-in property. */
export function underQuestions<Question extends Partial<Asked>, Answer>(
  asked: readonly Question[],
  answerTo: (question: Question, index: number) => Answer,
): Readonly<Record<string, Answer>> {
  return Object.fromEntries(
    asked.map((question, index) => {
      const { userId = 'who', action, rbacId = 'what' } = question;
      return [`${userId} may ${action} ${rbacId}`, answerTo(question, index)];
    }),
  );
}

/** What the file says that the API has to answer. */
export function answersIn(world: AccountWorld): Answers {
  return {
    decisions: underQuestions(everythingAsked(world), (asked) => decisionIn(world, asked)),
    lists: underQuestions(listsAsked(world), (asked) => listedIn(world, asked)),
    whoCan: underQuestions(whoCanAsked(world), (asked) => whoCanIn(world, asked)),
  };
}
