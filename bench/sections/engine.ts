import { isQuiet, NULL_RANGE, pairedRatios } from '../measure/paired-ratios.js';
import type { PairedRatios } from '../measure/paired-ratios.js';
import { verdictOf } from '../section.js';
import type { BenchContext, GoalTable, Section } from '../section.js';
import { CASL_FORMS, caslPage } from './engine/casl-engines.js';
import { questionsPerSecond } from './engine/engine.js';
import type { Engine } from './engine/engine.js';
import { EXPLAINED, KEPT, makeEngines, PLAIN } from './engine/engines.js';
import type { Rival, RivalData } from './engine/rivals.js';

const SIZES = {
  users: 1_000,
  integrations: 10_000,
  permissions: 100_000,
  questions: 20_000,
  askingUsers: 100,
};
const ROUNDS = 31;
const WARM_UP_MS = 500;
const ROUND_MS = 250;
/** Questions of a list page; an ability is built for it. */
const PAGE = 50;
/** So few that what they look at stays in the processor's caches. */
const FEW = 500;

/** Who has decided everything before is compared with what ours decided before. */
const IS_WARM: Readonly<Record<Rival['kind'], boolean>> = {
  casbin: false,
  'casbin of a user': false,
  CASL: true,
  'byte matrix': true,
};
const TARGETS: Readonly<Record<Rival['kind'], number>> = {
  casbin: 10_000,
  'casbin of a user': 1_000,
  CASL: 2,
  'byte matrix': 0.05,
};
const WITH_BUILD_TARGET = 50;
const EXPLAINED_TARGET = 0.5;

/** Goal 3: the decision itself, against other engines on the same account, in one process. */
export const engineSection: Section = { name: 'engine', run: runEngine };

/** Rates of one round, all engines in turn. */
type Round = ReadonlyMap<string, number>;

interface Contender {
  readonly name: string;
  /** Of the round's rate in questions a second. */
  readonly rate: (milliseconds: number) => number;
}

interface Comparison {
  readonly name: string;
  /** Which of ours is held to the target. */
  readonly over: string;
  readonly built: string;
  readonly target: number;
}

const AGAIN = 'Latchkey once more';
const OURS_FEW = `Latchkey, ${FEW} of the questions over and over`;
const EXPLAINED_FEW = `${OURS_FEW}, explained`;
const OURS_PAGE = `Latchkey, ${PAGE} questions`;

async function runEngine({ say }: BenchContext): Promise<readonly GoalTable[]> {
  const { data, plain, explained, kept, rivals, built } = await makeEngines(SIZES);
  const { questions } = data.world;
  say('All engines agree with the oracle');

  const contenders = [
    ...[PLAIN, AGAIN].map((name) => contenderOf(name, plain, questions)),
    contenderOf(OURS_FEW, plain, questions.slice(0, FEW)),
    contenderOf(EXPLAINED_FEW, explained, questions.slice(0, FEW)),
    contenderOf(EXPLAINED, explained, questions),
    contenderOf(KEPT, kept, questions),
    ...rivals.map((rival) => contenderOf(rival.name, rival.engine, rival.questions)),
    ...pageContenders(data, plain),
  ];
  const rounds = measureInTurn(contenders, say);
  return [tableOf(rounds, { data, rivals, built })];
}

function contenderOf(name: string, engine: Engine, questions: RivalData['world']['questions']): Contender {
  return { name, rate: (milliseconds) => questionsPerSecond(engine, questions, milliseconds) };
}

const withBuild = (form: string) => `CASL with its build, ${form}`;

/** Each page is another user's. */
function pageContenders({ world, held }: RivalData, plain: Engine): readonly Contender[] {
  const pages = [...held].map(([userId, permissions]) => ({
    permissions,
    questions: world.questions.filter((asked) => asked.userId === userId).slice(0, PAGE),
  }));
  const rateOf = (answer: (page: (typeof pages)[number]) => number) => (milliseconds: number) => {
    const started = performance.now();
    let elapsed = 0;
    let asked = 0;
    for (let at = 0; elapsed < milliseconds; at = (at + 1) % pages.length) {
      const page = pages[at];
      if (page === undefined || answer(page) < 0) break;
      asked += page.questions.length;
      elapsed = performance.now() - started;
    }
    return (asked * 1_000) / elapsed;
  };
  return [
    {
      name: OURS_PAGE,
      rate: rateOf(({ questions }) => questions.filter((asked) => plain.allows(asked)).length),
    },
    ...CASL_FORMS.map((form) => ({
      name: withBuild(form.name),
      rate: rateOf(({ permissions, questions }) => caslPage(form, permissions, questions)),
    })),
  ];
}

