import { accountText } from '../../../support/account-file.js';
import { operationOf } from '../commands/operation.js';
import type { Batch, Script } from '../commands/commands.js';
import { fileOf, importedState } from '../model/state.js';
import type { State } from '../model/state.js';
import { revisionTold } from '../reply.js';
import type { Gateways } from './gateways.js';
import { Disagreement, historyOf } from './history.js';
import { expectLinearizable } from './linearizable.js';
import { inWords, playLanes } from './played.js';
import type { Played, ToPlay } from './played.js';
import { expectReplayable } from './replay.js';
import { trailSince } from './trail.js';

/** How much of each a script held. */
export interface Held {
  /** Answers compared with the model's. */
  readonly answers: number;
  /** Those of them that told a revision. */
  readonly revisions: number;
  /** Changes whose audit events were compared, and refused or needless ones that must have none. */
  readonly changes: number;
  /** Audit events replayed. */
  readonly replayed: number;
}

const NEWEST_EVENTS = 100;

/**
 * Plays a script on an account of its own and settles after each batch: the audit trail tells in which order the
 * changes came, the model follows, and every answer has to fit.
 */
export async function playScript(
  gateways: Gateways,
  { start, batches }: Script,
  account: string,
): Promise<Held> {
  const file = { ...start, account: { ...start.account, id: account } };
  await gateways.replace(file);
  const { revision } = await trailSince(gateways, account, { revision: 0, first: NEWEST_EVENTS });
  let state = importedState(file, revision);
  const all: Played[] = [];
  const play = async (lanes: readonly (readonly ToPlay[])[]) => {
    const played = await playLanes(gateways, account, lanes);
    state = await settled(gateways, state, played);
    all.push(...played);
  };
  for (const batch of batches) {
    await play(toPlay(batch, state));
    await play(whatEverybodySees(state, [2]));
  }
  await play(whatEverybodySees(state, [1, 3, 100]));
  const replayed = await expectReplayable(gateways, state);
  const replies = all.flatMap(({ reply }) => reply ?? []);
  return {
    replayed,
    answers: replies.length,
    revisions: replies.filter((reply) => revisionTold(reply) !== undefined).length,
    changes: all.filter(({ operation }) => operation.kind !== 'ASK').length,
  };
}

function toPlay(batch: Batch, state: State): readonly (readonly ToPlay[])[] {
  return batch.map((lane) =>
    lane.map((command) => ({
      operation: operationOf(command, state),
      gateway: command.does === 'replace' ? 0 : command.gateway,
    })),
  );
}

/** Both lists in pages of these sizes: short ones tell of rows that should not count, long ones of those that should. */
function whatEverybodySees({ world }: State, sizes: readonly number[]): readonly (readonly ToPlay[])[] {
  const active = world.users.filter((user) => user.active);
  return active.map(({ id: by }, gateway) =>
    (['integrations', 'usableIntegrations'] as const).flatMap((field) =>
      sizes.map((first): ToPlay => {
        return { operation: { kind: 'ASK', by, question: { field, args: { first } } }, gateway };
      }),
    ),
  );
}

/** Compares what was played with the model; answers the state in which it ended. */
async function settled(gateways: Gateways, before: State, played: readonly Played[]): Promise<State> {
  const { revision, world } = before;
  const trail = await trailSince(gateways, world.account.id, { revision, first: NEWEST_EVENTS });
  try {
    const history = historyOf(before, played, trail);
    expectLinearizable(played, history, trail);
    return history.states.at(-1) ?? before;
  } catch (error) {
    if (!(error instanceof Disagreement)) throw error;
    const steps = played.map(inWords).join('\n');
    const text = accountText(fileOf(world));
    throw new Disagreement(`${error.message}\n\nAll of it:\n${steps}\n\non revision ${revision}:\n${text}`);
  }
}
