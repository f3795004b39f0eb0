import { listRounds } from '../measure/list-rounds.js';
import { withListFile } from '../measure/list-store.js';
import type { ListStore } from '../measure/list-store.js';
import { PINNING } from '../measure/pinned-process.js';
import { ratioOf } from '../measure/rounds.js';
import type { Round } from '../measure/rounds.js';
import type { Variant } from '../measure/with-servers.js';
import type { BenchContext, GoalTable, Section } from '../section.js';
import { costTable, stockTable } from './requests/goals.js';
import type { ListRounds } from './requests/goals.js';

/** Short ones and many: what comes and goes on the machine then meets every server alike. */
const ROUNDS = 30;
const SECONDS_OF_ROUND = 0.4;
const WARM_UP_SECONDS = 3;
/** Of the slowdown that is planted, to see that it would be noticed. */
const PLANTED = 0.2;

export const LIST_VARIANTS = {
  product: { program: 'gateway' },
  'product again': { program: 'gateway' },
  'product, slowed by 20 %': { program: 'gateway', settings: { slowdown: PLANTED } },
  'product, compiled': { program: 'gateway', settings: { compilesQueries: true } },
  'without checks': { program: 'unchecked-gateway' },
  'without checks, compiled': { program: 'unchecked-gateway', settings: { compilesQueries: true } },
  stock: { program: 'stock-apollo' },
} as const satisfies Readonly<Record<string, Variant>>;

export type ListVariant = keyof typeof LIST_VARIANTS;

/** Goals 1 and 2: what permissions cost, and how the product compares with an app that has none. */
export const listSection: Section = { name: 'list', run };

function run({ say }: BenchContext): Promise<readonly GoalTable[]> {
  return withListFile(async (store) => {
    const rounds = await listRounds(store, LIST_VARIANTS, {
      rounds: ROUNDS,
      secondsOfRound: SECONDS_OF_ROUND,
      warmUpSeconds: WARM_UP_SECONDS,
    });
    say(nullText(rounds));
    const notes = notesOn(store);
    return [costTable(rounds, notes), stockTable(rounds, notes)];
  });
}

function nullText(rounds: ListRounds): string {
  const of = (name: ListVariant): readonly Round[] => rounds.get(name) ?? [];
  const { median } = ratioOf('cpuPerRequest', of('product again'), of('product'));
  return `The product against itself: ${median.toFixed(3)}`;
}

function notesOn({ world }: ListStore): readonly string[] {
  const denied = (world.deniedShare * 100).toFixed(0);
  return [
    `A page of 50 integrations with six fields and \`viewerRights\`, 20 connections, POST; an account of 1,000 integrations and 3,000 permissions, LAYERED and ENFORCED; four viewers who are not administrators, each denied READ on ${denied} % of the rows. All answers are equal byte for byte.`,
    `SQLite in a file in a temporary folder, read by the server's own process; ${PINNING}. The product logs as in production, to nowhere; the stock app logs nothing and looks at no token.`,
    `${ROUNDS} rounds of about ${SECONDS_OF_ROUND} s each, interleaved, after ${WARM_UP_SECONDS} s of warm-up; median (range) of the ratios of each round, and their bound with a confidence of 90 %.`,
  ];
}
