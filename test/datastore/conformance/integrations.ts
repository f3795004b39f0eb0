import { describe, expect, it } from '@jest/globals';
import type { IntegrationRecord, StoredIntegration } from '../../../src/datastore/contract/records.js';
import { sortedBy } from './pages.js';
import type { Subject } from './subject.js';
import { integration } from './world.js';

const FULL = integration('int_full', {
  name: 'PagerDuty Payments',
  type: 'PAGERDUTY',
  teamIds: ['team_b', 'team_a'],
  createdById: 'usr_ana',
  createdAt: 1_700_000_000_001,
  updatedAt: Number.MAX_SAFE_INTEGER,
  version: 7,
  details: {
    settings: {
      url: 'https://x.example/?a=1&b=%20',
      retries: 3,
      on: true,
      off: null,
      list: [1, 'a', { b: [] }],
    },
    secrets: [{ name: 'token', setAt: 1_700_000_000_002, sealed: 'v1.sealed' }],
  },
});
const SYSTEM = integration('int_email', { name: 'Email', type: 'EMAIL', system: true });

/** What is read of an integration that was imported so. */
export function asRead({ tokens: _, ...record }: StoredIntegration): IntegrationRecord {
  return { ...record, permissionsRevision: 0 };
}

function withoutDetails(stored: StoredIntegration): IntegrationRecord {
  const { details: _, ...record } = asRead(stored);
  return record;
}

export function describeIntegrations(subject: Subject): void {
  describe('integrations', () => {
    it('are read by id, each as written and once', async () => {
      const account = await subject.account({ integrations: [FULL, SYSTEM, integration('int_other')] });
      const found = await account.read((snapshot) =>
        snapshot.integrations(['int_full', 'int_email', 'int_full', 'int_nowhere'], { withDetails: true }),
      );
      expect(sortedBy(found, ({ id }) => id)).toEqual([asRead(SYSTEM), asRead(FULL)]);
    });

    it('have their details only when these are asked for', async () => {
      const account = await subject.account({ integrations: [FULL] });
      const query = { first: 1, tokens: ['*'] };
      await account.read(async (snapshot) => {
        const [plain] = await snapshot.integrations(['int_full'], { withDetails: false });
        expect(plain).toStrictEqual(withoutDetails(FULL));
        const page = await snapshot.integrationPage({ ...query, withDetails: false });
        expect(page.rows[0]?.row).toStrictEqual(withoutDetails(FULL));
        const detailed = await snapshot.integrationPage({ ...query, withDetails: true });
        expect(detailed.rows[0]?.row).toStrictEqual(asRead(FULL));
      });
    });

    it('are none for no ids', async () => {
      const account = await subject.account({ integrations: [FULL] });
      expect(await account.read((snapshot) => snapshot.integrations([], { withDetails: true }))).toEqual([]);
    });

    it('keep every JSON value of their settings', async () => {
      let deep: unknown = 'bottom';
      for (let depth = 0; depth < 1_500; depth += 1) deep = [deep];
      const settings = JSON.parse(
        JSON.stringify({
          $set: { 'a.b': 1, '': 2 },
          numbers: [0, -1.5, 1e21, 5e-324, Number.MAX_SAFE_INTEGER],
          text: '\u0001 \u007f \ud83d\ude00 \\u0000 "quoted" \\',
          deep,
        }).replace('"$set"', '"__proto__":{"x":1},"constructor":1,"$set"'),
      ) as StoredIntegration['details']['settings'];
      const stored = integration('int', { details: { settings, secrets: [] } });
      const account = await subject.account({ integrations: [stored] });
      const [found] = await account.read((snapshot) => snapshot.integrations(['int'], { withDetails: true }));
      expect(JSON.stringify(found?.details)).toBe(JSON.stringify(stored.details));
    });
  });
}
