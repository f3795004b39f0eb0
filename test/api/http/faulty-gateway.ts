import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { CapturedLog } from '../../support/captured-log.js';
import { FaultyDatastore } from '../../support/faulty-datastore.js';
import { createDatastore, startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { ACCOUNTS } from './accounts.js';

/** A gateway of which chosen calls to the datastore fail, with its log; for the tests of the `describe` around it. */
export class FaultyGateway {
  readonly faulty = new FaultyDatastore(createDatastore('sqlite'));
  readonly log = new CapturedLog();
  #gateway: TestGateway | undefined;

  constructor() {
    beforeAll(async () => {
      const { log, faulty } = this;
      const { datastore } = faulty;
      this.#gateway = await startTestGateway({
        ...{ engine: 'sqlite', datastore, accounts: ACCOUNTS, log },
        // So that a request that was made before makes the same calls again.
        keepsFacts: false,
      });
    });
    afterEach(() => {
      this.faulty.repair();
      this.log.text = '';
    });
    afterAll(() => this.#gateway?.stop());
  }

  get gateway(): TestGateway {
    if (this.#gateway === undefined) throw new Error('The gateway runs within tests');
    return this.#gateway;
  }
}
