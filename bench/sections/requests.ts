import { listRounds } from '../measure/list-rounds.js';
import type { ListTiming } from '../measure/list-rounds.js';
import { withListFile } from '../measure/list-store.js';
import type { ListStore } from '../measure/list-store.js';
import { PINNING } from '../measure/pinned-process.js';
import { WARM_UP_SECONDS } from '../measure/rounds.js';
import type { Variant } from '../measure/with-servers.js';
import type { Section } from '../section.js';
import { costTable, stockTable } from './requests/goals.js';

const COST_TIMING: ListTiming = { starts: 11, rounds: 12, secondsOfRound: 0.4 };
/** More servers take turns, and the target is not as near. */
const STOCK_TIMING: ListTiming = { ...COST_TIMING, starts: 7 };
/** Of the slowdown that is planted, to see that it would be noticed. */
const PLANTED = 0.2;

/** No more than goal 1 asks for: the fewer take turns, the nearer in time is what is compared. */
const COST_VARIANTS = {
  product: { program: 'gateway' },
  'product again': { program: 'gateway' },
  'product, slowed by 20 %': { program: 'gateway', settings: { slowdown: PLANTED } },
  'without checks': { program: 'unchecked-gateway' },
} as const satisfies Readonly<Record<string, Variant>>;

export const LIST_VARIANTS = {
  ...COST_VARIANTS,
  stock: { program: 'stock-apollo' },
} as const satisfies Readonly<Record<string, Variant>>;

export type ListVariant = keyof typeof LIST_VARIANTS;

/** Goal 1: what permissions cost. */
export const listSection: Section = {
  name: 'list',
  run: () =>
    withListFile(async (store) => [
      costTable(await listRounds(store, COST_VARIANTS, COST_TIMING), notesOn(store, COST_TIMING)),
    ]),
};

/** Goal 2: how the product compares with an app that has none. */
export const stockSection: Section = {
  name: 'stock',
  run: () =>
    withListFile(async (store) => [
      stockTable(await listRounds(store, LIST_VARIANTS, STOCK_TIMING), notesOn(store, STOCK_TIMING)),
    ]),
};

function notesOn({ world }: ListStore, { starts, rounds, secondsOfRound }: ListTiming): readonly string[] {
  const denied = (world.deniedShare * 100).toFixed(0);
  return [
    `A page of 50 integrations with six fields and \`viewerRights\`, 20 connections, POST; an account of 1,000 integrations and 3,000 permissions, LAYERED and ENFORCED; four viewers who are not administrators, each denied READ on ${denied} % of the rows. All answers are equal byte for byte.`,
    `SQLite in a file in a temporary folder, read by the server's own process; ${PINNING}. The product logs as in production, to nowhere; the stock app logs nothing and looks at no token.`,
    `All servers were started ${starts} times, each time for ${rounds} rounds of about ${secondsOfRound} s, interleaved, after ${WARM_UP_SECONDS} s of warm-up each, interleaved like them. Of each start the median of the rounds' ratios counts; median (range) of these, and its bound with a confidence of 90 %.`,
  ];
}
