import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { startTestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { answersOf } from '../api/answers.js';
import type { Ask } from '../api/ask.js';
import { asUser } from '../api/ask.js';
import type { Answers } from '../oracle/answers.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { prove } from './prove.js';
import type { Tried } from './prove.js';

/** The slower engine proves a law on a part of the worlds: what differs between the engines is little. */
const SHARE: Readonly<Record<Engine, number>> = { sqlite: 1, mongodb: 0.35 };

/** A gateway that the laws of a file share: each world is imported in place of the one before. */
export class LawStage {
  #gateway: TestGateway | undefined;

  constructor(readonly engine: Engine) {}

  get gateway(): TestGateway {
    if (this.#gateway === undefined) throw new Error('The gateway runs within tests');
    return this.#gateway;
  }

  async start(): Promise<void> {
    this.#gateway = await startTestGateway({ engine: this.engine });
  }

  async stop(): Promise<void> {
    await this.#gateway?.stop();
  }

  /** Imports worlds over what was there. */
  async import(...worlds: readonly AccountWorld[]): Promise<void> {
    for (const world of worlds) await this.gateway.importAccount(world, { replace: true });
  }

  /** Somebody of a world. */
  as(world: AccountWorld, userId: string): Ask {
    return asUser(this.gateway, world.account.id, userId);
  }

  /** Every answer about an observed world as it is now. */
  answers(world: AccountWorld): Promise<Answers> {
    return answersOf(this.gateway, world);
  }

  /** Tries a law on this engine: on SQLite as often as said, on MongoDB less. */
  proves<Case>(
    promise: string,
    { cases, tries }: Tried<Case>,
    law: (one: Case) => Promise<number>,
  ): Promise<void> {
    return prove(promise, { cases, tries: tries * SHARE[this.engine] }, law);
  }
}

/** The same laws on both engines; on MongoDB skipped visibly where there is none. */
export function describeOnEachEngine(name: string, laws: (stage: LawStage) => void): void {
  const body = (engine: Engine) => () => {
    const stage = new LawStage(engine);
    beforeAll(() => stage.start());
    afterAll(() => stage.stop());
    laws(stage);
  };
  describe(`${name} on SQLite`, body('sqlite'));
  describeWithMongodb(`${name} on MongoDB`, body('mongodb'));
}