function measureInTurn(contenders: readonly Contender[], say: (line: string) => void): readonly Round[] {
  for (const { rate } of contenders) rate(WARM_UP_MS);
  return Array.from({ length: ROUNDS }, (_, round) => {
    say(`Round ${round + 1} of ${ROUNDS}`);
    // Forwards and backwards by turns, so that nobody always comes after the same one.
    const order = round % 2 === 0 ? contenders : [...contenders].reverse();
    return new Map(order.map(({ name, rate }) => [name, rate(ROUND_MS)]));
  });
}

function tableOf(
  rounds: readonly Round[],
  {
    data,
    rivals,
    built,
  }: { readonly data: RivalData; readonly rivals: readonly Rival[]; readonly built: string },
): GoalTable {
  const ratios = (a: string, b: string) =>
    pairedRatios(rounds.map((round) => [round.get(a) ?? Number.NaN, round.get(b) ?? Number.NaN]));
  const comparisons: readonly Comparison[] = [
    ...rivals.map(({ name, kind, built }) => ({
      ...{ name, over: IS_WARM[kind] ? KEPT : PLAIN, built, target: TARGETS[kind] },
    })),
    ...CASL_FORMS.map(({ name }) => ({
      name: withBuild(name),
      over: OURS_PAGE,
      built: 'in it',
      target: WITH_BUILD_TARGET,
    })),
  ];
  const explained = ratios(EXPLAINED, PLAIN);
  const few = ratios(OURS_FEW, PLAIN);
  const nothing = ratios(PLAIN, AGAIN);
  const isJudged = isQuiet(nothing.median);
  const isReached =
    explained.atLeast >= EXPLAINED_TARGET &&
    comparisons.every(({ name, over, target }) => ratios(over, name).atLeast >= target);
  const casbin = rivals.find(({ kind }) => kind === 'casbin')?.name ?? '';
  const rate = (name: string) => median(rounds.map((round) => round.get(name) ?? Number.NaN));
  const row = (name: string, cells: readonly string[]) => [
    name,
    significant(rate(name)),
    significant(rate(name) / rate(casbin)),
    ...cells,
  ];
  return {
    goal: '3. The engine',
    target:
      'questions a second of ours over those of: casbin >= 10,000, casbin with one user’s rules >= 1,000, each form of CASL >= 2, with its build on 50 questions >= 50, a byte matrix >= 0.05; explained over plain >= 0.5',
    verdict: verdictOf(isJudged, isReached),
    columns: [
      'engine',
      'questions/s',
      'over casbin',
      'made ready in',
      'ours over it (range)',
      'decided before, over it',
      'target',
      'reached',
    ],
    rows: [
      row(PLAIN, [built, '1', '', '', '']),
      row(OURS_FEW, [built, `${ratioText(few)} (it over all)`, '', '', '']),
      row(KEPT, ['the first time it is asked', ratioText(ratios(KEPT, PLAIN)), '1', '', '']),
      row(EXPLAINED, [
        built,
        `${ratioText(explained)} (it over plain)`,
        '',
        '>= 0.5',
        yesNo(explained.atLeast >= 0.5),
      ]),
      row(EXPLAINED_FEW, [
        built,
        `${ratioText(ratios(EXPLAINED_FEW, OURS_FEW))} (it over the same, plain)`,
        '',
        '',
        '',
      ]),
      ...comparisons.map(({ name, over, built, target }) => {
        const anew = ratios(over === OURS_PAGE ? OURS_PAGE : PLAIN, name);
        const before = over === OURS_PAGE ? '' : ratioText(ratios(KEPT, name));
        const isReached = ratios(over, name).atLeast >= target;
        return row(name, [built, ratioText(anew), before, `>= ${target}`, yesNo(isReached)]);
      }),
      row(AGAIN, ['', ratioText(nothing), '', NULL_RANGE.join(' to '), yesNo(isJudged)]),
    ],
    notes: [
      ...notesOn(data),
      ...(isReached ? [] : [whatIsMissing(few.median), whatAnExplanationTakes(rate)]),
    ],
  };
}

