import { expect, it } from '@jest/globals';
import { CREATOR, EDIT, OWNER, permission } from './stage/company.js';
import { done, outcomes, refusal } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';

const LAST_OWNER = ['LAST_OWNER input.allowOrphan'];

onBothEngines('the last permission of the Owner set', (stage) => {
  it('is not removed by an administrator who did not ask for it', async () => {
    const tenant = await stage.company();
    for (const name of ['ada', 'rosa']) {
      const person = tenant.as(name);
      expect(refusal(await tenant.unchangedBy(() => person.revoke('pol_owner')))).toEqual(LAST_OWNER);
      const save = () => person.save({ on: 'int_pd', remove: ['pol_owner'] });
      expect(refusal(await tenant.unchangedBy(save))).toEqual(LAST_OWNER);
      expect(refusal(await person.revoke('pol_owner', { allowSelfLockout: true }))).toEqual(LAST_OWNER);
    }
  });

  it('is removed by an administrator who allows an orphan', async () => {
    const tenant = await stage.company();
    const revoked = await tenant.as('ada').revoke('pol_owner', { allowOrphan: true });
    expect(outcomes(done(revoked))).toEqual(['REMOVED usr_mia']);
    const saved = await tenant.as('rosa').save({
      ...{ on: 'int_slack', remove: ['pol_slack_owner'], allowOrphan: true },
    });
    expect(outcomes(done(saved))).toEqual(['REMOVED usr_nils']);
  });

  it('is not removed by a delegate, allowed or not', async () => {
    const tenant = await stage.company({
      permissions: [permission('pol_edit', { to: 'usr_mia', set: EDIT, on: 'int_pd' })],
    });
    const mia = tenant.as('mia');
    for (const allowOrphan of [false, true]) {
      const act = () => mia.revoke('pol_owner', { allowOrphan, allowSelfLockout: true });
      expect(refusal(await tenant.unchangedBy(act))).toEqual(LAST_OWNER);
      const save = () =>
        mia.save({ on: 'int_pd', remove: ['pol_owner'], allowOrphan, allowSelfLockout: true });
      expect(refusal(await tenant.unchangedBy(save))).toEqual(LAST_OWNER);
    }
  });

  it('is told from others by what is left after the whole change', async () => {
    const tenant = await stage.company();
    const handed = await tenant.as('ada').save({
      ...{ on: 'int_slack', remove: ['pol_slack_owner'], add: [{ to: 'grp_oncall', set: OWNER }] },
    });
    expect(outcomes(done(handed))).toEqual(['REMOVED usr_nils', 'CREATED grp_oncall']);
    const renewed = await tenant.as('ada').save({
      ...{ on: 'int_pd', remove: ['pol_owner'], add: [{ to: 'usr_mia', set: OWNER }] },
    });
    expect(outcomes(done(renewed))).toEqual(['REMOVED usr_mia', 'CREATED usr_mia']);
  });

  it('may go while another stands there, whoever holds that', async () => {
    const tenant = await stage.company({
      permissions: [permission('pol_inactive', { to: 'usr_ina', set: OWNER, on: 'int_pd' })],
    });
    expect(outcomes(done(await tenant.as('ada').revoke('pol_owner')))).toEqual(['REMOVED usr_mia']);
    expect(refusal(await tenant.as('ada').revoke('pol_inactive'))).toEqual(LAST_OWNER);
  });

  it('is not replaced by one on the wildcard', async () => {
    const tenant = await stage.company({
      permissions: [permission('pol_any_owner', { to: 'usr_nils', set: OWNER, on: '*' })],
    });
    expect(refusal(await tenant.as('ada').revoke('pol_owner'))).toEqual(LAST_OWNER);
  });

  it('may go from the wildcard itself', async () => {
    const tenant = await stage.company({
      permissions: [permission('pol_any_owner', { to: 'usr_nils', set: OWNER, on: '*' })],
    });
    expect(outcomes(done(await tenant.as('ada').revoke('pol_any_owner')))).toEqual(['REMOVED usr_nils']);
  });

  it('is not missed where there was none', async () => {
    const tenant = await stage.company();
    expect(outcomes(done(await tenant.as('ada').revoke('pol_ops')))).toEqual(['REMOVED grp_oncall']);
  });

  it('does not stand in the way of other removals', async () => {
    const tenant = await stage.company();
    expect(outcomes(done(await tenant.as('ada').revoke('pol_slack_mia')))).toEqual(['REMOVED usr_mia']);
  });

  it('stays refused where permissions are not enforced', async () => {
    const tenant = await stage.company({ settings: { plan: 'STANDARD' } });
    expect(refusal(await tenant.unchangedBy(() => tenant.as('ada').revoke('pol_owner')))).toEqual(LAST_OWNER);
    expect(done(await tenant.as('ada').revoke('pol_owner', { allowOrphan: true })).changes).toHaveLength(1);
  });

  it('goes before the lockout of oneself [order of UserErrorCode]', async () => {
    const tenant = await stage.company({
      permissions: [permission('pol_any_create', { to: 'usr_nils', set: CREATOR, on: '*' })],
    });
    expect(refusal(await tenant.as('nils').revoke('pol_slack_owner'))).toEqual(LAST_OWNER);
  });
});
