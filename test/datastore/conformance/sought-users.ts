import { describe, expect, it } from '@jest/globals';
import type { UserRecord } from '../../../src/datastore/contract/records.js';
import { sortedBy } from './pages.js';
import type { Subject } from './subject.js';
import { group, team, user } from './world.js';

const ROOT = { teamId: 'team_root', role: 'ADMINISTRATOR' } as const;
const GROUPS = [group('grp_administrators', { builtIn: 'ADMINISTRATORS' }), group('grp_other')];
const TEAMS = [team('team_root'), team('team_other')];

/** Nobody of them administers. */
const OTHERS = [
  user('usr_plain'),
  user('usr_group_off', { groupIds: ['grp_administrators'], active: false }),
  user('usr_role_off', { memberships: [ROOT], active: false }),
  user('usr_root_operator', { memberships: [{ ...ROOT, role: 'OPERATOR' }] }),
  user('usr_elsewhere', { memberships: [{ ...ROOT, teamId: 'team_other' }], groupIds: ['grp_other'] }),
];

export function describeSoughtUsers(subject: Subject): void {
  const world = (...users: readonly UserRecord[]) =>
    subject.account({ directory: [...GROUPS, ...TEAMS, ...OTHERS, ...users] });

  describe('whether somebody else administers', () => {
    it.each([
      ['by group', user('usr_a', { groupIds: ['grp_other', 'grp_administrators'] })],
      ['by role', user('usr_a', { memberships: [{ ...ROOT, teamId: 'team_other' }, ROOT] })],
    ])('is found %s, of active users alone', async (_, administrator) => {
      const account = await world(administrator);
      const beside = (...ids: readonly string[]) =>
        account.read((snapshot) => snapshot.hasAdministratorBeside(ids));
      expect(await beside()).toBe(true);
      expect(await beside('usr_plain', 'usr_nobody')).toBe(true);
      expect(await beside('usr_plain', 'usr_a')).toBe(false);
      await account.change({ saveDirectory: [{ ...administrator, active: false }] });
      expect(await beside()).toBe(false);
      const second = user('usr_b', { memberships: [ROOT] });
      await account.change({ saveDirectory: [administrator, second] });
      expect([await beside('usr_a'), await beside('usr_a', 'usr_b')]).toEqual([true, false]);
      await account.change({
        saveDirectory: [
          { ...administrator, groupIds: [], memberships: [] },
          { ...second, memberships: [{ ...ROOT, role: 'OPERATOR' }] },
        ],
      });
      expect(await beside()).toBe(false);
    });

    it('is not answered from another account', async () => {
      await world(user('usr_a', { memberships: [ROOT] }));
      const account = await world();
      expect(await account.read((snapshot) => snapshot.hasAdministratorBeside([]))).toBe(false);
    });
  });

  describe('users looked for by user name', () => {
    const ANA = user('usr_ana', { userName: 'Ως.Ana' });
    const BEN = user('usr_ben', { userName: 'ben' });

    it('are those of that name, whatever its case, and no others [A12]', async () => {
      const account = await world(ANA, BEN, user('usr_ben2', { name: 'ben' }));
      const named = async (...names: readonly string[]) =>
        sortedBy(await account.read((snapshot) => snapshot.usersNamed(names)), ({ id }) => id);
      expect(await named('ωΣ.aNA', 'BEN', 'ben', 'nobody')).toEqual([ANA, BEN]);
      expect(await named('usr_ana', 'Ana', '')).toEqual([]);
      expect(await named()).toEqual([]);
      await account.change({ saveDirectory: [{ ...BEN, userName: null }] });
      expect(await named('ben')).toEqual([]);
    });

    it('are not those of another account', async () => {
      await world(BEN);
      const account = await world();
      expect(await account.read((snapshot) => snapshot.usersNamed(['ben']))).toEqual([]);
    });
  });
}
