import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { startTestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { askForPage, pagesOf } from './pages.js';
import type { ListQuery } from './pages.js';
import { acme, ADA, URSA } from './world.js';

const SIGNATURE_BYTES = 16;

const LISTS: readonly (readonly [what: string, list: ListQuery])[] = [
  ['integrations', { query: 'integrations(ARGS) { NODES }', path: ['integrations'] }],
  ['usableIntegrations', { query: 'usableIntegrations(ARGS) { NODES }', path: ['usableIntegrations'] }],
  ['a search', { query: 'usableIntegrations(search: "al", ARGS) { NODES }', path: ['usableIntegrations'] }],
  ['a type', { query: 'usableIntegrations(type: SMS, ARGS) { NODES }', path: ['usableIntegrations'] }],
  [
    'her own permissions',
    { query: 'viewer { permissions(ARGS) { NODES } }', path: ['viewer', 'permissions'] },
  ],
  [
    'the permissions of her group',
    {
      query: 'groups(search: "ursa and") { edges { node { permissions(ARGS) { NODES } } } }',
      path: ['groups', 'edges', 0, 'node', 'permissions'],
      node: 'rbacId',
    },
  ],
];

/** Each account signs its cursors with a key of its own, so that of two accounts only what is signed is alike. */
function unsigned(pages: unknown): unknown {
  return JSON.parse(JSON.stringify(pages), (key, value: unknown) =>
    /cursor$/i.test(key) && typeof value === 'string'
      ? Buffer.from(value, 'base64url').subarray(SIGNATURE_BYTES).toString()
      : value,
  );
}

function defineTests(engine: Engine): void {
  describe(`what Ursa cannot see, on ${engine}`, () => {
    let without: TestGateway;
    let withHidden: TestGateway;

    beforeAll(async () => {
      without = await startTestGateway({ engine, accounts: [acme({ withHidden: false })] });
      withHidden = await startTestGateway({ engine, accounts: [acme({ withHidden: true })] });
    });
    afterAll(() => Promise.all([without.stop(), withHidden.stop()]));

    it('is there', async () => {
      const list = { query: 'integrations(ARGS) { NODES }', path: ['integrations'] };
      const seenByAdministrator = await askForPage(withHidden, ADA, { list, args: 'search: "alpha"' });
      expect(seenByAdministrator.edges).toHaveLength(6);
    });

    it.each(LISTS)('changes no page, no cursor and no hasNextPage of %s [V21, U12]', async (_what, list) => {
      for (const first of [1, 5, 16]) {
        expect(unsigned(await pagesOf(withHidden, URSA, { list, first }))).toEqual(
          unsigned(await pagesOf(without, URSA, { list, first })),
        );
      }
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
