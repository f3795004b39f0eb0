import type { ServerSettings } from '../servers/server-settings.js';
import type { ListStore } from './list-store.js';
import { pairedRatios } from './paired-ratios.js';
import type { PairedRatios } from './paired-ratios.js';
import { ratioOf, runRounds } from './rounds.js';
import type { Figure, Round, RoundsPlan } from './rounds.js';
import { assertSameAnswers } from './same-answers.js';
import { withServers } from './with-servers.js';
import type { Variant } from './with-servers.js';

/**
 * How often the servers are started anew, and what each start measures. Rounds are short, so that what else the machine
 * does meets all servers alike, and long against the time in which a server fills the processor's caches anew, after
 * the others had them: in rounds of 0.1 s a planted slowdown of 20 % came to 13 %. Several starts: two processes of one
 * program differ by some per cent for as long as they live, which no number of rounds evens out.
 */
export interface ListTiming extends Pick<RoundsPlan<string>, 'rounds' | 'secondsOfRound'> {
  readonly starts: number;
}

/** The rounds of each server, start by start. */
export type Starts<Name extends string> = readonly ReadonlyMap<Name, readonly Round[]>[];

/** Loads servers of the list in turn, once all have answered alike. */
export async function listRounds<Name extends string>(
  { settings, requests }: ListStore,
  variants: Readonly<Record<Name, Variant>>,
  { starts, constant = settings.constant, ...timing }: ListTiming & Partial<Pick<ServerSettings, 'constant'>>,
): Promise<Starts<Name>> {
  const measured: ReadonlyMap<Name, readonly Round[]>[] = [];
  for (let start = 0; start < starts; start += 1) {
    measured.push(
      await withServers(variants, { ...settings, constant }, async (running) => {
        await assertSameAnswers(running.servers, requests);
        return runRounds({ ...running, requests, ...timing });
      }),
    );
  }
  return measured;
}

/** The ratio of a figure between two servers: of each start the median of its rounds, and over the starts the bounds. */
export function ratioOfStarts<Name extends string>(
  figure: Figure,
  starts: Starts<Name>,
  [a, b]: readonly [Name, Name],
): PairedRatios {
  return pairedRatios(
    starts.map((rounds) => [ratioOf(figure, rounds.get(a) ?? [], rounds.get(b) ?? []).median, 1]),
  );
}

/** All rounds of a server, whatever the start. */
export function roundsOf<Name extends string>(starts: Starts<Name>, name: Name): readonly Round[] {
  return starts.flatMap((rounds) => rounds.get(name) ?? []);
}
