import type { RuleId } from '../rules.js';
import type { World } from './world.js';

/** A test of one or more rules through the public API. The same function runs on every engine. */
export interface Proof {
  readonly ids: readonly RuleId[];
  readonly behaviour: string;
  readonly prove: (world: World) => Promise<void>;
}

/** Proofs about one theme. */
export interface Theme {
  readonly title: string;
  readonly proofs: readonly Proof[];
}

/** Declares a test and which rules it proves. A value, so that coverage is counted without running anything. */
export function rule(ids: readonly RuleId[], behaviour: string, prove: Proof['prove']): Proof {
  return { ids, behaviour, prove };
}

/** How the test is named: `[U13] USE alone does not show an integration in the management list`. */
export function nameOf({ ids, behaviour }: Proof): string {
  return `${ids.map((id) => `[${id}]`).join(' ')} ${behaviour}`;
}
