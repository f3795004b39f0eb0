import { expect, it } from '@jest/globals';
import { EDIT, MAINTAINER, OWNER, USE, permission, rbac } from './stage/company.js';
import { done, refusal } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';

onBothEngines('deleteIntegration', (stage) => {
  it('removes the integration and its permissions, with an event for each record [U22]', async () => {
    const tenant = await stage.company();
    const before = await tenant.revision();
    const events = await tenant.eventsOf(async () => {
      const payload = done(await tenant.as('nils').remove('int_slack'));
      expect(payload).toEqual({ deletedIntegrationId: 'int_slack', userErrors: [], revision: before + 1 });
    });
    expect(events.map(({ kind, rbacId, after }) => ({ kind, rbacId, after }))).toEqual(
      ['INTEGRATION_DELETED', 'PERMISSION_REVOKED', 'PERMISSION_REVOKED'].map((kind) => ({
        ...{ kind, rbacId: rbac('int_slack'), after: null },
      })),
    );
    const revoked = events.slice(1).map((event) => event.before?.id);
    expect(revoked.sort()).toEqual(['pol_slack_mia', 'pol_slack_owner']);
    expect(await tenant.integration('int_slack')).toBeNull();
    const file = (await tenant.state()).file;
    expect(file).not.toContain('int_slack');
    expect(file).toContain('int_pd');
  });

  it('leaves permissions on other RBAC ids alone, also those of the same people', async () => {
    const tenant = await stage.company();
    const others = await tenant.permissions('*');
    done(await tenant.as('ada').remove('int_pd'));
    expect(await tenant.permissions('*')).toEqual(others);
    expect(await tenant.permissions('int_slack')).toHaveLength(2);
    expect(refusal(await tenant.as('ada').grant({ on: 'int_pd', to: 'usr_otto', set: USE }))).toEqual([
      'NOT_FOUND',
    ]);
    expect(done(await tenant.as('ada').revoke('pol_owner')).changes).toEqual([
      { outcome: 'ABSENT', permission: null },
    ]);
  });

  it('removes the last Owner permission with it, and the right of whoever does it', async () => {
    const tenant = await stage.company();
    expect(done(await tenant.as('mia').remove('int_pd')).deletedIntegrationId).toBe('int_pd');
  });

  it('needs DELETE, which Edit and Owner give and Maintainer does not', async () => {
    const tenant = await stage.company({
      permissions: [
        permission('pol_nils_pd', { to: 'usr_nils', set: MAINTAINER, on: 'int_pd' }),
        permission('pol_nils_ops', { to: 'usr_nils', set: OWNER, on: 'int_ops' }),
      ],
    });
    const nils = tenant.as('nils');
    const refused = await tenant.unchangedBy(() => nils.remove('int_pd'));
    expect(refused).toEqual({
      payload: null,
      errors: [
        {
          ...{ code: 'FORBIDDEN', action: 'DELETE', rbacId: rbac('int_pd') },
          ...{ layer: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' },
        },
      ],
    });
    expect(done(await nils.remove('int_ops')).deletedIntegrationId).toBe('int_ops');
    done(await tenant.as('ada').grant({ on: 'int_pd', to: 'usr_nils', set: EDIT }));
    expect(done(await nils.remove('int_pd')).deletedIntegrationId).toBe('int_pd');
  });

  it('finds what is invisible no more than what never was [V21]', async () => {
    const tenant = await stage.company();
    const unknown = await tenant.as('mia').remove('int_nowhere');
    expect(unknown).toEqual({ payload: null, errors: [{ code: 'NOT_FOUND' }] });
    expect(await tenant.unchangedBy(() => tenant.as('mia').remove('int_ops'))).toEqual(unknown);
    done(await tenant.as('mia').remove('int_pd'));
    expect(await tenant.as('mia').remove('int_pd')).toEqual(unknown);
  });
});
