import { describe, expect, it } from '@jest/globals';
import { CREATOR, NOT_ENFORCED, OWNER, USE, rbac } from './stage/company.js';
import type { Settings } from './stage/company.js';
import { done, outcomes, refusal } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';

const STANDARD: Settings = { plan: 'STANDARD' };
const MODELS = ['LAYERED', 'GRANTS_ONLY'] as const;
const ENFORCED: Settings = { plan: 'ENTERPRISE', permissionSets: 'ENFORCED' };

const inEveryMode = [ENFORCED, ...NOT_ENFORCED].flatMap((mode) =>
  MODELS.map((accessModel) => ({ ...mode, accessModel })),
);
const prepared = NOT_ENFORCED.filter(({ plan }) => plan === 'ENTERPRISE').flatMap((mode) =>
  MODELS.map((accessModel) => ({ ...mode, accessModel })),
);

onBothEngines('an account that does not enforce permissions', (stage) => {
  describe.each(MODELS)('on the STANDARD plan, %s', (accessModel) => {
    const settings = { ...STANDARD, accessModel };

    it('answers PLAN_REQUIRED when permissions are added [U1]', async () => {
      const tenant = await stage.company({ settings });
      const ada = tenant.as('ada');
      const add = [{ to: 'usr_otto', set: USE }];
      const adding = [
        () => ada.grant({ on: 'int_pd', to: 'usr_otto', set: USE }),
        () => ada.grant({ on: '*', to: 'usr_otto', set: CREATOR }),
        () => ada.grant({ on: 'int_slack', to: 'usr_nils', set: OWNER }),
        () => ada.save({ on: 'int_slack', add }),
        () => ada.save({ on: 'int_slack', add, remove: ['pol_slack_mia'] }),
        () => ada.save({ on: 'int_slack', add: [{ to: 'usr_nobody', set: 'no-set' }], expectedRevision: 0 }),
      ];
      for (const act of adding) {
        expect(await tenant.unchangedBy(act)).toEqual({ payload: null, errors: [{ code: 'PLAN_REQUIRED' }] });
      }
    });

    it('lets administrators list and revoke', async () => {
      const tenant = await stage.company({ settings });
      const ada = tenant.as('ada');
      expect(await tenant.permissions('int_slack')).toHaveLength(2);
      expect(outcomes(done(await ada.revoke('pol_slack_mia')))).toEqual(['REMOVED usr_mia']);
      expect(outcomes(done(await ada.revoke('pol_nowhere')))).toEqual(['ABSENT']);
      const save = await tenant.as('rosa').save({ on: '*', remove: ['pol_create'] });
      expect(outcomes(done(save))).toEqual(['REMOVED usr_mia']);
      expect(done(await ada.save({ on: 'int_pd' })).changes).toEqual([]);
    });

    it('says before the plan what is bad input, not there, or not allowed', async () => {
      const tenant = await stage.company({ settings });
      const ada = tenant.as('ada');
      const grant = { to: 'usr_otto', set: USE };
      expect(refusal(await ada.grant({ ...grant, on: 'int_nowhere' }))).toEqual(['NOT_FOUND']);
      expect(refusal(await ada.grant({ ...grant, on: '**' }))).toEqual(['BAD_USER_INPUT']);
      expect(refusal(await tenant.as('mia').grant({ ...grant, on: 'int_pd' }))).toEqual(['FORBIDDEN']);
    });
  });

  it.each(prepared)(
    'lets administrators prepare permissions: $permissionSets, $accessModel',
    async (settings) => {
      const tenant = await stage.company({ settings });
      const granted = await tenant.as('ada').grant({ on: 'int_ops', to: 'usr_otto', set: USE });
      expect(outcomes(done(granted))).toEqual(['CREATED usr_otto']);
      const saved = await tenant.as('rosa').save({
        ...{ on: '*', add: [{ to: 'grp_oncall', set: CREATOR }], remove: ['pol_create'] },
      });
      expect(outcomes(done(saved))).toEqual(['REMOVED usr_mia', 'CREATED grp_oncall']);
    },
  );

  it.each(NOT_ENFORCED)('is for administrators alone to manage: $plan, $permissionSets', async (mode) => {
    for (const accessModel of MODELS) {
      const tenant = await stage.company({ settings: { ...mode, accessModel } });
      const mia = tenant.as('mia');
      const reason = accessModel === 'LAYERED' ? 'ADMINISTRATORS_ONLY' : 'PERMISSIONS_NOT_ENFORCED';
      const layer = accessModel === 'LAYERED' ? 'DELEGATION' : 'ACCOUNT';
      const attempts = [
        () => mia.grant({ on: 'int_pd', to: 'usr_otto', set: USE }),
        () => mia.revoke('pol_owner'),
        () => mia.save({ on: 'int_pd' }),
      ];
      for (const act of attempts) {
        expect((await tenant.unchangedBy(act)).errors).toEqual([
          { code: 'FORBIDDEN', action: 'MANAGE_PERMISSIONS', rbacId: rbac('int_pd'), layer, reason },
        ]);
      }
    }
  });

  it.each(inEveryMode)(
    'records the automatic Owner permission: $plan, $permissionSets, $accessModel [V3, V15]',
    async (settings) => {
      const tenant = await stage.company({ settings });
      const isEnforced = settings.plan === 'ENTERPRISE' && settings.permissionSets === 'ENFORCED';
      const creator = settings.accessModel === 'LAYERED' || isEnforced ? 'mia' : 'ada';
      const id = done(await tenant.as(creator).create()).integration?.id ?? '';
      expect(await tenant.permissions(id)).toMatchObject([
        { principal: { id: `usr_${creator}` }, permissionSet: { id: OWNER }, source: 'AUTOMATIC' },
      ]);
    },
  );

  it.each(NOT_ENFORCED)(
    'locks no creator out when it enforces: $plan, $permissionSets [V3]',
    async (settings) => {
      const tenant = await stage.company({ settings });
      const id = done(await tenant.as('nils').create({ teamIds: ['team_ops'] })).integration?.id ?? '';
      await tenant.replace((file) => ({ ...file, account: { ...file.account, ...ENFORCED } }));
      expect(done(await tenant.as('nils').update(id, { name: 'Mine' })).integration?.name).toBe('Mine');
      expect(done(await tenant.as('nils').remove(id)).deletedIntegrationId).toBe(id);
    },
  );

  it('lets managers change integrations in their scope by role alone [V1]', async () => {
    const tenant = await stage.company({ settings: { permissionSets: 'OFF' } });
    const nils = tenant.as('nils');
    expect(done(await nils.update('int_ops', { name: 'x' })).integration?.name).toBe('x');
    expect(done(await nils.remove('int_ops')).deletedIntegrationId).toBe('int_ops');
    expect(refusal(await tenant.as('mia').update('int_ops', { name: 'x' }))).toEqual(['NOT_FOUND']);
    expect(refusal(await tenant.as('otto').update('int_pd', { name: 'x' }))).toEqual(['FORBIDDEN']);
  });

  it('leaves changes to administrators where grants alone decide', async () => {
    const tenant = await stage.company({ settings: { permissionSets: 'OFF', accessModel: 'GRANTS_ONLY' } });
    const attempts = [
      () => tenant.as('mia').create(),
      () => tenant.as('mia').update('int_pd', { name: 'x' }),
      () => tenant.as('mia').remove('int_pd'),
    ];
    for (const act of attempts) {
      expect((await tenant.unchangedBy<{ errors: readonly unknown[] }>(act)).errors).toMatchObject([
        { code: 'FORBIDDEN', layer: 'ACCOUNT', reason: 'PERMISSIONS_NOT_ENFORCED' },
      ]);
    }
  });
});
