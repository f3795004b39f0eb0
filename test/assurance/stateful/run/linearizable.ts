import { answerTo } from '../model/answers.js';
import { DEACTIVATED_MEANWHILE, outcomeOf, replyTo, UNAUTHENTICATED } from '../model/apply.js';
import { NO_NEW_IDS } from '../model/state.js';
import type { NewIds, State } from '../model/state.js';
import type { Changing } from '../operations.js';
import { essenceOf, revisionTold } from '../reply.js';
import type { Reply } from '../reply.js';
import { Disagreement } from './history.js';
import type { History } from './history.js';
import { inWords } from './played.js';
import type { Played } from './played.js';
import { newIdsIn } from './trail.js';
import type { Trail } from './trail.js';

/**
 * Every answer is the model's in one state that the account was in between request and answer, not older than any
 * that somebody had been told of before the request was sent. What made a revision is answered as its maker.
 */
export function expectLinearizable(played: readonly Played[], history: History, trail: Trail): void {
  for (const one of played) {
    if (one.reply === null) continue;
    const { possible, earliest, latest } = expectation(one, { played, history, trail });
    if (possible.map(essenceOf).includes(essenceOf(one.reply))) continue;
    const texts = new Set(possible.map((reply) => JSON.stringify(reply)));
    const expected = texts.size === 0 ? 'with a change' : [...texts].join('\n    or ');
    const range = `revisions ${earliest} to ${latest}`;
    throw new Disagreement(
      `Of ${range} the model answers\n    ${expected}\nand the gateway\n${inWords(one)}`,
    );
  }
}

interface Course {
  readonly played: readonly Played[];
  readonly history: History;
  readonly trail: Trail;
}

interface Expectation {
  readonly possible: readonly Reply[];
  readonly earliest: number;
  readonly latest: number;
}

function expectation(one: Played, course: Course): Expectation {
  const { history } = course;
  const earliest = floorOf(one, course);
  const latest = ceilingOf(one, history);
  const between = history.states.filter(({ revision }) => revision >= earliest && revision <= latest);
  const made = revisionMadeBy(one, history);
  const { operation } = one;
  const possible =
    operation.kind === 'ASK'
      ? between.map((state) => answerTo(operation, state))
      : operation.kind === 'CHANGE' && made !== undefined
        ? repliesOfMaker(operation, { made, earliest, latest, ...course })
        : operation.kind === 'CHANGE'
          ? between.flatMap((state, index) => repliesWithoutChange(operation, state, between.slice(index)))
          : [];
  return { possible, earliest, latest };
}

/** The newest state that somebody had been told of before the request was sent. */
function floorOf({ sentAt }: Played, { played, history }: Course): number {
  const [first] = history.states;
  const known = played
    .filter(({ answeredAt }) => answeredAt < sentAt)
    .map((one) =>
      Math.max(revisionMadeBy(one, history) ?? 0, one.reply === null ? 0 : (revisionTold(one.reply) ?? 0)),
    );
  return Math.max(first?.revision ?? 0, ...known);
}

/** The newest state that can have been made by the time of the answer. */
function ceilingOf({ answeredAt }: Played, { states, makers }: History): number {
  const [first] = states;
  const later = makers.findIndex(({ sentAt }) => sentAt > answeredAt);
  return (first?.revision ?? 0) + (later === -1 ? makers.length : later);
}

function revisionMadeBy(one: Played, { states, makers }: History): number | undefined {
  const index = makers.indexOf(one);
  return index === -1 ? undefined : states[index + 1]?.revision;
}

interface Making extends Course {
  readonly made: number;
  readonly earliest: number;
  readonly latest: number;
}

/** Decided on the state before; what it shows may be of any state from its own on. */
function repliesOfMaker(
  operation: Changing,
  { made, earliest, latest, history, trail }: Making,
): readonly Reply[] {
  if (made <= earliest || made > latest) return [];
  const before = history.states.find(({ revision }) => revision === made - 1);
  if (before === undefined) return [];
  const newIds = newIdsIn(trail.events.filter(({ revision }) => revision === made));
  const afterwards = history.states.filter(({ revision }) => revision >= made && revision <= latest);
  return replies(operation, { state: before, revision: made, newIds, afterwards });
}

/** Refused, or so already. */
function repliesWithoutChange(
  operation: Changing,
  state: State,
  afterwards: readonly State[],
): readonly Reply[] {
  const { revision } = state;
  const outcome = outcomeOf(operation, state, NO_NEW_IDS);
  if (outcome?.kind === 'DONE' && outcome.effect !== undefined) return [];
  return replies(operation, { state, revision, newIds: NO_NEW_IDS, afterwards });
}

function replies(
  operation: Changing,
  on: {
    readonly state: State;
    readonly revision: number;
    readonly newIds: NewIds;
    readonly afterwards: readonly State[];
  },
): readonly Reply[] {
  const outcome = outcomeOf(operation, on.state, on.newIds);
  if (outcome === undefined) return [UNAUTHENTICATED, DEACTIVATED_MEANWHILE];
  const { by } = operation;
  return on.afterwards.map((afterwards) => replyTo(outcome, { by, revision: on.revision, afterwards }));
}
