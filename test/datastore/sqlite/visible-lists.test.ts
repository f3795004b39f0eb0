import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { INTEGRATION_TYPES } from '../../../src/datastore/contract/records.js';
import type { StoredIntegration } from '../../../src/datastore/contract/records.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { integration, on, permission } from '../conformance/world.js';
import { rawConnection, temporaryDatabase } from './temporary-database.js';

/** The lists as they must be, made from the integrations; empty when the stored ones are exactly these. */
const DIFFERENCE = `
with expected as (
  select distinct i.generation, listed.value as listed_type, token.value as token, i.sort_key, i.id
  from integrations as i, json_each(i.tokens) as token, json_each(json_array('', i.type)) as listed
)
select * from (select * from expected except select * from visible)
union all
select * from (select * from visible except select * from expected)
`;

const anIntegration: fc.Arbitrary<StoredIntegration> = fc
  .record({
    id: fc.constantFrom('int_a', 'int_b', 'int_c'),
    name: fc.constantFrom('x', 'y'),
    type: fc.constantFrom(...INTEGRATION_TYPES.slice(0, 3)),
    system: fc.boolean(),
    tokens: fc.array(fc.constantFrom('*', 't1', 't2', "t'3", '["t4"]'), { maxLength: 6 }),
  })
  .map(({ id, ...over }) => integration(id, over));

const aStep = fc.oneof(
  anIntegration.map((saved) => ({ saveIntegrations: [saved] })),
  anIntegration.map(({ id, tokens }) => ({
    permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: id, tokens }] as const,
  })),
  anIntegration.map(({ id }) => ({ removeIntegrationIds: [id] })),
  anIntegration.map((saved) => ({ removeIntegrationIds: [saved.id], saveIntegrations: [saved] })),
);

describe('the lists of integrations', () => {
  it('are always those that follow from the tokens, after an import and any changes', async () => {
    const database = temporaryDatabase();
    const datastore = createSqliteDatastore({ file: database.file });
    await datastore.open();
    const raw = rawConnection(database.file);
    let accounts = 0;
    const start = fc.uniqueArray(anIntegration, { selector: ({ id }) => id });
    await fc.assert(
      fc.asyncProperty(start, fc.array(aStep, { maxLength: 8 }), async (integrations, steps) => {
        const account = new AccountUnderTest(datastore, `acme_${(accounts += 1)}`);
        const permissions = [permission('pol', { rbacId: on('int_a') })];
        await account.import({ integrations, permissions });
        for (const step of steps) {
          await account.change(step);
          expect(raw.prepare(DIFFERENCE).all([])).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
    raw.close();
    await datastore.close();
    database.remove();
  });
});
