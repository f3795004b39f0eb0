import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { AccountFile } from '../../support/account-file.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { startTestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { byFoldedNameThenId } from './code-point-order.js';
import { pagesOf } from './pages.js';
import type { Connection } from './pages.js';
import { USE } from './world.js';

const ADA = { account: 'acme', user: 'usr_ada' };
const MANY = 1_300;

const name = (index: number): string => `User ${index.toString().padStart(4, '0')}`;

/** Few of many may use the integration: a page meets the end of what it examines before it is full. */
const MAY_USE = new Set([3, 4, 5, 480, 700, 701, 1_250, 1_299]);

const ACCOUNT: AccountFile = {
  account: { id: 'acme', accessModel: 'GRANTS_ONLY' },
  users: [
    { id: 'usr_ada', name: 'Ada' },
    { id: 'usr_idle', name: 'User 0003b', active: false },
    ...Array.from({ length: MANY }, (_, index) => ({ id: `usr_${index}`, name: name(index) })),
  ],
  groups: [
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
  ],
  integrations: [{ id: 'int_a', name: 'A', type: 'SLACK', teamIds: [] }],
  permissions: [...MAY_USE, 'idle'].map((index) => ({
    id: `pol_${index}`,
    rbacId: 'data_providers.int_a',
    principal: { type: 'USER', id: `usr_${index}` },
    permissionSetId: USE,
  })),
};

const EXPECTED = (ACCOUNT.users ?? [])
  .filter(({ id }) => id === 'usr_ada' || MAY_USE.has(Number(id.replace('usr_', ''))))
  .sort(byFoldedNameThenId)
  .map(({ id }) => id);

const node = z.object({
  user: z.object({ id: z.string() }),
  decision: z.object({ allowed: z.literal(true) }),
});

function usersOf(pages: readonly Connection[]): readonly string[] {
  return pages.flatMap(({ edges }) => edges.map((edge) => node.parse(edge.node).user.id));
}

function defineTests(engine: Engine): void {
  describe(`whoCan on ${engine}`, () => {
    let gateway: TestGateway;

    beforeAll(async () => {
      gateway = await startTestGateway({ engine, accounts: [ACCOUNT] });
    });
    afterAll(() => gateway.stop());

    const pages = (rbacId: string, action: string, first: number): Promise<readonly Connection[]> => {
      const list = {
        query: `whoCan(rbacId: "${rbacId}", action: ${action}, ARGS) { NODES }`,
        path: ['whoCan'],
        node: 'user { id } decision { allowed }',
      };
      return pagesOf(gateway, ADA, { list, first });
    };

    it.each([1, 2, 5, 100])(
      'gives each page at most %i, ordered by name, and loses nobody between them [V29]',
      async (first) => {
        const found = await pages('data_providers.int_a', 'USE', first);
        expect(usersOf(found)).toEqual(EXPECTED);
        for (const { edges } of found) expect(edges.length).toBeLessThanOrEqual(first);
      },
    );

    it('examines a bounded number of users for a page, which may so be empty and have a next one', async () => {
      const found = await pages('data_providers.int_a', 'DELETE', 100);
      expect(usersOf(found)).toEqual(['usr_ada']);
      expect(found.length).toBeGreaterThan(2);
      for (const { edges, pageInfo } of found.slice(1, -1)) {
        expect(edges).toEqual([]);
        expect(pageInfo).toMatchObject({ hasNextPage: true, endCursor: expect.any(String) });
      }
    });

    it('fills pages where many may', async () => {
      const [first, second] = await pages('data_providers.int_email', 'USE', 100);
      expect(first?.edges).toHaveLength(100);
      expect(second?.edges).toHaveLength(100);
    });

    it('answers for the wildcard as well', async () => {
      expect(usersOf(await pages('data_providers.*', 'CREATE', 50))).toEqual(['usr_ada']);
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
