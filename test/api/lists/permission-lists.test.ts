import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { AccountFile, PermissionInFile } from '../../support/account-file.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { startTestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { byCodePoint } from './code-point-order.js';
import { askForPage, expectWellFormedPages, pagesOf, rowsOf } from './pages.js';
import type { ListQuery, Viewer } from './pages.js';
import { EDIT, USE, VIEWER } from './world.js';

const ADA = { account: 'acme', user: 'usr_ada' };
const CLEO = { account: 'acme', user: 'usr_cleo' };
const MEMBERS = 60;

/** Times and ids go in different directions, and several share a time. */
function granted(index: number, permission: Omit<PermissionInFile, 'id' | 'grantedAt'>): PermissionInFile {
  const minute = (index * 7) % 20;
  return {
    ...permission,
    id: `pol_${(900 - index).toString()}`,
    grantedAt: `2026-01-31T09:${minute.toString().padStart(2, '0')}:00.000Z`,
  };
}

const user = (id: string) => ({ type: 'USER', id }) as const;
const CREW = { type: 'GROUP', id: 'grp_crew' } as const;

/** On one integration, and more than a page of them on the wildcard. */
const ON_PAY = Array.from({ length: MEMBERS }, (_, index) =>
  granted(index, { rbacId: 'data_providers.int_pay', principal: user(`usr_${index}`), permissionSetId: USE }),
);
const ON_WILDCARD = Array.from({ length: 30 }, (_, index) =>
  granted(200 + index, {
    rbacId: 'data_providers.*',
    principal: user(`usr_${index}`),
    permissionSetId: VIEWER,
  }),
);

/** Cleo and her group hold one on every integration; she is in the team of every third. */
const HELD_BY_CLEO = Array.from({ length: 45 }, (_, index) =>
  granted(300 + index, {
    rbacId: `data_providers.int_${index}`,
    principal: user('usr_cleo'),
    permissionSetId: EDIT,
  }),
);
const HELD_BY_CREW = Array.from({ length: 45 }, (_, index) =>
  granted(400 + index, { rbacId: `data_providers.int_${index}`, principal: CREW, permissionSetId: USE }),
);
const CREW_ON_WILDCARD = granted(500, {
  rbacId: 'data_providers.*',
  principal: CREW,
  permissionSetId: '38f00b6e-695c-449d-96b9-3a72aeb7f3fd',
});

const ACCOUNT: AccountFile = {
  account: { id: 'acme' },
  teams: [
    { id: 'team_root', name: 'Root', root: true },
    { id: 'team_cleo', name: 'Cleo' },
    { id: 'team_other', name: 'Other' },
  ],
  users: [
    { id: 'usr_ada', name: 'Ada' },
    { id: 'usr_cleo', name: 'Cleo', memberships: [{ teamId: 'team_cleo', role: 'OPERATOR' }] },
    ...Array.from({ length: MEMBERS }, (_, index) => ({ id: `usr_${index}`, name: `User ${index}` })),
  ],
  groups: [
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
    { id: 'grp_crew', name: 'Crew', memberIds: ['usr_cleo'] },
  ],
  integrations: [
    { id: 'int_pay', name: 'Payments', type: 'SLACK', teamIds: [] },
    ...Array.from({ length: 45 }, (_, index) => ({
      id: `int_${index}`,
      name: `Integration ${index}`,
      type: 'WEBHOOK',
      teamIds: index % 3 === 0 ? ['team_cleo'] : ['team_other'],
    })),
  ],
  permissions: [...ON_PAY, ...ON_WILDCARD, ...HELD_BY_CLEO, ...HELD_BY_CREW, CREW_ON_WILDCARD],
};

const inOrder = (permissions: readonly PermissionInFile[]): readonly string[] =>
  [...permissions]
    .sort((a, b) => byCodePoint(a.grantedAt ?? '', b.grantedAt ?? '') || byCodePoint(a.id, b.id))
    .map(({ id }) => id);
const seenByCleo = (permissions: readonly PermissionInFile[]): readonly PermissionInFile[] =>
  permissions.filter(
    ({ rbacId }) => Number(rbacId.replace('data_providers.int_', '')) % 3 === 0 || rbacId.endsWith('*'),
  );

const crew = (args: string): ListQuery => ({
  query: `groups(search: "crew") { edges { node { permissions(${args}) { NODES } } } }`,
  path: ['groups', 'edges', 0, 'node', 'permissions'],
});
const OWN: ListQuery = { query: 'viewer { permissions(ARGS) { NODES } }', path: ['viewer', 'permissions'] };
const on = (args: string): ListQuery => ({
  query: `permissions(${args}, ARGS) { NODES revision }`,
  path: ['permissions'],
});

