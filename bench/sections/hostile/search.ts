import type { AskedRequest } from '../../../test/support/dear-requests/asked.js';
import { ChangedRequests } from '../../../test/support/dear-requests/changed-requests.js';
import { handmadeRequests } from '../../../test/support/dear-requests/handmade-requests.js';
import type { DearRequest, WithinLimits } from '../../../test/support/dear-requests/within-limits.js';
import type { Random } from '../../measure/seeded-numbers.js';
import type { HostileGateway, MeasuredRequest } from './hostile-gateway.js';

/** Of what a request takes, what the search tries to make large. */
export const FIGURES = ['cpuMs', 'turnMs', 'answerBytes'] as const;
export type Figure = (typeof FIGURES)[number];

export interface Found {
  readonly title: string;
  readonly request: DearRequest;
  readonly measured: MeasuredRequest;
}

/** So many of the worst of each figure are kept, and changed further. */
const KEPT = 12;
const MOST_STEPS = 3;

export interface SearchParts {
  readonly gateway: HostileGateway;
  readonly within: WithinLimits;
  readonly random: Random;
}

/**
 * Climbs from requests made by hand to dearer ones: changes one of the worst in a few places, fills it up to what every
 * limit allows, and keeps it when it takes more than the least of those that are kept.
 */
export class Search {
  readonly #worst = new Map<Figure, Found[]>(FIGURES.map((figure) => [figure, []]));
  readonly #changed: ChangedRequests;
  #tried = 0;
  #failed = 0;

  constructor(private readonly parts: SearchParts) {
    this.#changed = new ChangedRequests(parts.within.schema, parts.random);
  }

  get tried(): number {
    return this.#tried;
  }

  /** Answers with a status from 500 up that is not one of an overload or deadline. */
  get failed(): number {
    return this.#failed;
  }

  /** The worst of a figure first. */
  worst(figure: Figure): readonly Found[] {
    return this.#worst.get(figure) ?? [];
  }

  async tryHandmade(): Promise<void> {
    for (const asked of handmadeRequests()) await this.#try(asked, asked.title);
  }

  async climb(until: number): Promise<void> {
    while (Date.now() < until) {
      const from = this.#anyOfWorst();
      let asked = from.request.asked;
      const steps = 1 + this.parts.random(MOST_STEPS);
      for (let step = 0; step < steps; step += 1) {
        asked = this.#changed.of(asked, this.#anyOfWorst().request.asked);
      }
      await this.#try(asked, from.title);
    }
  }

  async #try(asked: AskedRequest, title: string): Promise<void> {
    const { gateway, within } = this.parts;
    const request = within.filled(asked, gateway.ids[asked.caller]);
    if (request === undefined) return;
    const first = { title, request, measured: await gateway.measure(request) };
    this.#tried += 1;
    const { status } = first.measured;
    if (status >= 500 && status !== 503) this.#failed += 1;
    if (!FIGURES.some((figure) => this.#isAmongWorst(first, figure))) return;
    // Once more, since others use the machine as well: the lesser of the two counts.
    const again = within.written(renamed(request), gateway.ids[asked.caller]);
    const measured =
      again === undefined ? first.measured : lesser(first.measured, await gateway.measure(again));
    for (const figure of FIGURES) this.#keep({ ...first, measured }, figure);
  }

  #keep(found: Found, figure: Figure): void {
    if (!this.#isAmongWorst(found, figure)) return;
    const worst = [...this.worst(figure), found].sort((a, b) => b.measured[figure] - a.measured[figure]);
    this.#worst.set(figure, worst.slice(0, KEPT));
  }

  #isAmongWorst({ measured }: Found, figure: Figure): boolean {
    const worst = this.worst(figure);
    return worst.length < KEPT || measured[figure] > (worst.at(-1)?.measured[figure] ?? 0);
  }

  #anyOfWorst(): Found {
    const all = FIGURES.flatMap((figure) => this.worst(figure));
    const found = all[this.parts.random(all.length)];
    if (found === undefined) throw new Error('Nothing is within the limits');
    return found;
  }
}

/** Filled already. */
function renamed({ asked, times }: DearRequest): AskedRequest {
  return { ...asked, of: asked.of.map((one) => ({ ...one, times: one.times * times })) };
}

function lesser(a: MeasuredRequest, b: MeasuredRequest): MeasuredRequest {
  return {
    ...a,
    cpuMs: Math.min(a.cpuMs, b.cpuMs),
    turnMs: Math.min(a.turnMs, b.turnMs),
    stallMs: Math.min(a.stallMs, b.stallMs),
    seconds: Math.min(a.seconds, b.seconds),
  };
}
