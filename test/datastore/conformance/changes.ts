import { describe, expect, it } from '@jest/globals';
import type { ChangeSet } from '../../../src/datastore/contract/datastore.js';
import { DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import type { AccountUnderTest } from './account-under-test.js';
import { idsOf } from './pages.js';
import type { Subject } from './subject.js';
import { ON_WILDCARD, SET_IDS, auditEvent, integration, on, permission, user } from './world.js';

const ANA = { type: 'USER', id: 'usr_ana' } as const;
const WORLD = {
  directory: [user('usr_actor', { name: 'Actor' })],
  integrations: [integration('int_a'), integration('int_b')],
  permissions: [
    permission('pol_a', { rbacId: on('int_a'), principal: ANA }),
    permission('pol_b', { rbacId: on('int_b'), principal: ANA }),
    permission('pol_wild', { rbacId: ON_WILDCARD, principal: ANA }),
  ],
};

/** What a change could touch, to see that one which failed touched nothing. */
function traces(account: AccountUnderTest): Promise<unknown> {
  return account.read(async (snapshot) => ({
    account: snapshot.account,
    permissions: idsOf(await snapshot.permissionScan({ first: 50 })),
    lists: await snapshot.integrationPage({ first: 50, tokens: ['*', 'new'], withDetails: true }),
    audit: idsOf(await snapshot.auditPage({ first: 50 })),
  }));
}

const GOOD = {
  removeIntegrationIds: ['int_b'],
  saveIntegrations: [integration('int_new', { tokens: ['new'] })],
  removePermissionIds: ['pol_wild'],
  permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: 'int_a', tokens: ['new'] }],
} as const;

/** All but the last part could be written. */
const REFUSED: readonly (readonly [string, Partial<ChangeSet>])[] = [
  [
    'a grant that exists',
    { ...GOOD, addPermissions: [permission('pol_2', { rbacId: on('int_a'), principal: ANA })] },
  ],
  [
    'one grant twice',
    { ...GOOD, addPermissions: ['pol_3', 'pol_4'].map((id) => permission(id, { principal: ANA })) },
  ],
  ['an id that exists', { ...GOOD, addPermissions: [permission('pol_a', { rbacId: on('int_new') })] }],
  ['text that cannot be stored', { ...GOOD, auditEvents: [auditEvent('event', { reason: 'a\u0000b' })] }],
];

export function describeChanges(subject: Subject): void {
  describe('a change', () => {
    it('is undefined for an account that is not there, and its plan is not asked', async () => {
      const target = { accountId: subject.newAccountId(), userId: 'usr_ana' };
      const outcome = await subject.datastore.change(target, () => Promise.reject(new Error('asked')));
      expect(outcome).toBeUndefined();
    });

    it('gives its plan the present state and the user', async () => {
      const account = await subject.account(WORLD);
      await account.change({});
      const { result } = await account.plan(async (snapshot) => ({
        result: [snapshot.user?.name, snapshot.account.revision, await snapshot.permissions(['pol_a'])],
      }));
      expect(result).toEqual(['Actor', 2, [WORLD.permissions[0]]]);
    });

    it('raises the revision by exactly one, however much it writes', async () => {
      const account = await subject.account(WORLD);
      const auditEvents = [auditEvent('event_1'), auditEvent('event_2'), auditEvent('event_3')] as const;
      expect(await account.change({ ...GOOD, auditEvents })).toBe(2);
      expect(await account.read((snapshot) => snapshot.account.revision)).toBe(2);
    });

    it('without changes writes nothing and gives the revision it saw', async () => {
      const account = await subject.account(WORLD);
      await account.change({});
      const before = await traces(account);
      expect(await account.plan(() => Promise.resolve({ result: 'nothing' }))).toEqual({
        result: 'nothing',
        revision: 2,
      });
      expect(await traces(account)).toEqual(before);
    });

    it('is taken back whole when its plan throws, with the error of the plan', async () => {
      const account = await subject.account(WORLD);
      const before = await traces(account);
      const error = new Error('of the plan');
      await expect(account.plan(() => Promise.reject(error))).rejects.toBe(error);
      expect(await traces(account)).toEqual(before);
    });

    it.each(REFUSED)('is taken back whole when it holds %s', async (_, changes) => {
      const account = await subject.account(WORLD);
      const before = await traces(account);
      await expect(account.change(changes)).rejects.toThrow();
      expect(await traces(account)).toEqual(before);
      expect(await account.change({})).toBe(2);
    });

    it('keeps grants apart that differ in one part alone [U28]', async () => {
      const account = await subject.account(WORLD);
      const [set, otherSet] = SET_IDS;
      const same = { rbacId: on('int_a'), principal: ANA, permissionSetId: set ?? '' };
      const addPermissions = [
        permission('pol_1', { ...same, rbacId: on('int_A') }),
        permission('pol_2', { ...same, principal: { type: 'GROUP', id: ANA.id } }),
        permission('pol_3', { ...same, principal: { type: 'USER', id: 'usr_Ana' } }),
        permission('pol_4', { ...same, permissionSetId: otherSet ?? '' }),
      ];
      expect(await account.change({ addPermissions })).toBe(2);
      const found = await account.read((snapshot) =>
        snapshot.permissions(addPermissions.map(({ id }) => id)),
      );
      expect(found).toHaveLength(4);
    });

    it('can remove a grant and add it again, as a new permission', async () => {
      const account = await subject.account(WORLD);
      const again = permission('pol_again', { rbacId: on('int_a'), principal: ANA });
      await account.change({ removePermissionIds: ['pol_a'], addPermissions: [again] });
      expect(await account.read((snapshot) => snapshot.permissionsOn([on('int_a')]))).toEqual([again]);
    });

    it('that is given up before its commit changes nothing [O17]', async () => {
      const account = await subject.account(WORLD);
      const before = await traces(account);
      const giving = new AbortController();
      const change = account.datastore.change(
        { accountId: account.id, userId: 'usr_actor', signal: giving.signal },
        () => {
          giving.abort();
          const auditEvents = [auditEvent('event_new')] as const;
          return Promise.resolve({ result: null, changes: { touched: [], ...GOOD, auditEvents } });
        },
      );
      await expect(change).rejects.toBeInstanceOf(DatastoreUnavailableError);
      expect(await traces(account)).toEqual(before);
      expect(await account.change({})).toBe(2);
    });
  });
}
