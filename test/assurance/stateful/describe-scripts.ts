import { afterAll, beforeAll } from '@jest/globals';
import fc from 'fast-check';
import { effort, sized } from '../effort.js';
import { tally } from '../tally.js';
import type { Script } from './commands/commands.js';
import type { Gateways } from './run/gateways.js';
import { playScript } from './run/play-script.js';
import type { Held } from './run/play-script.js';

/** Time for a test of size 1, and for a failing script to shrink. */
const LIMIT_MS = 60_000;
const SHRINKING_MS = 240_000;

export const TIME_LIMIT_MS = sized(LIMIT_MS) + SHRINKING_MS;

/** Plays scripts on gateways that a `describe` shares; each script has an account of its own. */
export function scriptsOn(start: () => Promise<Gateways>): ScriptPlayer {
  const player = new ScriptPlayer();
  beforeAll(async () => {
    player.gateways = await start();
  });
  afterAll(() => player.gateways?.stop());
  return player;
}

export class ScriptPlayer {
  gateways: Gateways | undefined;
  #accounts = 0;

  /** Plays that many scripts, each as the model says, and counts what held under the promises named. */
  async play(
    scripts: fc.Arbitrary<Script>,
    tries: number,
    promises: Readonly<Record<keyof Held, string>>,
  ): Promise<void> {
    const all: Held[] = [];
    const property = fc.asyncProperty(scripts, async (script) => {
      all.push(await this.#played(script));
    });
    await fc.assert(property, effort(tries));
    for (const what of ['answers', 'revisions', 'changes', 'replayed'] as const) {
      tally(
        promises[what],
        all.reduce((sum, held) => sum + held[what], 0),
      );
    }
  }

  #played(script: Script): Promise<Held> {
    if (this.gateways === undefined) throw new Error('The gateways run within tests');
    this.#accounts += 1;
    return playScript(this.gateways, script, `acme-${this.#accounts}`);
  }
}
