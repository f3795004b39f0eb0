import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Snapshot } from '../../../src/datastore/contract/datastore.js';
import { SEARCH_PORTION_ROWS } from '../../../src/datastore/contract/search.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../../support/mongodb.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { auditEvent, group, integration, many, on, permission, user } from '../conformance/world.js';
import type { World } from '../conformance/world.js';
import { Datastores } from './datastores.js';
import { stagesOf } from './raw-database.js';
import type { Profiled } from './raw-database.js';

const FIRST = 20;
const INTEGRATIONS = 2_000;
const HELD_BY_ANA = 100;
const ANA = { type: 'USER', id: 'usr_ana' } as const;

const token = (at: number): string => `token_${at % 300}`;
const tokens = (count: number): readonly string[] => many(count, (_, at) => token(at));

/** Each list is far longer than a page, and among many other rows. */
const WORLD: World = {
  directory: [
    ...many(300, (id) => group(id)),
    ...many(600, (id, at) => user(id, { active: at % 3 === 0, groupIds: ['id_00000', `id_${at}`] })),
  ],
  integrations: many(INTEGRATIONS, (id, at) =>
    integration(id, { type: at % 2 === 0 ? 'SLACK' : 'SMS', tokens: ['*', token(at), token(at + 1)] }),
  ),
  permissions: [
    ...many(HELD_BY_ANA, (id) => permission(id, { principal: ANA, rbacId: on(id) })),
    ...many(100, (id) => permission(`there_${id}`, { rbacId: on('id_00000') })),
    ...many(600, (id) => permission(`other_${id}`, { rbacId: on(id) })),
  ],
};

/** What a plan of a find may be made of: ranges of an index, merged in order. */
const ALLOWED_STAGES = ['FETCH', 'IXSCAN', 'LIMIT', 'PROJECTION_SIMPLE', 'SORT_MERGE'];

