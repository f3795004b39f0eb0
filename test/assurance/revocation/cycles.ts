import type { AccountFile } from '../../support/account-file.js';
import { withBo, withCrew } from './lane-account.js';
import { Lane } from './lane.js';
import type { Pair } from './pairs.js';

type At = 0 | 1;

/** Gives Bo the use of an integration. `take` takes it away and names what he must not use from then on. */
type Kind = (
  lane: Lane,
  at: At,
) => Promise<{
  readonly integrationId: string;
  readonly take: () => Promise<readonly string[]>;
}>;

/** Every way to take a right away through the API. The gateway that takes is not the one that gave. */
const REVOCATIONS: Readonly<Record<string, Kind>> = {
  'of a user': (lane, at) => granted(lane, at, { to: '{ type: USER, id: "usr_bo" }' }),
  'of a group': (lane, at) => granted(lane, at, { to: '{ type: GROUP, id: "grp_crew" }' }),
  'on the wildcard': (lane, at) =>
    granted(lane, at, { to: '{ type: USER, id: "usr_bo" }', on: 'data_providers.*' }),
  'by the teams of the integration': async (lane, at) => {
    const integrationId = 'int_moved';
    await lane.setTeams(at, integrationId, ['team_pay', 'team_ops']);
    const take = async () => {
      await lane.setTeams(other(at), integrationId, ['team_ops']);
      return [integrationId];
    };
    return { integrationId, take };
  },
  'by deleting the integration and creating it again': async (lane, at) => {
    const integrationId = lane.recreatedId;
    await lane.grant(at, `data_providers.${integrationId}`, '{ type: USER, id: "usr_bo" }');
    const take = async () => {
      await lane.delete(other(at), integrationId);
      lane.recreatedId = await lane.create(other(at));
      return [integrationId, lane.recreatedId];
    };
    return { integrationId, take };
  },
  'of an access token': async (lane, at) => {
    await lane.giveToken(at);
    const integrationId = 'int_crew';
    const take = async () => {
      await lane.revokeToken(other(at));
      return [integrationId];
    };
    return { integrationId, take };
  },
};

/** What is changed by importing the account again. */
const REPLACEMENTS: Readonly<Record<string, Kind>> = {
  'of a group member': (lane) => replaced(lane, withCrew([])),
  'of a role': (lane) => replaced(lane, withBo({ memberships: [] })),
  'of a team': (lane) => replaced(lane, withBo({ memberships: [{ teamId: 'team_ops', role: 'OPERATOR' }] })),
  'of an activation': (lane) => replaced(lane, withBo({ active: false })),
};

export interface CyclesToRun {
  readonly revocations: number;
  readonly replacements: number;
  /** Accounts whose cycles run at once. @default 1 */
  readonly lanes?: number;
}

/** What was wrong, one text for each gateway that was asked. */
export interface Findings {
  /** Bo was not allowed although he had just been given the right: the cycle proved nothing. */
  readonly missedAllows: readonly string[];
  readonly staleAllows: readonly string[];
}

/** Runs cycles of allow-check, revoke and checks that start after the acknowledgement, on both gateways. */
export async function runCycles(pair: Pair, cycles: CyclesToRun): Promise<Findings> {
  const { lanes = 1 } = cycles;
  const findings = { missedAllows: [], staleAllows: [] };
  const each = Array.from({ length: lanes }, async (_, index) => {
    const lane = new Lane(pair, `lane-${index}`);
    await lane.replace();
    const share = (all: number) => Math.ceil((all - index) / lanes);
    await runKinds(lane, { kinds: REVOCATIONS, cycles: share(cycles.revocations), first: index, findings });
    await runKinds(lane, { kinds: REPLACEMENTS, cycles: share(cycles.replacements), first: index, findings });
  });
  await Promise.all(each);
  return findings;
}

interface Run {
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly cycles: number;
  /** Where in the kinds to start, so that few cycles in many lanes meet them all. */
  readonly first: number;
  readonly findings: { readonly missedAllows: string[]; readonly staleAllows: string[] };
}

async function runKinds(lane: Lane, { kinds, cycles, first, findings }: Run): Promise<void> {
  const names = Object.keys(kinds);
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const name = names[(first + cycle) % names.length] ?? '';
    lane.forgetToken();
    const { integrationId, take } = await kind(kinds, name)(lane, cycle % 2 === 0 ? 0 : 1);
    for (const ways of await onBoth((at) => lane.waysOfBo(at, integrationId))) {
      if (ways.length < 4) findings.missedAllows.push(`${name}: only ${ways.join()}`);
    }
    for (const taken of await take()) {
      for (const ways of await onBoth((at) => lane.waysOfBo(at, taken))) {
        if (ways.length > 0) findings.staleAllows.push(`${name}: ${ways.join()}`);
      }
    }
  }
}

function kind(kinds: Run['kinds'], name: string): Kind {
  const found = kinds[name];
  if (found === undefined) throw new Error(`There is no kind ${name}`);
  return found;
}

async function granted(lane: Lane, at: At, grant: { readonly to: string; readonly on?: string }) {
  const integrationId = 'int_granted';
  const permissionId = await lane.grant(at, grant.on ?? `data_providers.${integrationId}`, grant.to);
  const take = async () => {
    await lane.revoke(other(at), permissionId);
    return [integrationId];
  };
  return { integrationId, take };
}

async function replaced(lane: Lane, without: AccountFile) {
  const integrationId = 'int_crew';
  await lane.replace();
  const take = async () => {
    await lane.replace(without);
    return [integrationId];
  };
  return { integrationId, take };
}

function onBoth<T>(ask: (at: At) => Promise<T>): Promise<readonly T[]> {
  return Promise.all([ask(0), ask(1)]);
}

function other(at: At): At {
  return at === 0 ? 1 : 0;
}
