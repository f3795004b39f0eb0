import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { temporaryDatabase } from '../../datastore/sqlite/temporary-database.js';
import { startTestGateway } from '../../support/gateway.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../../support/mongodb.js';
import { company } from './company.js';
import { TroubledDatastore } from '../../support/troubled-datastore.js';
import type { Account } from './whole.js';

/** A gateway over a troubled datastore, and the same datastore without troubles for the test itself. */
export class Stage {
  #parts: { readonly troubled: TroubledDatastore; readonly gateway: TestGateway } | undefined;
  #direct: Datastore | undefined;
  #accounts = 0;

  constructor(private readonly options: { readonly keepsFacts?: boolean } = {}) {}

  /** Both open the same database. */
  async start(create: () => Datastore): Promise<void> {
    this.#direct = create();
    await this.#direct.open();
    const troubled = new TroubledDatastore(create());
    // The engine only names the datastore to make when none is given.
    const gateway = await startTestGateway({
      engine: 'sqlite',
      datastore: troubled.datastore,
      explorer: false,
      ...this.options,
    });
    this.#parts = { troubled, gateway };
  }

  async stop(): Promise<void> {
    this.troubled.repair();
    await this.gateway.stop();
    await this.#direct?.close();
  }

  get gateway(): TestGateway {
    return this.#started.gateway;
  }

  get troubled(): TroubledDatastore {
    return this.#started.troubled;
  }

  /** The company under an id of its own, so that tests cannot disturb each other. */
  async newAccount(): Promise<Account> {
    this.#accounts += 1;
    const id = `acme-${this.#accounts}`;
    this.troubled.repair();
    await this.gateway.importAccount(company(id));
    if (this.#direct === undefined) throw new Error('The stage is not started');
    return { id, gateway: this.gateway, datastore: this.#direct };
  }

  get #started() {
    if (this.#parts === undefined) throw new Error('The stage is not started');
    return this.#parts;
  }
}

/** Runs the same tests on a SQLite file and on MongoDB, where there is one. */
export function onBothEngines(
  title: string,
  define: (stage: Stage, engine: Engine) => void,
  options: { readonly keepsFacts?: boolean } = {},
): void {
  describe(`${title} (sqlite)`, () => {
    const stage = new Stage(options);
    const database = temporaryDatabase();
    beforeAll(() => stage.start(() => createSqliteDatastore({ file: database.file })));
    afterAll(async () => {
      await stage.stop();
      database.remove();
    });
    define(stage, 'sqlite');
  });
  describeWithMongodb(`${title} (mongodb)`, () => {
    const stage = new Stage(options);
    beforeAll(() => {
      const uri = uniqueDatabaseUri();
      return stage.start(() => createMongodbDatastore({ uri }));
    });
    afterAll(() => stage.stop());
    define(stage, 'mongodb');
  });
}
