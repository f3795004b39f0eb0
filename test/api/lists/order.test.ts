import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { startTestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { byFoldedNameThenId, systemFirst } from './code-point-order.js';
import { expectWellFormedPages, pagesOf, rowsOf } from './pages.js';
import type { ListQuery, Viewer } from './pages.js';
import { acme, ADA, GROUPS, SHOWN, SYSTEM, TEAMS, URSA, USERS } from './world.js';

const PAGE_SIZES = [5, 16, 53];

interface OrderedList extends ListQuery {
  readonly what: string;
  readonly as: Viewer;
  readonly expected: readonly string[];
}

const idsOf = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id);
const inOrder = (rows: readonly { readonly id: string; readonly name: string }[]): readonly string[] =>
  idsOf([...rows].sort(byFoldedNameThenId));

const USABLE = idsOf([SYSTEM, ...SHOWN].sort(systemFirst));
const READABLE = idsOf(SHOWN.filter((_, index) => index % 2 === 0).sort(systemFirst));

const INTEGRATIONS = { query: 'integrations(ARGS) { NODES }', path: ['integrations'] };
const USABLE_ONES = { query: 'usableIntegrations(ARGS) { NODES }', path: ['usableIntegrations'] };

const LISTS: readonly OrderedList[] = [
  { what: 'what Ursa may use', as: URSA, ...USABLE_ONES, expected: USABLE },
  { what: 'what Ursa may read', as: URSA, ...INTEGRATIONS, expected: READABLE },
  { what: 'what an administrator may use', as: ADA, ...USABLE_ONES, expected: USABLE },
  { what: 'what an administrator may read', as: ADA, ...INTEGRATIONS, expected: USABLE },
  directory('users', inOrder(USERS)),
  directory('groups', inOrder(GROUPS)),
  directory('teams', inOrder(TEAMS)),
  members('Ursa and friends', inOrder(USERS)),
  members('Everyone', inOrder(USERS.filter(({ active }) => active !== false))),
];

function directory(what: string, expected: readonly string[]): OrderedList {
  return { what, as: URSA, query: `${what}(ARGS) { NODES }`, path: [what], expected };
}

function members(group: string, expected: readonly string[]): OrderedList {
  const query = `groups(search: "${group}") { edges { node { members(ARGS) { NODES } } } }`;
  const path = ['groups', 'edges', 0, 'node', 'members'];
  return { what: `the members of ${group}`, as: URSA, query, path, expected };
}

/** A page for each row is asked of one list of each kind. */
function hasLeastPages({ what }: OrderedList): boolean {
  return what === 'what Ursa may use' || what === 'users';
}

function defineTests(engine: Engine): void {
  describe(`the order of lists on ${engine}`, () => {
    let gateway: TestGateway;

    beforeAll(async () => {
      gateway = await startTestGateway({ engine, accounts: [acme({ withHidden: false })] });
    });
    afterAll(() => gateway.stop());

    describe.each(LISTS)('of $what', (list) => {
      it.each(hasLeastPages(list) ? [1, ...PAGE_SIZES] : PAGE_SIZES)(
        'is that of folded names by code point, then ids, in pages of %i',
        async (first) => {
          const pages = await pagesOf(gateway, list.as, { list, first });
          expect(rowsOf(pages)).toEqual(list.expected);
          expectWellFormedPages(pages, first);
          expect(pages).toHaveLength(Math.max(1, Math.ceil(list.expected.length / first)));
        },
      );
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
