import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Engine } from '../support/gateway.js';
import { nameOf } from './stage/proof.js';
import { World } from './stage/world.js';
import { THEMES } from './themes.js';

/** Runs every proof against a gateway on one engine. */
export function describeRules(engine: Engine): void {
  let world: World;
  beforeAll(async () => {
    world = await World.start(engine);
  });
  afterAll(() => world.stop());

  for (const { title, proofs } of THEMES) {
    describe(title, () => {
      for (const proof of proofs) it(nameOf(proof), () => proof.prove(world));
    });
  }
}