describeWithMongodb('the plans of MongoDB', () => {
  const datastores = new Datastores();
  const uri = uniqueDatabaseUri();
  const raw = datastores.raw(uri);
  const datastore = datastores.create(uri);
  const account = new AccountUnderTest(datastore, 'acme');

  beforeAll(async () => {
    await datastore.open();
    await account.import(WORLD);
    const events = many(200, (id, at) =>
      auditEvent(id, { rbacId: on(`id_${at % 3}`), actorId: `usr_${at % 5}` }),
    );
    const [first, ...others] = events;
    if (first !== undefined) await account.change({ auditEvents: [first, ...others] });
  });

  /** The commands of one read; the two that open the snapshot are not among them. */
  async function planned(read: (snapshot: Snapshot) => Promise<unknown>): Promise<readonly Profiled[]> {
    return account.read((snapshot) => raw.profiled(() => read(snapshot)));
  }

  const tokenCounts = [1, 5, 200, 201, 300];
  const lists = tokenCounts.flatMap((count) =>
    [undefined, 'SLACK' as const].flatMap((type) =>
      [undefined, '1id_01500'].map((after) => ({ count, type, after })),
    ),
  );

  it.each(lists)(
    'of a list for $count tokens, type $type, after $after, read an index in order and stop at the end of the page',
    async ({ count, type, after }) => {
      const query = {
        first: FIRST,
        tokens: tokens(count),
        withDetails: false,
        ...(type && { type }),
        ...(after !== undefined && { after }),
      };
      const commands = await planned((snapshot) => snapshot.integrationPage(query));
      const ofIds = await planned((snapshot) => snapshot.integrationIdPage(query));

      expect([commands.length, ofIds.length]).toEqual([Math.ceil(count / 200), Math.ceil(count / 200)]);
      for (const { execStats, docsExamined, keysExamined, hasSortStage } of [...commands, ...ofIds]) {
        expect(ALLOWED_STAGES).toEqual(expect.arrayContaining([...stagesOf(execStats)]));
        expect(hasSortStage).toBeUndefined();
        expect(docsExamined).toBeLessThanOrEqual(FIRST + 1);
        // The merge holds one row of each token's range, and meets a row once under each of its tokens: two here.
        expect(keysExamined).toBeLessThanOrEqual(2 * (Math.min(count, 200) + FIRST + 1));
      }
    },
  );

  const page = { first: FIRST };
  const finds: readonly (readonly [string, (snapshot: Snapshot) => Promise<unknown>])[] = [
    ['users', (snapshot) => snapshot.directoryPage({ ...page, kind: 'USER' })],
    [
      'users behind a key',
      (snapshot) => snapshot.directoryPage({ ...page, kind: 'USER', after: 'id_00300' }),
    ],
    ['audit events', (snapshot) => snapshot.auditPage(page)],
    ['audit events on an RBAC id', (snapshot) => snapshot.auditPage({ ...page, rbacId: on('id_1') })],
    ['audit events of an actor', (snapshot) => snapshot.auditPage({ ...page, actorId: 'usr_1' })],
    [
      'audit events on an RBAC id of an actor',
      (snapshot) => snapshot.auditPage({ ...page, rbacId: on('id_1'), actorId: 'usr_1' }),
    ],
    ['a scan of permissions', (snapshot) => snapshot.permissionScan(page)],
    [
      'a scan of permissions behind a key',
      (snapshot) =>
        snapshot.permissionScan({ ...page, after: JSON.stringify([on('id_00000'), '0000000000001000']) }),
    ],
  ];

  it.each(finds)('of a page of %s use one index for filter and order', async (_, read) => {
    const [command, ...others] = await planned(read);

    expect(others).toEqual([]);
    expect(ALLOWED_STAGES).toEqual(expect.arrayContaining([...stagesOf(command?.execStats)]));
    expect(command?.hasSortStage).toBeUndefined();
    expect(command?.docsExamined).toBeLessThanOrEqual(FIRST + 1);
  });

  describe('of pages of several lists in one command', () => {
    const everyone = ['EVERYONE', { groupId: 'id_00000' }, { groupId: 'id_3' }] as const;
    const parents = [{ on: on('id_00000'), andWildcard: true }, { heldBy: ANA }, { on: on('id_1') }] as const;
    const request = { ...page, visibleTokens: ['*'] };

    const pages: readonly (readonly [string, (snapshot: Snapshot) => Promise<unknown>])[] = [
      ['members', (snapshot) => snapshot.memberPages(everyone, page)],
      ['members behind a key', (snapshot) => snapshot.memberPages(everyone, { ...page, after: 'id_00200' })],
      ['permissions', (snapshot) => snapshot.permissionPages(parents, request)],
      [
        'permissions behind a key',
        (snapshot) => snapshot.permissionPages(parents, { ...request, after: '0000000000001000id_00010' }),
      ],
    ];

    it.each(pages)('read no more %s than the pages hold', async (_, read) => {
      const [command, ...others] = await planned(read);

      expect(others).toEqual([]);
      expect(command?.docsExamined).toBeLessThanOrEqual(1 + 3 * (FIRST + 1));
      expect(command?.planSummary).toBe('IDHACK');
    });

    it('look up no more integrations than a page holds, where all of them are visible', async () => {
      const some = { ...page, visibleTokens: tokens(300) };
      const [command] = await planned((snapshot) => snapshot.permissionPages([{ heldBy: ANA }], some));

      // MongoDB reads permissions ahead, up to a few megabytes of them.
      expect(command?.docsExamined).toBeLessThanOrEqual(1 + HELD_BY_ANA + FIRST + 1);
    });
  });

  const searches: readonly (readonly [string, (snapshot: Snapshot) => Promise<unknown>])[] = [
    ['users', (snapshot) => snapshot.directorySearch({ ...page, kind: 'USER', search: 'nowhere' })],
    [
      'integrations',
      (snapshot) =>
        snapshot.integrationSearch({ ...page, tokens: tokens(200), search: 'nowhere', withDetails: false }),
    ],
    [
      'integrations of a type',
      (snapshot) =>
        snapshot.integrationSearch({
          ...{ ...page, type: 'SMS', tokens: ['*'], search: 'nowhere', withDetails: true },
          after: '1id_00300',
        }),
    ],
  ];

  it.each(searches)(
    'of a search of %s walk one portion in the order of an index, and stop',
    async (_, read) => {
      const [command, ...others] = await planned(read);

      expect(others).toEqual([]);
      expect(command?.hasSortStage).toBeUndefined();
      expect(command?.docsExamined).toBeLessThanOrEqual(SEARCH_PORTION_ROWS);
      // The merge meets a row once under each of its tokens: two here.
      expect(command?.keysExamined).toBeLessThanOrEqual(2 * (SEARCH_PORTION_ROWS + 200));
    },
  );

  it('of permissions on RBAC ids look at no others', async () => {
    const rbacIds = [on('id_00000'), on('id_00001')];
    const all = await planned((snapshot) => snapshot.permissionsOn(rbacIds));
    const held = await planned((snapshot) => snapshot.permissionsOn(rbacIds, [ANA]));

    expect(all.map(({ docsExamined }) => docsExamined)).toEqual([104]);
    expect(held.map(({ docsExamined }) => docsExamined)).toEqual([2]);
  });
});
