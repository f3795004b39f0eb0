import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../support/gateway.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { QUERIES } from './operations.js';
import { accountOf } from './world.js';

/** What an operation costs when its viewer asks it again at the same revision, where that is less than at first. */
const AGAIN: Readonly<Record<string, number>> = {
  integration: 2,
  'integration that there is not': 2,
  'integration with teams and creator': 2,
  'integrationsById of a hundred': 2,
  'integrationsById of one that there is not': 2,
  integrations: 2,
  'integrations with viewerRights': 2,
  'integrations with settings': 2,
  'integrations with teams and creators': 3,
  'integrations found': 2,
  usableIntegrations: 2,
  'usableIntegrations with viewerRights': 2,
  permissions: 3,
  'permissions with integrations and givers': 3,
  effectiveRights: 2,
  'effectiveRights of another': 4,
  whoCan: 4,
  'checkRights of 1': 2,
  'checkRights of 100': 2,
};

function defineTests(engine: Engine): void {
  describe(`facts that are kept, on ${engine}`, () => {
    let gateway: TestGateway;
    beforeAll(async () => {
      gateway = await startTestGateway({ engine, accounts: [accountOf({ rows: 100, groups: 200 })] });
    });
    afterAll(() => gateway.stop());

    it.each(QUERIES)('save $name what can be saved', async ({ name, as, query, variables, reads }) => {
      const atFirst = gateway.datastore.commandCount;
      await gateway.ask(as, query, variables);
      const before = gateway.datastore.commandCount;
      // A page is found before its rows are read, unless they are kept.
      expect(before - atFirst).toBeLessThanOrEqual(reads + 1);
      expect((await gateway.ask(as, query, variables)).errors).toBeUndefined();
      expect(gateway.datastore.commandCount - before).toBe(AGAIN[name] ?? reads);
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
