import { describe, expect, it } from '@jest/globals';
import { user } from '../mutations/stage/company.js';
import { onBothEngines } from '../mutations/stage/stage.js';
import { change, madeId } from './administrator.js';

const IN_PAY = { teamId: 'team_pay', role: 'OPERATOR' };

onBothEngines('users', (stage) => {
  it('are created whole, in one event [A2, A5]', async () => {
    const tenant = await stage.company();
    const input = {
      ...{
        id: 'usr_new',
        name: 'New',
        kind: 'SERVICE',
        userName: 'New.One',
        email: 'n@acme',
        externalId: 'x',
      },
      ...{ memberships: [IN_PAY, IN_PAY], groupIds: ['grp_oncall'], reason: 'hired' },
    };
    const events = await tenant.eventsOf(async () => {
      const { record } = await change(tenant.as('ada'), 'createUser', input);
      expect(record).toMatchObject({
        ...{ id: 'usr_new', kind: 'SERVICE', active: true, userName: 'New.One', version: 1 },
        memberships: [{ role: 'OPERATOR', team: { id: 'team_pay' } }],
      });
    });
    expect(events).toMatchObject([
      { kind: 'USER_CREATED', reason: 'hired', before: null, after: { groupIds: ['grp_oncall'] } },
    ]);
    const made = await change(tenant.as('ada'), 'createUser', { name: 'Made' });
    expect(made.record).toMatchObject({ id: madeId('usr') });
  });

  it('have names of their own, whatever the case [A12]', async () => {
    const tenant = await stage.company();
    const ada = tenant.as('ada');
    await change(ada, 'updateUser', { id: 'usr_mia', userName: 'Émile' });
    const taken = ['USER_NAME_TAKEN input.userName'];
    expect((await change(ada, 'createUser', { name: 'x', userName: 'ÉMILE' })).told).toEqual(taken);
    expect((await change(ada, 'updateUser', { id: 'usr_zoe', userName: 'émile' })).told).toEqual(taken);
    expect((await change(ada, 'updateUser', { id: 'usr_mia', userName: 'ÉMILE' })).told).toEqual(['done']);
    const cleared = await change(ada, 'updateUser', { id: 'usr_mia', userName: null, name: null });
    expect(cleared.record).toMatchObject({ name: 'Mia', userName: null, version: 4 });
    expect((await change(ada, 'updateUser', { id: 'usr_zoe', userName: 'émile' })).told).toEqual(['done']);
  });

  it.each([
    ['createUser', { id: 'usr_mia', name: 'x' }, 'ID_TAKEN input.id'],
    ['createUser', { name: 'x', groupIds: ['grp_no'] }, 'GROUP_NOT_FOUND input.groupIds'],
    ['createUser', { name: 'x', groupIds: ['grp_everyone'] }, 'BUILT_IN input.groupIds'],
    [
      'createUser',
      { name: 'x', memberships: [{ ...IN_PAY, teamId: 'no' }] },
      'TEAM_NOT_FOUND input.memberships',
    ],
    ['createUser', { name: 'x', email: 'ab' }, 'BAD_USER_INPUT'],
    ['createUser', { name: 'x', userName: '' }, 'BAD_USER_INPUT'],
    ['updateUser', { id: 'usr_no', name: 'x' }, 'NOT_FOUND'],
    ['updateUser', { id: 'usr_mia', name: 'x', expectedVersion: 2 }, 'CONFLICT input.expectedVersion'],
    ['changeMemberships', { userId: 'usr_no' }, 'NOT_FOUND'],
    ['changeMemberships', { userId: 'usr_mia', set: [IN_PAY], remove: ['team_pay'] }, 'BAD_USER_INPUT'],
    [
      'changeMemberships',
      { userId: 'usr_mia', set: [IN_PAY, { ...IN_PAY, role: 'ADMINISTRATOR' }] },
      'BAD_USER_INPUT',
    ],
    [
      'changeMemberships',
      { userId: 'usr_mia', set: [{ ...IN_PAY, role: 'ADMINISTRATOR' }] },
      'ROLE_NOT_ALLOWED input.set',
    ],
    [
      'changeMemberships',
      { userId: 'usr_mia', set: [{ teamId: 'team_root', role: 'ADMINISTRATOR' }] },
      'done',
    ],
  ] as const)('%s of %o answers %s [A4, A8]', async (mutation, input, expected) => {
    const tenant = await stage.company();
    expect((await change(tenant.as('ada'), mutation, input)).told).toEqual([expected]);
  });

  it('change memberships, each in its place', async () => {
    const tenant = await stage.company();
    const input = {
      ...{ userId: 'usr_nils', remove: ['team_ops', 'team_no'], expectedVersion: 1 },
      set: [IN_PAY, { teamId: 'team_web', role: 'OPERATOR' }],
    };
    const { record } = await change(tenant.as('ada'), 'changeMemberships', input);
    expect(record).toMatchObject({
      version: 2,
      memberships: [
        { role: 'OPERATOR', team: { id: 'team_pay' } },
        { role: 'OPERATOR', team: { id: 'team_web' } },
      ],
    });
  });

  it('may do nothing from their deactivation on, and all as before once they are active again [A3, A13]', async () => {
    const tenant = await stage.company();
    const rights = '{ viewer { name groups { id } } integrations { edges { node { id } } } }';
    const before = await tenant.as('mia').ask(rights);
    await change(tenant.as('ada'), 'updateUser', { id: 'usr_mia', active: false });
    await expect(tenant.as('mia').ask(rights)).resolves.toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    await change(tenant.as('ada'), 'updateUser', { id: 'usr_mia', active: true });
    expect(await tenant.as('mia').ask(rights)).toEqual(before);
  });

  describe('who administer', () => {
    const ENDS = [
      ['changeGroupMembers', { groupId: 'grp_administrators', remove: ['usr_ada'] }, 'input.remove'],
      ['updateUser', { id: 'usr_ada', active: false }, 'input.active'],
    ] as const;

    it.each(ENDS)('are never without one: %s [A9]', async (mutation, input, field) => {
      const tenant = await stage.company();
      const ada = tenant.as('ada');
      await change(ada, 'updateUser', { id: 'usr_rosa', active: false });
      await tenant.unchangedBy(async () => {
        const { told } = await change(ada, mutation, { ...input, allowSelfLockout: true });
        expect(told).toEqual([`LAST_ADMINISTRATOR ${field}`]);
      });
    });

    it.each(ENDS)('end it for themselves on purpose alone: %s [A11]', async (...[mutation, input]) => {
      const tenant = await stage.company();
      const refused = await change(tenant.as('ada'), mutation, input);
      expect(refused.told).toEqual(['SELF_LOCKOUT input.allowSelfLockout']);
      await change(tenant.as('ada'), mutation, { ...input, allowSelfLockout: true });
      const after = await change(tenant.as('rosa'), 'createTeam', { name: 'x' });
      expect(after.told).toEqual(['done']);
      const { told } = await change(tenant.as('ada'), 'createTeam', { name: 'x' });
      expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain(told[0]);
    });

    it('by role keep one too, and one of two who end each other’s at once is left [A9, A10]', async () => {
      const tenant = await stage.company({ users: [user('sam', { team_root: 'ADMINISTRATOR' })] });
      await change(tenant.as('rosa'), 'changeGroupMembers', {
        ...{ groupId: 'grp_administrators', remove: ['usr_ada'] },
      });
      const end = (by: string, of: string) =>
        change(tenant.as(by), 'changeMemberships', { userId: `usr_${of}`, remove: ['team_root'] });
      const both = await Promise.all([end('rosa', 'sam'), end('sam', 'rosa')]);
      expect(both.map(({ told }) => told[0]).sort()).toEqual(['FORBIDDEN', 'done']);
      const left = both[0].told[0] === 'done' ? 'rosa' : 'sam';
      const last = await change(tenant.as(left), 'changeMemberships', {
        ...{ userId: `usr_${left}`, remove: ['team_root'], allowSelfLockout: true },
      });
      expect(last.told).toEqual(['LAST_ADMINISTRATOR input']);
    });
  });
});
