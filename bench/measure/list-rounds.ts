import type { ServerSettings } from '../servers/server-settings.js';
import type { ListStore } from './list-store.js';
import { runRounds } from './rounds.js';
import type { Round, RoundsPlan } from './rounds.js';
import { assertSameAnswers } from './same-answers.js';
import { withServers } from './with-servers.js';
import type { Variant } from './with-servers.js';

type Timing = Pick<RoundsPlan<string>, 'rounds' | 'secondsOfRound' | 'warmUpSeconds'>;

/** Loads servers of the list in turn, once all have answered alike. */
export function listRounds<Name extends string>(
  { settings, requests }: ListStore,
  variants: Readonly<Record<Name, Variant>>,
  { constant = settings.constant, ...timing }: Timing & Partial<Pick<ServerSettings, 'constant'>>,
): Promise<ReadonlyMap<Name, readonly Round[]>> {
  return withServers(variants, { ...settings, constant }, async (running) => {
    await assertSameAnswers(running.servers, requests);
    return runRounds({ ...running, requests, ...timing });
  });
}
