import type { Selected } from '../documents/selection.js';
import { Refusal } from './outcomes.js';
import type { Outcome } from './outcomes.js';

type Said = 'VALUE' | 'NULL' | 'REFUSED';

/** What was met while answers were compared: a matrix that never saw a refusal, or a value, proves nothing. */
export class Coverage {
  readonly #byRule = new Map<string, Set<Said>>();
  readonly #byPlace = new Map<string, Set<Said>>();
  readonly #given = new Set<string>();
  #cells = 0;

  get cells(): number {
    return this.#cells;
  }

  /** A rule said this of a field, and the answer was compared with it. */
  saw({ rule, place }: Selected, outcome: Outcome): void {
    const said = outcome instanceof Refusal ? 'REFUSED' : outcome;
    add(this.#byRule, rule, said);
    add(this.#byPlace, place, said);
    this.#cells += 1;
  }

  /** A field had something in it. */
  gave({ place }: Selected): void {
    this.#given.add(place);
  }

  /** Which of these a rule said. */
  saidBy(rule: string): readonly Said[] {
    return [...(this.#byRule.get(rule) ?? [])].sort();
  }

  saidOf(place: string): readonly Said[] {
    return [...(this.#byPlace.get(place) ?? [])].sort();
  }

  hasGiven(place: string): boolean {
    return this.#given.has(place);
  }
}

function add(sets: Map<string, Set<Said>>, key: string, said: Said): void {
  const present = sets.get(key);
  if (present === undefined) sets.set(key, new Set([said]));
  else present.add(said);
}
