import { isQuiet, NULL_RANGE, ratioText } from '../../measure/paired-ratios.js';
import type { PairedRatios } from '../../measure/paired-ratios.js';
import { ratioOfStarts, roundsOf } from '../../measure/list-rounds.js';
import type { Starts } from '../../measure/list-rounds.js';
import { LEAST_BUSY, medianOf } from '../../measure/rounds.js';
import type { Figure } from '../../measure/rounds.js';
import { verdictOf } from '../../section.js';
import type { GoalTable } from '../../section.js';
import type { ListVariant } from '../requests.js';

export type ListStarts = Starts<ListVariant>;

const MOST_COST = 1.15;
const LEAST_SPEED = 1.5;

/** Goal 1. */
export function costTable(starts: ListStarts, notes: readonly string[]): GoalTable {
  const ratio = comparing(starts, 'cpuPerRequest');
  const cost = ratio('product', 'without checks');
  const doubts = [
    ...doubtsAbout(starts, ['product', 'without checks']),
    ...doubtsOfControls(starts, 'cpuPerRequest'),
  ];
  return {
    goal: '1. Cost of permissions',
    target: `CPU per request of a list, permissions on against compiled out: at most ${MOST_COST}`,
    verdict: verdictOf(doubts.length === 0, cost.atMost <= MOST_COST),
    columns: ['CPU per request', 'ratio', 'at most', 'at least'],
    rows: [rowOf('permissions on against compiled out', cost), ...controlRows(starts, 'cpuPerRequest')],
    notes: [...notes, ...narrowness(cost, ratio('product again', 'product')), ...doubts],
  };
}

/** Goal 2. */
export function stockTable(starts: ListStarts, notes: readonly string[]): GoalTable {
  const ratio = comparing(starts, 'requestsPerSecond');
  const speed = ratio('product', 'stock');
  const doubts = [
    ...doubtsAbout(starts, ['product', 'stock']),
    ...doubtsOfControls(starts, 'requestsPerSecond'),
  ];
  return {
    goal: '2. Against a stock app',
    target: `Requests a second of a list against a stock Apollo 5 and type-graphql app without checks: at least ${LEAST_SPEED}`,
    verdict: verdictOf(doubts.length === 0, speed.atLeast >= LEAST_SPEED),
    columns: ['requests a second', 'ratio', 'at most', 'at least'],
    rows: [
      rowOf('product against stock', speed),
      rowOf('product without checks against stock', ratio('without checks', 'stock')),
      ...controlRows(starts, 'requestsPerSecond'),
    ],
    notes: [...notes, ...doubts],
  };
}

function comparing(starts: ListStarts, figure: Figure) {
  return (a: ListVariant, b: ListVariant): PairedRatios => ratioOfStarts(figure, starts, [a, b]);
}

/** Where the measured ratio is within the target and its bound is not, how wide the bound of no difference is. */
function narrowness(cost: PairedRatios, nothing: PairedRatios): readonly string[] {
  if (cost.median > MOST_COST || cost.atMost <= MOST_COST) return [];
  return [
    `The ratio is within the target and its bound is not. On this machine the same bound of the product against itself is ${nothing.atMost.toFixed(2)}.`,
  ];
}

function controlRows(starts: ListStarts, figure: Figure): readonly (readonly string[])[] {
  const ratio = comparing(starts, figure);
  return [
    rowOf('control: the product against itself in another process', ratio('product again', 'product')),
    rowOf('control: the product slowed by 20 % against itself', ratio('product, slowed by 20 %', 'product')),
  ];
}

function doubtsAbout(starts: ListStarts, names: readonly ListVariant[]): readonly string[] {
  return names.flatMap((name) => {
    const ofName = roundsOf(starts, name);
    const busy = medianOf(ofName.map((round) => round.busy));
    const failed = ofName.reduce((sum, round) => sum + round.failed, 0);
    return [
      ...(busy < LEAST_BUSY
        ? [`No verdict: the server ${name} had its core busy ${percent(busy)} only.`]
        : []),
      ...(failed > 0 ? [`No verdict: ${failed} requests to the server ${name} failed.`] : []),
    ];
  });
}

/** A measurement that finds a difference where there is none, or none where there is one, says nothing. */
function doubtsOfControls(starts: ListStarts, figure: Figure): readonly string[] {
  const ratio = comparing(starts, figure);
  const same = ratio('product again', 'product').median;
  const slowed = ratio('product, slowed by 20 %', 'product');
  const [least, most] = NULL_RANGE;
  const isNoticed = figure === 'cpuPerRequest' ? slowed.atLeast > most : slowed.atMost < least;
  return [
    ...(isQuiet(same)
      ? []
      : [`No verdict: the product differs from itself by ${percent(Math.abs(same - 1))}.`]),
    ...(isNoticed ? [] : ['No verdict: a slowdown of 20 % was not noticed.']),
  ];
}

function rowOf(name: string, ratios: PairedRatios): readonly string[] {
  return [name, ratioText(ratios), ratios.atMost.toFixed(2), ratios.atLeast.toFixed(2)];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