/** Measured, so that it is not guessed: what the caches do not hold. */
function whatIsMissing(few: number): string {
  const waiting = (100 * (1 - 1 / few)).toFixed(0);
  return `Why a target is not reached: ${waiting} % of the time of a question goes into waiting for memory. Asked ${FEW} of them over and over, whose facts stay in the caches, the same engine is ${few.toFixed(1)} times as fast.`;
}

/** It is held against the plain answer, whose time is mostly waiting. */
function whatAnExplanationTakes(rate: (name: string) => number): string {
  const more = (explained: string, plain: string) => (1e6 / rate(explained) - 1e6 / rate(plain)).toFixed(1);
  return `An explanation makes five verdicts with their evidence beside the answer. That takes ${more(EXPLAINED, PLAIN)} µs more for a question, and ${more(EXPLAINED_FEW, OURS_FEW)} µs where the facts stay in the caches, which is work alone.`;
}

function notesOn({ world, held, expected }: RivalData): readonly string[] {
  const share = (answers: readonly boolean[]) =>
    `${((100 * answers.filter((allowed) => !allowed).length) / answers.length).toFixed(0)} %`;
  const rules = [...held.values()].reduce((sum, { length }) => sum + length, 0) / held.size;
  return [
    `${world.users.length} users, ${world.integrations.length} integrations, ${world.permissions.length} permissions, ${world.questions.length} questions of ${held.size} users about READ, USE, UPDATE and DELETE; ${share(expected.decisions)} are denied, ${share(expected.setLayer)} by the permission-set layer alone.`,
    'Ours answers with all five layers of the decision, and finds its facts within the time: user and integration in a Map each by id, then in the Map RBAC id -> permissions of each of the user’s principals, which a group shares with all its members, those on the integration; those on the wildcard stand beside each Map. Permissions are as stored, in the order of a scan by RBAC id, with one object for each principal and each RBAC id; nothing is folded into masks. This layout was chosen after slower ones had been measured, and is the benchmark’s own: the gateway keeps facts for each viewer and otherwise reads them.',
    `The others answer the permission-set layer’s question alone, on the same permissions: neither roles and teams nor a reason. They are given each set’s actions with what UPDATE implies. casbin has a rule for each permission and the groups as roles; with one user’s rules it, and CASL, have those of the user and the user’s groups (${rules.toFixed(0)} on average), found beforehand.`,
    'Before anything was measured each engine agreed with the naive oracle on every question that it was asked; casbin is too slow for more than the first few of them.',
    'Decided before is what the gateway does with a question that it was asked at the same revision: all actions on an integration were decided the first time, and are read from there. CASL’s abilities and the byte matrix are made ready before, so that this row is held against theirs; the row that decides anew stands beside it.',
    'An ability of CASL is built for one user and has to be built anew when a permission of the user changes; ours keeps for a user only which principals’ Maps are the user’s. The time to make ours ready for the whole account is in its row, not in the rows with a build.',
    `${ROUNDS} rounds, engines in turn, of at least ${ROUND_MS} ms each after ${WARM_UP_MS} ms of warm-up; medians, paired ratios. A target is reached when the one-sided 90 % bound of the paired median reaches it. The last row is ours against itself.`,
  ];
}

function ratioText({ median, least, most }: PairedRatios): string {
  return `${significant(median)} (${significant(least)} to ${significant(most)})`;
}

const yesNo = (isSo: boolean): string => (isSo ? 'yes' : 'no');

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Three digits that count. */
function significant(value: number): string {
  return value >= 100 ? Math.round(Number(value.toPrecision(3))).toLocaleString('en') : value.toPrecision(3);
}
