import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { AccountFile } from '../../support/account-file.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { startTestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { byCodePoint } from './code-point-order.js';
import { expectWellFormedPages, pagesOf, rowsOf } from './pages.js';
import { USE, VIEWER } from './world.js';

const ADA = { account: 'acme', user: 'usr_ada' };
const ABE = { account: 'acme', user: 'usr_abe' };

const ACCOUNT: AccountFile = {
  account: { id: 'acme' },
  users: [
    { id: 'usr_ada', name: 'Ada' },
    { id: 'usr_abe', name: 'Abe' },
    ...Array.from({ length: 20 }, (_, index) => ({ id: `usr_${index}`, name: `User ${index}` })),
  ],
  groups: [
    {
      id: 'grp_administrators',
      name: 'Administrators',
      builtIn: 'ADMINISTRATORS',
      memberIds: ['usr_ada', 'usr_abe'],
    },
  ],
  integrations: [
    { id: 'int_a', name: 'A', type: 'SLACK', teamIds: [] },
    { id: 'int_b', name: 'B', type: 'SLACK', teamIds: [] },
  ],
};

/** Twelve changes, of ten records each or of one, by two people on two integrations and the wildcard. */
function changes(): readonly (readonly [as: typeof ADA, mutation: string])[] {
  const save = (rbacId: string, set: string): string => {
    const add = Array.from(
      { length: 10 },
      (_, n) => `{ principal: { type: USER, id: "usr_${n}" }, permissionSetId: "${set}" }`,
    );
    return `mutation { changePermissions(input: { rbacId: "${rbacId}", add: [${add.join(' ')}] }) { revision } }`;
  };
  const rename = (id: string, name: string): string =>
    `mutation { updateIntegration(input: { id: "${id}", name: "${name}" }) { revision } }`;
  return [
    [ADA, save('data_providers.int_a', USE)],
    [ABE, save('data_providers.int_b', USE)],
    [ABE, save('data_providers.*', VIEWER)],
    [ADA, rename('int_a', 'First')],
    [ABE, rename('int_b', 'Second')],
    [ADA, save('data_providers.int_b', VIEWER)],
    [ABE, save('data_providers.int_a', VIEWER)],
    [ADA, 'mutation { deleteIntegration(input: { id: "int_b" }) { revision } }'],
  ];
}

const events = z.array(
  z.tuple([z.string(), z.int(), z.string().nullable(), z.string().nullable(), z.string()]),
);
type Event = z.infer<typeof events>[number];

function defineTests(engine: Engine): void {
  describe(`the audit trail on ${engine}`, () => {
    let gateway: TestGateway;
    let all: readonly Event[];

    beforeAll(async () => {
      gateway = await startTestGateway({ engine, accounts: [ACCOUNT] });
      for (const [as, mutation] of changes()) {
        expect((await gateway.ask(as, mutation)).errors).toBeUndefined();
      }
      all = await trail(100);
    });
    afterAll(() => gateway.stop());

    const trail = async (first: number, filter = ''): Promise<readonly Event[]> => {
      const list = {
        query: `auditEvents(${filter}ARGS) { NODES }`,
        path: ['auditEvents'],
        node: 'id revision rbacId actorId kind',
      };
      const pages = await pagesOf(gateway, ADA, { list, first });
      expectWellFormedPages(pages, first);
      return events.parse(rowsOf(pages));
    };

    it('is ordered newest first, by revision, then id', () => {
      const sorted = [...all].sort(([a, at], [b, bt]) => bt - at || byCodePoint(b, a));
      expect(all).toEqual(sorted);
      expect(all).toHaveLength(1 + 10 + 10 + 10 + 1 + 1 + 10 + 10 + 1 + 20);
      expect(all.at(-1)?.[4]).toBe('ACCOUNT_IMPORTED');
    });

    it.each([1, 5, 16, 53])('is the same in pages of %i', async (first) => {
      expect(await trail(first)).toEqual(all);
    });

    it.each([
      ['rbacId: "data_providers.int_a", ', ([, , rbacId]: Event) => rbacId === 'data_providers.int_a'],
      ['rbacId: "data_providers.int_b", ', ([, , rbacId]: Event) => rbacId === 'data_providers.int_b'],
      ['rbacId: "data_providers.*", ', ([, , rbacId]: Event) => rbacId === 'data_providers.*'],
      ['actorId: "usr_abe", ', ([, , , actorId]: Event) => actorId === 'usr_abe'],
      [
        'rbacId: "data_providers.int_a", actorId: "usr_abe", ',
        ([, , rbacId, actorId]: Event) => rbacId === 'data_providers.int_a' && actorId === 'usr_abe',
      ],
      ['actorId: "usr_0", ', () => false],
      ['targetKind: INTEGRATION, ', ([, , , , kind]: Event) => kind.startsWith('INTEGRATION')],
      ['targetKind: USER, ', () => false],
      ['targetId: "int_b", ', ([, , rbacId, , kind]: Event) => isAbout(rbacId, kind, 'int_b')],
      [
        'targetKind: INTEGRATION, targetId: "int_b", rbacId: "data_providers.int_b", actorId: "usr_ada", ',
        ([, , rbacId, actorId, kind]: Event) => isAbout(rbacId, kind, 'int_b') && actorId === 'usr_ada',
      ],
      ['targetKind: ACCOUNT, targetId: "acme", ', ([, , , , kind]: Event) => kind === 'ACCOUNT_IMPORTED'],
      ['from: "2000-01-01T00:00:00Z", to: "9999-01-01T00:00:00Z", ', () => true],
      ['from: "9999-01-01T00:00:00Z", ', () => false],
      ['to: "2000-01-01T00:00:00Z", targetId: "int_b", ', () => false],
    ])('is filtered by { %s}', async (filter, matches) => {
      expect(await trail(7, filter)).toEqual(all.filter(matches));
    });
  });
}

function isAbout(rbacId: string | null, kind: string, integrationId: string): boolean {
  return kind.startsWith('INTEGRATION') && rbacId === `data_providers.${integrationId}`;
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
