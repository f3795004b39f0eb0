import { describe, expect, it } from '@jest/globals';
import { EDIT, MAINTAINER, OWNER, USE, VIEWER, integration, permission, rbac } from './stage/company.js';
import { done, refusal } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';

onBothEngines('updateIntegration', (stage) => {
  it('changes what is given and leaves the rest, one version further [U19]', async () => {
    const tenant = await stage.company();
    const before = await tenant.integration('int_pd');
    const payload = done(await tenant.as('mia').update('int_pd', { name: 'Pager ☎' }));
    expect(payload.integration).toEqual({ id: 'int_pd', name: 'Pager ☎', type: 'WEBHOOK' });
    const after = await tenant.integration('int_pd');
    expect(after).toEqual({ ...before, name: 'Pager ☎', version: 2, updatedAt: after?.updatedAt });
    expect(Date.parse(after?.updatedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(before?.updatedAt ?? ''));
    expect(payload.revision).toBe(await tenant.revision());
  });

  it('replaces the settings whole', async () => {
    const settings = { kept: 1, nested: { a: 1, b: 2 } };
    const tenant = await stage.company({
      integrations: [integration('int_set', { createdById: 'usr_ada', settings })],
    });
    const ada = tenant.as('ada');
    done(await ada.update('int_set', { settings: { nested: { b: 3 } } }));
    expect((await tenant.integration('int_set'))?.settings).toEqual({ nested: { b: 3 } });
    done(await ada.update('int_set', { name: 'x' }));
    expect((await tenant.integration('int_set'))?.settings).toEqual({ nested: { b: 3 } });
    done(await ada.update('int_set', { settings: {} }));
    expect((await tenant.integration('int_set'))?.settings).toEqual({});
  });

  it('keeps nulls and empty values inside the settings', async () => {
    const tenant = await stage.company();
    const settings = { a: null, b: [], c: {}, d: '', e: false, f: 0, g: [null, [{ h: null }]] };
    done(await tenant.as('mia').update('int_pd', { settings }));
    expect((await tenant.integration('int_pd'))?.settings).toEqual(settings);
  });

  it('changes permissions of nobody [U27]', async () => {
    const tenant = await stage.company();
    const before = await tenant.permissions('int_pd');
    done(await tenant.as('mia').update('int_pd', { name: 'x', settings: {}, secrets: { a: 'b' } }));
    expect(await tenant.permissions('int_pd')).toEqual(before);
  });

  describe('needs UPDATE', () => {
    it.each([
      ['Edit', EDIT, []],
      ['Maintainer [V6]', MAINTAINER, []],
      ['Owner [V5]', OWNER, []],
      ['Viewer [V7]', VIEWER, ['FORBIDDEN']],
      ['Use', USE, ['FORBIDDEN']],
    ])('which %s gives or not', async (_name, set, expected) => {
      const tenant = await stage.company({
        permissions: [permission('pol_nils', { to: 'usr_nils', set, on: 'int_pd' })],
      });
      expect(refusal(await tenant.as('nils').update('int_pd', { name: 'x' }))).toEqual(expected);
    });

    it('and says by which layer it lacks [V26, V28]', async () => {
      const tenant = await stage.company({
        permissions: [
          permission('pol_otto', { to: 'usr_otto', set: EDIT, on: 'int_pd' }),
          permission('pol_nils', { to: 'usr_nils', set: VIEWER, on: 'int_pd' }),
        ],
      });
      const refused = async (name: string) =>
        (await tenant.unchangedBy(() => tenant.as(name).update('int_pd', { name: 'x' }))).errors;
      const common = { code: 'FORBIDDEN', action: 'UPDATE', rbacId: rbac('int_pd') };
      expect(await refused('otto')).toEqual([{ ...common, layer: 'ROLE', reason: 'ROLE_LACKS_ACTION' }]);
      expect(await refused('nils')).toEqual([
        { ...common, layer: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' },
      ]);
    });

    it('and does not exist for those who cannot see it [V21]', async () => {
      const tenant = await stage.company();
      const mia = tenant.as('mia');
      const unknown = await mia.update('int_nowhere', { name: 'x' });
      expect(unknown).toEqual({ payload: null, errors: [{ code: 'NOT_FOUND' }] });
      expect(await tenant.unchangedBy(() => mia.update('int_ops', { name: 'x' }))).toEqual(unknown);
      expect(await tenant.unchangedBy(() => mia.update('', { name: 'x' }))).toEqual(unknown);
    });
  });

  it('keeps the name in the order of lists', async () => {
    const tenant = await stage.company();
    done(await tenant.as('ada').update('int_slack', { name: 'aaa' }));
    const { data } = await tenant.as('ada').ask('{ integrations { edges { node { id } } } }');
    const ids = ['int_email', 'int_slack', 'int_ops', 'int_pd'];
    expect(data).toEqual({ integrations: { edges: ids.map((id) => ({ node: { id } })) } });
  });
});
