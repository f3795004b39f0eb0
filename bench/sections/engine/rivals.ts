import type { PermissionFact } from '../../../src/decision/facts.js';
import { byteMatrix } from './byte-matrix.js';
import { casbinOfAll, casbinOfEachUser } from './casbin-engine.js';
import { CASL_FORMS, caslWarm } from './casl-engines.js';
import type { Engine } from './engine.js';
import type { Expected } from './oracle.js';
import type { Asked, World } from './world.js';

/** Another engine, ready to be asked. */
export interface Rival {
  readonly name: string;
  readonly kind: 'casbin' | 'casbin of a user' | 'CASL' | 'byte matrix';
  readonly engine: Engine;
  readonly questions: readonly Asked[];
  readonly expected: Expected;
  /** What it took to make ready. */
  readonly built: string;
}

export interface RivalData {
  readonly world: World;
  readonly held: ReadonlyMap<string, readonly PermissionFact[]>;
  readonly expected: Expected;
}

/** Those that take seconds to answer a few are asked the first few. */
const ASKED_OF_CASBIN = 5;
const ASKED_OF_CASBIN_OF_A_USER = 50;

/** All engines that ours is held against, built from the same world. */
export async function buildRivals(data: RivalData): Promise<readonly Rival[]> {
  const { world, held } = data;
  const few = new Map([...held].slice(0, ASKED_OF_CASBIN_OF_A_USER));
  const ids = world.integrations.map(({ id }) => id);
  const rivals = [
    await rival(data, {
      name: 'casbin, all rules',
      kind: 'casbin',
      build: () => casbinOfAll(world),
      asked: ASKED_OF_CASBIN,
    }),
    await rival(data, {
      name: 'casbin, the rules of one user',
      kind: 'casbin of a user',
      build: () => casbinOfEachUser(world, few),
      asked: ASKED_OF_CASBIN_OF_A_USER,
      builds: few.size,
    }),
    await rival(data, {
      name: 'byte matrix, permission sets alone',
      kind: 'byte matrix',
      build: () => byteMatrix(world),
    }),
  ];
  for (const form of CASL_FORMS) {
    const name = `CASL, ${form.name}`;
    const build = () => caslWarm(form, held, ids);
    rivals.push(await rival(data, { name, kind: 'CASL', build, builds: held.size }));
  }
  return rivals;
}

interface Recipe extends Pick<Rival, 'name' | 'kind'> {
  readonly build: () => Engine | Promise<Engine>;
  /** @default all */
  readonly asked?: number;
  /** How many users something was built for. */
  readonly builds?: number;
}

async function rival({ world, expected }: RivalData, recipe: Recipe): Promise<Rival> {
  const { name, kind, build, asked = world.questions.length, builds } = recipe;
  const started = performance.now();
  const engine = await build();
  const took = performance.now() - started;
  return {
    name,
    kind,
    engine,
    questions: world.questions.slice(0, asked),
    expected: {
      decisions: expected.decisions.slice(0, asked),
      setLayer: expected.setLayer.slice(0, asked),
    },
    built: builds === undefined ? `${took.toFixed(0)} ms` : `${(took / builds).toFixed(1)} ms for each user`,
  };
}
