import { medianOf } from '../../measure/rounds.js';
import { PINNING } from '../../measure/pinned-process.js';
import { verdictOf } from '../../section.js';
import type { GoalTable } from '../../section.js';
import type { Found } from './search.js';

export type EngineName = 'SQLite' | 'MongoDB';

export interface WorstRequest extends Found {
  readonly aliveMebibytes: number;
}

export interface SearchReport {
  /** CPU of a page, measured several times in the course of the search, milliseconds. */
  readonly pagesMs: readonly number[];
  readonly minutes: number;
  readonly tried: number;
  /** Answers that were a failure of the gateway's. */
  readonly failed: number;
}

/** A page as it was when the bounds were set, on a machine that did nothing else, in milliseconds. */
const PAGE_MS: Readonly<Record<EngineName, number>> = { SQLite: 2.1, MongoDB: 5 };
const MOST_PAGES = 80;
const MOST_PAGES_OF_TURN = 40;
/** Nobody asks for less. */
const MOST_MS = 500;
const MOST_MS_OF_TURN = 250;
const MOST_MEBIBYTES = 64;
/** Beyond, the machine is too busy for the time that others wait to say anything. */
const BUSY = 1.5;

export function hostileTable(
  engine: EngineName,
  worst: readonly WorstRequest[],
  { pagesMs, minutes, tried, failed }: SearchReport,
): GoalTable {
  const page = medianOf(pagesMs);
  const pages = (ms: number) => ms / page;
  const most = (figure: (one: WorstRequest) => number) => Math.max(...worst.map(figure));
  const atMost = Math.max(MOST_PAGES, MOST_MS / PAGE_MS[engine]);
  const turnAtMost = Math.max(MOST_PAGES_OF_TURN, MOST_MS_OF_TURN / PAGE_MS[engine]);
  const isReached =
    failed === 0 &&
    most(({ measured }) => pages(measured.cpuMs)) <= atMost &&
    most(({ measured }) => pages(measured.turnMs)) <= turnAtMost &&
    most(({ aliveMebibytes }) => aliveMebibytes) <= MOST_MEBIBYTES;
  const slowdown = page / PAGE_MS[engine];
  return {
    goal: `11. The dearest requests within all limits, on ${engine}`,
    target: `at most ${MOST_PAGES} pages of CPU or ${MOST_MS} ms (${atMost.toFixed(0)} pages), others held up for at most ${MOST_PAGES_OF_TURN} or ${MOST_MS_OF_TURN} ms (${turnAtMost.toFixed(0)} pages), ${MOST_MEBIBYTES} MiB alive`,
    verdict: verdictOf(true, isReached),
    columns: [
      'what',
      'asked by',
      'cost',
      'CPU, pages',
      'longest turn, pages',
      '`/health/live`, ms',
      'alive, MiB',
      'answer, MB',
    ],
    rows: worst.map(({ title, request, measured, aliveMebibytes }) => [
      title,
      request.asked.caller,
      request.cost.toLocaleString('en'),
      pages(measured.cpuMs).toFixed(1),
      pages(measured.turnMs).toFixed(1),
      measured.stallMs.toFixed(0),
      aliveMebibytes.toFixed(1),
      (measured.answerBytes / 1e6).toFixed(2),
    ]),
    notes: [
      `The gateway with its usual limits and a heap of 1 GiB on an account of 2,000 users, 60 groups, 50 teams, 10,000 integrations and 50,000 permissions, ${PINNING}. ${tried.toLocaleString('en')} requests were tried: those made by hand, each asked for as often as every limit allows, and for ${minutes} minutes what a search made of the worst; ${failed} failed. The three worst by CPU, by longest turn and by size of the answer; *what* is the one made by hand that it came from. None was sent twice, and each with nothing known of what earlier ones read.`,
      `A page is the picker's first page of 50 with rights for a viewer not seen before. It took ${page.toFixed(1)} ms of CPU in this run, ${slowdown.toFixed(1)} times what it took on a quiet machine when the bound was set: figures in pages are by what it took here.${slowdown > BUSY ? ' Others used the machine meanwhile, so the time that `/health/live` waited, the lesser of two tries, is theirs as well; the longest turn is the CPU that the gateway used between two looks at its event loop, and is what was judged.' : ''}`,
      'Alive is the most that was in use after a whole collection, of which there was one for every few MiB, beyond what was in use before the request; in a process of its own.',
    ],
  };
}
