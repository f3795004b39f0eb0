import { describe, expect, it } from '@jest/globals';
import { manyGroups, user } from '../mutations/stage/company.js';
import { onBothEngines } from '../mutations/stage/stage.js';
import { ALL_MUTATIONS, change, madeId } from './administrator.js';

const INPUTS: Readonly<Record<string, object>> = {
  createUser: { name: 'New' },
  updateUser: { id: 'usr_nobody', name: 'New' },
  changeMemberships: { userId: 'usr_nobody' },
  createGroup: { name: 'New' },
  updateGroup: { id: 'grp_nobody', name: 'New' },
  changeGroupMembers: { groupId: 'grp_nobody' },
  createTeam: { name: 'New' },
  updateTeam: { id: 'team_nobody', name: 'New' },
  updateAccount: { name: 'New' },
  deleteUser: { id: 'usr_nobody' },
  deleteGroup: { id: 'grp_nobody' },
  deleteTeam: { id: 'team_nobody' },
};
const TOO_LONG = 'x'.repeat(201);

onBothEngines('groups and teams', (stage) => {
  it.each(ALL_MUTATIONS)(
    '%s needs an administrator, after the form of its input and before any record [A1]',
    async (mutation) => {
      const tenant = await stage.company();
      const input = INPUTS[mutation] ?? {};
      await tenant.unchangedBy(async () => {
        const nils = tenant.as('nils');
        expect((await change(nils, mutation, input)).told).toEqual(['FORBIDDEN']);
        const wrong = await change(nils, mutation, { ...input, reason: 'x'.repeat(1_001) });
        expect(wrong.told).toEqual(['BAD_USER_INPUT']);
      });
    },
  );

  it('are created with ids that are given or made, once each [A5]', async () => {
    const tenant = await stage.company();
    const ada = tenant.as('ada');
    const events = await tenant.eventsOf(() =>
      change(ada, 'createGroup', {
        id: 'grp_new',
        name: 'New',
        memberIds: ['usr_mia', 'usr_mia', 'usr_ina'],
      }),
    );
    expect(events.map(({ kind }) => kind)).toEqual(['GROUP_CREATED', 'USER_UPDATED', 'USER_UPDATED']);
    expect(events[1]?.after).toMatchObject({ id: 'usr_mia', groupIds: ['grp_new'], version: 2 });
    const group = await change(ada, 'createGroup', { name: 'Made' });
    expect(group.record).toMatchObject({
      id: madeId('grp'),
      version: 1,
    });
    const team = await change(ada, 'createTeam', { name: 'Made' });
    expect(team.record).toMatchObject({ id: madeId('team') });
    await tenant.unchangedBy(async () => {
      const taken = ['ID_TAKEN input.id'];
      expect((await change(ada, 'createGroup', { id: 'grp_new', name: 'x' })).told).toEqual(taken);
      expect((await change(ada, 'createTeam', { id: 'team_pay', name: 'x' })).told).toEqual(taken);
    });
  });

  it('are renamed at the version that was seen, and what changes nothing is no change [A2, A4]', async () => {
    const tenant = await stage.company();
    const ada = tenant.as('ada');
    const renamed = await change(ada, 'updateTeam', { id: 'team_pay', name: 'Pay', expectedVersion: 1 });
    expect(renamed.record).toMatchObject({ name: 'Pay', version: 2 });
    const group = await change(ada, 'updateGroup', { id: 'grp_oncall', externalId: 'x', reason: 'why' });
    expect(group.record).toMatchObject({ name: 'On call', externalId: 'x', version: 2 });
    await tenant.unchangedBy(async () => {
      const conflict = ['CONFLICT input.expectedVersion'];
      const stale = { id: 'team_pay', name: 'Pays', expectedVersion: 1 };
      expect((await change(ada, 'updateTeam', stale)).told).toEqual(conflict);
      const same = await change(ada, 'updateTeam', { id: 'team_pay', name: 'Pay', expectedVersion: 2 });
      expect(same).toMatchObject({ told: ['done'], warnings: ['NO_EFFECT'] });
    });
    const cleared = await change(ada, 'updateGroup', { id: 'grp_oncall', name: null, externalId: null });
    expect(cleared.record).toMatchObject({ name: 'On call', externalId: null, version: 3 });
  });

  it('change members, as changes of the users [A2]', async () => {
    const tenant = await stage.company();
    const input = {
      groupId: 'grp_oncall',
      add: ['usr_mia', 'usr_otto', 'usr_ina'],
      remove: ['usr_zoe', 'no'],
    };
    const events = await tenant.eventsOf(async () => {
      const changed = await change(tenant.as('ada'), 'changeGroupMembers', input);
      expect(changed.warnings).toEqual(['INACTIVE_PRINCIPAL']);
      expect(changed.record).toMatchObject({ version: 1 });
    });
    expect(events.map(({ kind, after }) => [kind, after?.id])).toEqual([
      ['USER_UPDATED', 'usr_mia'],
      ['USER_UPDATED', 'usr_ina'],
    ]);
  });

  it.each([
    ['createGroup', { name: '' }, 'BAD_USER_INPUT'],
    ['createGroup', { name: TOO_LONG }, 'BAD_USER_INPUT'],
    ['createGroup', { id: 'a b', name: 'x' }, 'BAD_USER_INPUT'],
    ['createGroup', { name: 'x', memberIds: many(101) }, 'BAD_USER_INPUT'],
    ['createGroup', { name: 'x', memberIds: ['usr_no'] }, 'USER_NOT_FOUND input.memberIds'],
    ['updateGroup', { id: 'grp_no', name: 'x' }, 'NOT_FOUND'],
    ['updateGroup', { id: 'grp_administrators', name: 'x' }, 'BUILT_IN input.name'],
    ['updateGroup', { id: 'grp_everyone', name: 'x' }, 'BUILT_IN input.name'],
    ['changeGroupMembers', { groupId: 'grp_no', add: ['usr_no'] }, 'NOT_FOUND'],
    ['changeGroupMembers', { groupId: 'grp_oncall', add: ['usr_no'] }, 'USER_NOT_FOUND input.add'],
    [
      'changeGroupMembers',
      { groupId: 'grp_oncall', add: ['usr_mia'], remove: ['usr_mia'] },
      'BAD_USER_INPUT',
    ],
    ['changeGroupMembers', { groupId: 'grp_everyone', add: ['usr_mia'] }, 'BUILT_IN input.groupId'],
    ['updateTeam', { id: 'team_no', name: 'x' }, 'NOT_FOUND'],
    ['updateTeam', { id: 'team_root', name: 'Whole' }, 'done'],
  ] as const)('%s of %o answers %s [A5, A7]', async (mutation, input, expected) => {
    const tenant = await stage.company();
    expect((await change(tenant.as('ada'), mutation, input)).told).toEqual([expected]);
  });

  describe('of a user', () => {
    it('are at most 200 groups', async () => {
      const groups = manyGroups(200);
      const file = { users: [user('full', {})] };
      const tenant = await stage.company(file);
      await tenant.replace((present) => ({
        ...present,
        groups: [
          ...(present.groups ?? []),
          ...groups.map((group) => ({ ...group, memberIds: ['usr_full'] })),
        ],
      }));
      const ada = tenant.as('ada');
      const added = await change(ada, 'changeGroupMembers', { groupId: 'grp_oncall', add: ['usr_full'] });
      expect(added.told).toEqual(['LIMIT_EXCEEDED input.add']);
      const created = await change(ada, 'createGroup', { name: 'x', memberIds: ['usr_full'] });
      expect(created.told).toEqual(['LIMIT_EXCEEDED input.memberIds']);
    });
  });

  it('are found by id, with the members of a team for its members and administrators', async () => {
    const tenant = await stage.company();
    const query = `{ group(id: "grp_oncall") { name } none: group(id: "grp_no") { id }
      team(id: "team_pay") { name members(first: 2) { edges { node { id } } pageInfo { hasNextPage } } } }`;
    const edges = ['usr_ina', 'usr_mia'].map((id) => ({ node: { id } }));
    const team = { name: 'Payments', members: { edges, pageInfo: { hasNextPage: true } } };
    const data = { group: { name: 'On call' }, none: null, team };
    expect((await tenant.as('ada').ask(query)).data).toEqual(data);
    expect((await tenant.as('otto').ask(query)).data).toEqual(data);
    expect((await tenant.as('zoe').ask(query)).data).toEqual({ ...data, team: { ...team, members: null } });
  });
});

function many(count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => `usr_${number}`);
}
