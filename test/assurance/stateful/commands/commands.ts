import fc from 'fast-check';
import type { WorldSize } from '../../worlds/account-worlds.js';
import type { AccountWorld } from '../../worlds/account-world.js';
import { oddNames } from '../../worlds/names.js';
import { crowded } from './crowded.js';
import { withDelegates } from './delegates.js';
import { observedWorlds } from '../../worlds/observed.js';

/**
 * What may be done, before it is known to what: numbers that choose among what there is by the time it is done. So a
 * run with fewer steps still makes sense, and a failing one shrinks.
 */
export type Command = ChosenCommand | ReplaceCommand;

export interface ChosenCommand {
  readonly does: Deed;
  /** Over which of the gateways. */
  readonly gateway: number;
  readonly who: number;
  /** The integration or RBAC id that it is about. */
  readonly target: number;
  readonly picks: readonly [number, number, number, number];
  readonly options: readonly [boolean, boolean, boolean];
  readonly name: string;
}

/** Replaces the account by quite another one. */
export interface ReplaceCommand {
  readonly does: 'replace';
  readonly world: AccountWorld;
}

/** Each as often as it is named. */
const CHANGES = [
  ...([
    'grant',
    'grant',
    'save',
    'save',
    'revoke',
    'revoke',
    'renounce',
    'renounce',
    'strip',
    'strip',
  ] as const),
  ...(['create', 'update', 'update', 'delete'] as const),
];
const QUESTIONS = [
  ...(['viewer', 'integration', 'integrations', 'usableIntegrations'] as const),
  ...(['checkRights', 'effectiveRights', 'whoCan', 'permissions'] as const),
];
type Deed = (typeof CHANGES)[number] | (typeof QUESTIONS)[number] | 'vary';

/** Lanes run side by side; within a lane each command waits for the answer to the one before. */
export type Batch = readonly (readonly Command[])[];

/** A run of an account: what it starts as, and what is done, batch after batch. */
export interface Script {
  readonly start: AccountWorld;
  readonly batches: readonly Batch[];
}

const SIZE: WorldSize = { teams: 2, users: 3, groups: 2, integrations: 3, permissions: 10 };

/** One command after another, a few at a time. */
export function sequentialScripts(most: number): fc.Arbitrary<Script> {
  const lane = fc.array(commands(), { minLength: 1, maxLength: 4, size: 'max' });
  return scripts(
    lane.map((one) => withOneImport([one])),
    most,
  );
}

/** Up to six lanes at a time, of up to three commands: about anything, about one thing, or in each other's way. */
export function concurrentScripts(most: number): fc.Arbitrary<Script> {
  const lane = fc.array(commands(), { minLength: 1, maxLength: 3, size: 'max' });
  const batch = fc.array(lane, { minLength: 2, maxLength: 6, size: 'max' });
  const aboutOneThing = fc
    .tuple(batch, numbers())
    .map(([lanes, target]) => lanes.map((commands) => commands.map((each) => aimedAt(target, each))));
  return scripts(fc.oneof(batch, aboutOneThing, collisions()).map(withOneImport), most);
}

/** The same change several times at once, over both gateways, and in each lane a question about what it changed. */
function collisions(): fc.Arbitrary<Batch> {
  const lane = fc.tuple(
    fc.nat({ max: 1 }),
    fc.option(numbers()),
    chosenCommands(fc.constantFrom(...QUESTIONS)),
  );
  const change = chosenCommands(fc.constantFrom(...CHANGES));
  return fc.tuple(change, fc.array(lane, { minLength: 2, maxLength: 4, size: 'max' })).map(([same, lanes]) =>
    lanes.map(([gateway, otherPick, question]) => {
      const [first, ...others] = same.picks;
      const picks = [otherPick ?? first, ...others] as const;
      return [{ ...same, gateway, picks }, aimedAt(same.target, question)];
    }),
  );
}

function aimedAt(target: number, command: Command): Command {
  return command.does === 'replace' ? command : { ...command, target };
}

function scripts(batch: fc.Arbitrary<Batch>, most: number): fc.Arbitrary<Script> {
  // Unbiased: the few scripts of a short run should not be the shortest ones.
  const batches = fc.noBias(fc.array(batch, { minLength: 1, maxLength: most, size: 'max' }));
  return fc.record({ start: startingWorlds(), batches });
}

function startingWorlds(): fc.Arbitrary<AccountWorld> {
  const worlds = fc.noBias(observedWorlds(SIZE));
  return fc.oneof(
    { weight: 4, arbitrary: worlds },
    { weight: 4, arbitrary: worlds.map(withDelegates) },
    { weight: 2, arbitrary: worlds.map(withDelegates).map(crowded) },
  );
}

/** Large enough to reach all there is. */
function numbers(): fc.Arbitrary<number> {
  return fc.noBias(fc.nat({ max: 999 }));
}

function commands(): fc.Arbitrary<Command> {
  const deed = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...CHANGES) },
    { weight: 7, arbitrary: fc.constantFrom(...QUESTIONS) },
    { weight: 1, arbitrary: fc.constant('vary' as const) },
  );
  const replace = fc.record({ does: fc.constant('replace' as const), world: startingWorlds() });
  return fc.oneof({ weight: 50, arbitrary: chosenCommands(deed) }, { weight: 1, arbitrary: replace });
}

function chosenCommands(does: fc.Arbitrary<Deed>): fc.Arbitrary<ChosenCommand> {
  return fc.record({
    does,
    gateway: fc.nat({ max: 1 }),
    who: numbers(),
    target: numbers(),
    picks: fc.tuple(numbers(), numbers(), numbers(), numbers()),
    options: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    name: oddNames(),
  });
}

function isImport({ does }: Command): boolean {
  return does === 'replace' || does === 'vary';
}

/** An operator is one person; and two imports of one file could not be told apart. */
function withOneImport(batch: Batch): Batch {
  const first = batch.flat().find(isImport);
  return batch
    .map((lane) => lane.filter((command) => !isImport(command) || command === first))
    .filter((lane) => lane.length > 0);
}
