import { expect, it } from '@jest/globals';
import { EDIT, OWNER, USE, VIEWER, permission, rbac } from './stage/company.js';
import { done, onlyPermission, outcomes, refusal, warningCodes } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';

const SYSTEM_PERMISSION = 'pol_email_everyone';

onBothEngines('the system integration', (stage) => {
  it('keeps its permission for everyone, whoever asks and whatever they allow [U14, U15]', async () => {
    const tenant = await stage.company();
    const options = { allowOrphan: true, allowSelfLockout: true };
    for (const name of ['ada', 'rosa']) {
      const person = tenant.as(name);
      const revoked = await tenant.unchangedBy(() => person.revoke(SYSTEM_PERMISSION, options));
      expect(refusal(revoked)).toEqual(['SYSTEM_INTEGRATION input.permissionId']);
      const save = () =>
        person.save({
          ...{ on: 'int_email', remove: ['pol_nowhere', SYSTEM_PERMISSION], ...options },
          add: [{ to: 'grp_everyone', set: USE }],
        });
      expect(refusal(await tenant.unchangedBy(save))).toEqual(['SYSTEM_INTEGRATION input.remove.1']);
    }
    const held = await tenant.permissions('int_email');
    expect(held).toMatchObject([
      { id: SYSTEM_PERMISSION, principal: { id: 'grp_everyone' }, source: 'SYSTEM' },
    ]);
  });

  it('lets nobody else get as far as that', async () => {
    const tenant = await stage.company();
    for (const name of ['rick', 'mia', 'otto', 'zoe']) {
      const refused = await tenant.unchangedBy(() => tenant.as(name).revoke(SYSTEM_PERMISSION));
      expect(refused.errors).toMatchObject([{ code: 'FORBIDDEN', rbacId: rbac('int_email') }]);
    }
  });

  it('takes other permissions, and gives them back', async () => {
    const tenant = await stage.company();
    const granted = done(await tenant.as('ada').grant({ on: 'int_email', to: 'grp_oncall', set: VIEWER }));
    expect(outcomes(granted)).toEqual(['CREATED grp_oncall']);
    const { id } = onlyPermission(granted);
    expect(outcomes(done(await tenant.as('ada').revoke(id)))).toEqual(['REMOVED grp_oncall']);
  });

  it('has its permission for everyone already: granting that is UNCHANGED', async () => {
    const tenant = await stage.company();
    const again = await tenant.unchangedBy(() =>
      tenant.as('ada').grant({ on: 'int_email', to: 'grp_everyone', set: USE }),
    );
    expect(onlyPermission(done(again))).toMatchObject({ id: SYSTEM_PERMISSION, source: 'SYSTEM' });
    expect(warningCodes(done(again))).toEqual([]);
  });

  it('keeps its teams, which are all of them', async () => {
    const tenant = await stage.company();
    const reply = await tenant.unchangedBy(() =>
      tenant.as('ada').update('int_email', { teamIds: ['team_pay'] }),
    );
    expect(refusal(reply)).toEqual(['SYSTEM_INTEGRATION input.teamIds']);
    const others = await tenant.unchangedBy(() =>
      tenant.as('rick').update('int_email', { name: 'x', teamIds: ['team_pay'] }),
    );
    expect(others.errors).toMatchObject([{ code: 'FORBIDDEN', layer: 'PERMISSION_SET' }]);
  });

  it('can otherwise be changed by those who have UPDATE', async () => {
    const tenant = await stage.company({
      permissions: [permission('pol_email_mia', { to: 'usr_mia', set: EDIT, on: 'int_email' })],
    });
    const renamed = await tenant.as('ada').update('int_email', { name: 'Mail', settings: { from: 'x' } });
    expect(done(renamed).integration).toEqual({ id: 'int_email', name: 'Mail', type: 'EMAIL' });
    expect(done(await tenant.as('mia').update('int_email', { name: 'Post' })).integration?.name).toBe('Post');
    const teams = await tenant.unchangedBy(() =>
      tenant.as('mia').update('int_email', { teamIds: ['team_pay'] }),
    );
    expect(refusal(teams)).toEqual(['SYSTEM_INTEGRATION input.teamIds']);
  });

  it('cannot be deleted: FORBIDDEN by the layer ACCOUNT, administrators included', async () => {
    const tenant = await stage.company({
      permissions: [permission('pol_email_mia', { to: 'usr_mia', set: OWNER, on: 'int_email' })],
    });
    for (const name of ['ada', 'rosa', 'rick', 'mia', 'zoe']) {
      const refused = await tenant.unchangedBy(() => tenant.as(name).remove('int_email'));
      expect(refused).toEqual({
        payload: null,
        errors: [
          {
            ...{ code: 'FORBIDDEN', action: 'DELETE', rbacId: rbac('int_email') },
            ...{ layer: 'ACCOUNT', reason: 'SYSTEM_INTEGRATION' },
          },
        ],
      });
    }
  });

  it('is not left without permissions when it never had one of the Owner set', async () => {
    const tenant = await stage.company({
      permissions: [permission('pol_email_owner', { to: 'usr_nils', set: OWNER, on: 'int_email' })],
    });
    const refused = await tenant.unchangedBy(() =>
      tenant.as('ada').save({ on: 'int_email', remove: [SYSTEM_PERMISSION, 'pol_email_owner'] }),
    );
    expect(refusal(refused)).toEqual(['SYSTEM_INTEGRATION input.remove.0']);
  });
});
