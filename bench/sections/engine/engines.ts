import { requireAgreement } from './engine.js';
import type { Engine } from './engine.js';
import { latchkeyExplained, latchkeyKept, latchkeyPlain } from './latchkey.js';
import { askOracle } from './oracle.js';
import { permissionsOfUsers } from './permissions-of-user.js';
import { buildRivals } from './rivals.js';
import type { Rival, RivalData } from './rivals.js';
import { makeWorld } from './world.js';

export const PLAIN = 'Latchkey, all layers';
export const EXPLAINED = 'Latchkey, explained';
export const KEPT = 'Latchkey, decided before';

/** All engines of one world, ours and the others. */
export interface Engines {
  readonly data: RivalData;
  readonly plain: Engine;
  readonly explained: Engine;
  readonly kept: Engine;
  readonly rivals: readonly Rival[];
  /** What it took to make the plain one ready. */
  readonly built: string;
}

/** @throws when one of them disagrees with the naive oracle on a question that it is going to be asked. */
export async function makeEngines(sizes: Parameters<typeof makeWorld>[0]): Promise<Engines> {
  const world = makeWorld(sizes);
  const expected = askOracle(world, world.questions);
  const held = permissionsOfUsers(world, new Set(world.questions.map(({ userId }) => userId)));
  const data: RivalData = { world, held, expected };
  const started = performance.now();
  const plain = latchkeyPlain(world);
  const built = `${(performance.now() - started).toFixed(0)} ms`;
  const explained = latchkeyExplained(world);
  const kept = latchkeyKept(world);
  const rivals = await buildRivals(data);
  const all = { questions: world.questions, expected };
  requireAgreement(PLAIN, plain, all);
  requireAgreement(EXPLAINED, explained, all);
  requireAgreement(KEPT, kept, all);
  for (const { name, engine, ...asked } of rivals) requireAgreement(name, engine, asked);
  return { data, plain, explained, kept, rivals, built };
}
