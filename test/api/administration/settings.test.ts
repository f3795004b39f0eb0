import { expect, it } from '@jest/globals';
import { onBothEngines } from '../mutations/stage/stage.js';
import { change } from './administrator.js';

onBothEngines('updateAccount', (stage) => {
  it('changes what is given, in one event, in force with the next request [A3, A18]', async () => {
    const tenant = await stage.company({ settings: { plan: 'ENTERPRISE', permissionSets: 'ENFORCED' } });
    const input = { name: 'Acme 2', permissionSets: 'OFF', residualRead: true, reason: 'trial' };
    const events = await tenant.eventsOf(() => change(tenant.as('ada'), 'updateAccount', input));
    expect(events).toMatchObject([
      {
        ...{ kind: 'ACCOUNT_UPDATED', reason: 'trial' },
        ...{ before: { permissionSets: 'ENFORCED' }, after: { name: 'Acme 2', permissionSets: 'OFF' } },
      },
    ]);
    const { data } = await tenant.as('zoe').ask('{ account { name permissionSets enforced } }');
    expect(data).toEqual({ account: { name: 'Acme 2', permissionSets: 'OFF', enforced: false } });
    await tenant.unchangedBy(async () => {
      const { told, warnings } = await change(tenant.as('ada'), 'updateAccount', input);
      expect([told, warnings]).toEqual([['done'], ['NO_EFFECT']]);
    });
  });

  it('enforces permission sets on ENTERPRISE alone, also where that is stored [A18]', async () => {
    const tenant = await stage.company({ settings: { plan: 'STANDARD', permissionSets: 'ENFORCED' } });
    const input = { permissionSets: 'ENFORCED', expectedRevision: 0 };
    const refused = await tenant.unchangedBy(() => change(tenant.as('ada'), 'updateAccount', input));
    expect(refused.told).toEqual(['PLAN_REQUIRED']);
    expect((await change(tenant.as('nils'), 'updateAccount', input)).told).toEqual(['FORBIDDEN']);
  });

  it('conflicts with later settings, and with nothing else [A18]', async () => {
    const tenant = await stage.company();
    const ada = tenant.as('ada');
    const seen = await tenant.revision();
    await change(ada, 'createTeam', { name: 'x' });
    const first = await change(ada, 'updateAccount', { name: 'First', expectedRevision: seen });
    expect(first.told).toEqual(['done']);
    const second = await change(ada, 'updateAccount', { name: 'Second', expectedRevision: seen });
    expect(second.told).toEqual(['CONFLICT input.expectedRevision']);
  });
});
