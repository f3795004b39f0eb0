import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { INTEGRATION_TYPES } from '../../../src/datastore/contract/records.js';
import { CREATOR, EDIT, OWNER, USE, permission, rbac } from './stage/company.js';
import { done } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';
import type { Tenant } from './stage/tenant.js';

onBothEngines('createIntegration', (stage) => {
  it('needs a permission with CREATE on the wildcard; one on an integration gives none [U10, V8]', async () => {
    const tenant = await stage.company({
      permissions: [permission('pol_nils_create', { to: 'usr_nils', set: CREATOR, on: 'int_pd' })],
    });
    const refused = await tenant.unchangedBy(() => tenant.as('nils').create({ teamIds: ['team_ops'] }));
    expect(refused).toEqual({
      payload: null,
      errors: [
        {
          ...{ code: 'FORBIDDEN', action: 'CREATE', rbacId: rbac('*') },
          ...{ layer: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' },
        },
      ],
    });
  });

  it('takes CREATE from Owner on the wildcard, and from a group [U9, V23]', async () => {
    const tenant = await stage.company({
      permissions: [
        permission('pol_any_owner', { to: 'usr_nils', set: OWNER, on: '*' }),
        permission('pol_any_group', { to: 'grp_oncall', set: CREATOR, on: '*' }),
      ],
    });
    done(await tenant.as('nils').create({ teamIds: ['team_ops'] }));
    const refused = await tenant.as('otto').create();
    expect(refused.errors).toMatchObject([{ layer: 'ROLE', reason: 'ROLE_LACKS_ACTION' }]);
  });

  it('takes no role for a permission, but that of the root administrator [U10, V10]', async () => {
    const tenant = await stage.company({ settings: { accessModel: 'GRANTS_ONLY' } });
    const refused = await tenant.unchangedBy(() => tenant.as('rick').create());
    expect(refused.errors).toMatchObject([{ code: 'FORBIDDEN', layer: 'PERMISSION_SET' }]);
    expect(done(await tenant.as('rosa').create()).integration?.name).toBe('New');
  });

  it('gives the creator Owner, beside what else is granted [V15, V16]', async () => {
    const tenant = await stage.company();
    const id = done(await tenant.as('mia').create()).integration?.id ?? '';
    const rights = z.object({ integration: z.object({ viewerRights: z.record(z.string(), z.boolean()) }) });
    const ask = async () => {
      const query = `query ($id: ID!) { integration(id: $id) { viewerRights {
        canRead canUse canUpdate canDelete canManagePermissions } } }`;
      const { data } = await tenant.as('mia').ask(query, { id });
      return Object.values(rights.parse(data).integration.viewerRights);
    };
    expect(await ask()).toEqual([true, true, true, true, true]);
    const [automatic] = await tenant.permissions(id);
    expect(automatic).toMatchObject({ principal: { id: 'usr_mia' }, permissionSet: { id: OWNER } });
    expect(automatic?.source).toBe('AUTOMATIC');
    done(await tenant.as('mia').grant({ on: id, to: 'grp_everyone', set: USE }));
    done(await tenant.as('ada').revoke(automatic?.id ?? '', { allowOrphan: true }));
    expect(await ask()).toEqual([false, true, false, false, false]);
  });

  it('keeps what it was given, and starts at version 1', async () => {
    const tenant = await stage.company();
    const settings = { url: 'https://hook.example/?a=1', nested: [{ deep: null }, 1.5, true], '': '' };
    const asked = { name: ' Café 🛎 <b> ', type: 'PAGERDUTY', settings };
    const { integration, revision } = done(await tenant.as('mia').create(asked));
    expect(integration).toMatchObject({ name: asked.name, type: 'PAGERDUTY' });
    expect(revision).toBe(await tenant.revision());
    const created = await tenant.integration(integration?.id ?? '');
    expect(created).toMatchObject({ name: asked.name, settings, version: 1, secrets: [] });
    expect(created?.updatedAt).toBe(created?.createdAt);
    expect((await tenant.integration((await newOne(tenant)) ?? ''))?.settings).toEqual({});
  });

  it.each(INTEGRATION_TYPES)('makes an integration of type %s', async (type) => {
    const tenant = await stage.company();
    const { integration } = done(await tenant.as('ada').create({ type }));
    const { data } = await tenant
      .as('ada')
      .ask('query ($id: ID!) { integration(id: $id) { type system costsCredits } }', {
        id: integration?.id,
      });
    expect(data).toEqual({ integration: { type, system: false, costsCredits: type === 'SMS' } });
  });

  it('takes a name that another has, so that a refusal cannot tell of an invisible one', async () => {
    const tenant = await stage.company();
    const name = 'Integration int_ops';
    const first = done(await tenant.as('mia').create({ name })).integration?.id;
    const second = done(await tenant.as('mia').create({ name })).integration?.id;
    expect(first).not.toBe(second);
    expect(second).not.toBe('int_ops');
  });

  it('needs no permission set but CREATE to be delegated [U7]', async () => {
    const tenant = await stage.company();
    const id = (await newOne(tenant)) ?? '';
    done(await tenant.as('mia').grant({ on: id, to: 'usr_nils', set: EDIT }));
  });
});

async function newOne(tenant: Tenant): Promise<string | undefined> {
  return done(await tenant.as('mia').create()).integration?.id;
}