const LISTS: readonly (ListQuery & {
  readonly what: string;
  readonly as: Viewer;
  readonly expected: readonly string[];
})[] = [
  {
    what: 'on an integration',
    as: ADA,
    ...on('rbacId: "data_providers.int_pay"'),
    expected: inOrder(ON_PAY),
  },
  {
    what: 'on the wildcard',
    as: ADA,
    ...on('rbacId: "data_providers.*"'),
    expected: inOrder([...ON_WILDCARD, CREW_ON_WILDCARD]),
  },
  {
    what: 'on an integration and the wildcard',
    as: ADA,
    ...on('rbacId: "data_providers.int_pay", includeWildcard: true'),
    expected: inOrder([...ON_PAY, ...ON_WILDCARD, CREW_ON_WILDCARD]),
  },
  {
    what: 'on the wildcard, each once',
    as: ADA,
    ...on('rbacId: "data_providers.*", includeWildcard: true'),
    expected: inOrder([...ON_WILDCARD, CREW_ON_WILDCARD]),
  },
  {
    what: 'of an integration as its field',
    as: ADA,
    query: 'integration(id: "int_pay") { permissions(ARGS) { NODES } }',
    path: ['integration', 'permissions'],
    expected: inOrder(ON_PAY),
  },
  {
    what: 'of a user, without what she cannot see',
    as: CLEO,
    ...OWN,
    expected: inOrder(seenByCleo(HELD_BY_CLEO)),
  },
  {
    what: 'of a group, without what its member cannot see',
    as: CLEO,
    ...crew('ARGS'),
    expected: inOrder(seenByCleo([...HELD_BY_CREW, CREW_ON_WILDCARD])),
  },
  {
    what: 'of a group, all for an administrator',
    as: ADA,
    ...crew('ARGS'),
    expected: inOrder([...HELD_BY_CREW, CREW_ON_WILDCARD]),
  },
];

const revisions = z.object({
  permissions: z.object({ revision: z.int(), pageInfo: z.object({ endCursor: z.string() }) }),
});

function defineTests(engine: Engine): void {
  describe(`permissions on ${engine}`, () => {
    let gateway: TestGateway;

    beforeAll(async () => {
      gateway = await startTestGateway({ engine, accounts: [ACCOUNT] });
    });
    afterAll(() => gateway.stop());

    describe.each(LISTS)('$what', (list) => {
      it.each([1, 5, 16, 53].filter((first) => first > 1 || list.expected.length < 20))(
        'are listed by the time they were granted, then id, in full pages of %i [V14]',
        async (first) => {
          const pages = await pagesOf(gateway, list.as, { list, first });
          expect(rowsOf(pages)).toEqual(list.expected);
          expectWellFormedPages(pages, first);
        },
      );
    });

    it('come with the wildcard for administrators alone', async () => {
      const query = '{ permissions(rbacId: "data_providers.int_0", includeWildcard: true) { revision } }';
      const { errors } = await gateway.ask(CLEO, query);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    });

    it('say the revision of the first page on every page that follows it', async () => {
      const ask = async (args: string): Promise<z.infer<typeof revisions>['permissions']> => {
        const query = `{ permissions(rbacId: "data_providers.int_pay", first: 5${args}) { revision pageInfo { endCursor } } }`;
        return revisions.parse((await gateway.ask(ADA, query)).data).permissions;
      };
      const before = await ask('');
      const rename = 'mutation { updateIntegration(input: { id: "int_1", name: "Other" }) { revision } }';
      await gateway.ask(ADA, rename);
      const second = await ask(`, after: "${before.pageInfo.endCursor}"`);
      const third = await ask(`, after: "${second.pageInfo.endCursor}"`);
      expect([second.revision, third.revision]).toEqual([before.revision, before.revision]);
      expect((await ask('')).revision).toBe(before.revision + 1);
    });

    it('go on where they were when rows before and behind the cursor come and go', async () => {
      const list = on('rbacId: "data_providers.int_pay"');
      const first = await askForPage(gateway, ADA, { list, args: 'first: 10' });
      const [gone, , , , , , , , , , next] = inOrder(ON_PAY);
      await gateway.ask(
        ADA,
        `mutation { revokePermission(input: { permissionId: "${gone ?? ''}" }) { revision } }`,
      );
      await gateway.ask(
        ADA,
        `mutation { revokePermission(input: { permissionId: "${next ?? ''}" }) { revision } }`,
      );
      const after = `first: 10, after: ${JSON.stringify(first.pageInfo.endCursor)}`;
      const second = await askForPage(gateway, ADA, { list, args: after });
      expect(rowsOf([second])).toEqual(inOrder(ON_PAY).slice(11, 21));
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
