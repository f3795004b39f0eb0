import { describe, expect, it } from '@jest/globals';
import type { PermissionRecord } from '../../../src/datastore/contract/records.js';
import { PAGE_SIZES, readAll, shuffled, sortedBy } from './pages.js';
import type { Subject } from './subject.js';
import { ON_WILDCARD, SET_IDS, integration, many, on, permission } from './world.js';

const ANA = { type: 'USER', id: 'usr_ana' } as const;
const ON_CALL = { type: 'GROUP', id: 'grp_oncall' } as const;
/** Not Ana: only the type differs. */
const GROUP_ANA = { type: 'GROUP', id: 'usr_ana' } as const;

const FULL = permission('pol_full', {
  rbacId: on('int_full'),
  principal: ANA,
  source: 'AUTOMATIC',
  grantedById: 'usr_bob',
  grantedAt: 1_700_000_000_003,
  reason: 'on call – why not?',
});

/** Ten on each of three integrations and the wildcard, some granted at the same time. */
const STORED: readonly PermissionRecord[] = many(40, (id, at) =>
  permission(id, {
    rbacId: [on('int_a'), on('int_A'), on('int_a.b'), ON_WILDCARD][at % 4] ?? '',
    principal: [ANA, ON_CALL, GROUP_ANA][at % 3] ?? ANA,
    permissionSetId: SET_IDS[Math.floor(at / 12) % SET_IDS.length] ?? '',
    grantedAt: 5_000 + (at % 7),
  }),
);

const time = ({ grantedAt }: PermissionRecord): string => String(grantedAt).padStart(16, '0');
const byTime = (rows: readonly PermissionRecord[]): readonly PermissionRecord[] =>
  sortedBy(rows, time, ({ id }) => id);

export function describePermissions(subject: Subject): void {
  describe('permissions', () => {
    it('are read by id, each as written and once', async () => {
      const account = await subject.account({ permissions: [FULL, ...STORED] });
      const ids = ['pol_full', 'id_00001', 'pol_full', 'pol_nowhere'];
      const found = await account.read((snapshot) => snapshot.permissions(ids));
      expect(sortedBy(found, ({ id }) => id)).toEqual([STORED[1], FULL]);
      expect(await account.read((snapshot) => snapshot.permissions([]))).toEqual([]);
    });

    it('on RBAC ids come by time granted and id [U24, V14]', async () => {
      const account = await subject.account({ permissions: shuffled(STORED) });
      const rbacIds = [on('int_a'), ON_WILDCARD, on('int_a'), on('int_none')];
      const expected = byTime(STORED.filter(({ rbacId }) => rbacIds.includes(rbacId)));
      expect(expected).toHaveLength(20);
      expect(await account.read((snapshot) => snapshot.permissionsOn(rbacIds))).toEqual(expected);
      expect(await account.read((snapshot) => snapshot.permissionsOn([]))).toEqual([]);
    });

    it('on RBAC ids can be asked for those of some principals alone, by type and id [V11]', async () => {
      const account = await subject.account({ permissions: shuffled(STORED) });
      const rbacIds = [on('int_a'), on('int_a.b')];
      const stand = byTime(STORED.filter(({ rbacId }) => rbacIds.includes(rbacId)));
      const ofAna = stand.filter(({ principal }) => principal.type === 'USER');
      const ofBoth = stand.filter(({ principal }) => principal !== GROUP_ANA);
      await account.read(async (snapshot) => {
        expect(await snapshot.permissionsOn(rbacIds, [ANA, ANA])).toEqual(ofAna);
        expect(await snapshot.permissionsOn(rbacIds, [ON_CALL, ANA])).toEqual(ofBoth);
        expect(await snapshot.permissionsOn(rbacIds, [{ type: 'GROUP', id: 'grp_none' }])).toEqual([]);
        expect(await snapshot.permissionsOn(rbacIds, [])).toEqual([]);
      });
    });

    it.each(PAGE_SIZES)('are scanned by %d in the order of RBAC id, time granted and id', async (first) => {
      const odd = permission('pol_odd', { rbacId: on('int_a\u0001'), grantedAt: 1 });
      const account = await subject.account({ permissions: shuffled([...STORED, odd]) });
      const rows = await account.read((snapshot) =>
        readAll(first, (request) => snapshot.permissionScan(request)),
      );
      expect(rows).toEqual(
        sortedBy(
          [...STORED, odd],
          ({ rbacId }) => rbacId,
          time,
          ({ id }) => id,
        ),
      );
    });

    it('stay when an integration is saved again', async () => {
      const account = await subject.account({ integrations: [integration('int_full')], permissions: [FULL] });
      await account.change({ saveIntegrations: [integration('int_full', { name: 'new name' })] });
      expect(await account.read((snapshot) => snapshot.permissionsOn([on('int_full')]))).toEqual([FULL]);
    });
  });
}
