import { describe, expect, it } from '@jest/globals';
import { CREATOR, EDIT, MAINTAINER, OWNER, USE, VIEWER, rbac } from './stage/company.js';
import { done, onlyPermission, outcomes, refusal } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';

onBothEngines('what a change of permissions answers', (stage) => {
  describe('a grant', () => {
    it('is CREATED, with everything about it [U24, V12]', async () => {
      const tenant = await stage.company();
      const before = await tenant.revision();
      const asked = { on: 'int_pd', to: 'usr_otto', set: USE, reason: 'On call in May 🚨' };
      const payload = done(await tenant.as('ada').grant(asked));
      expect(outcomes(payload)).toEqual(['CREATED usr_otto']);
      expect(payload.revision).toBe(before + 1);
      const { id, grantedAt, ...permission } = onlyPermission(payload);
      expect(permission).toEqual({
        rbacId: rbac('int_pd'),
        integration: { id: 'int_pd' },
        principal: { type: 'USER', id: 'usr_otto', name: 'Otto' },
        permissionSet: { id: USE },
        source: 'GRANTED',
        inert: false,
        grantedBy: { id: 'usr_ada' },
        reason: 'On call in May 🚨',
      });
      expect(Math.abs(Date.parse(grantedAt) - Date.now())).toBeLessThan(60_000);
      expect((await tenant.permissions('int_pd')).map((held) => held.id)).toContain(id);
    });

    it('on the wildcard is about no single integration [V13]', async () => {
      const tenant = await stage.company();
      const payload = done(await tenant.as('ada').grant({ on: '*', to: 'grp_oncall', set: CREATOR }));
      const { integration, rbacId, principal, inert } = onlyPermission(payload);
      expect({ integration, rbacId, principal, inert }).toEqual({
        integration: null,
        rbacId: rbac('*'),
        principal: { type: 'GROUP', id: 'grp_oncall', name: 'On call' },
        inert: false,
      });
    });

    it('of what exists is UNCHANGED, with the permission that exists, and bumps nothing', async () => {
      const tenant = await stage.company();
      const grant = { on: 'int_pd', to: 'grp_oncall', set: USE };
      const first = onlyPermission(done(await tenant.as('ada').grant({ ...grant, reason: 'first' })));
      const revision = await tenant.revision();
      const again = await tenant.unchangedBy(() => tenant.as('rosa').grant({ ...grant, reason: 'second' }));
      expect(outcomes(done(again))).toEqual(['UNCHANGED grp_oncall']);
      expect(onlyPermission(done(again))).toEqual(first);
      expect(done(again).revision).toBe(revision);
    });

    it('of what the creator has automatically is UNCHANGED and stays automatic [V15]', async () => {
      const tenant = await stage.company();
      const again = await tenant.unchangedBy(() =>
        tenant.as('ada').grant({ on: 'int_pd', to: 'usr_mia', set: OWNER }),
      );
      expect(onlyPermission(done(again))).toMatchObject({ id: 'pol_owner', source: 'AUTOMATIC' });
    });

    it('differs from another in principal, set or place alone', async () => {
      const tenant = await stage.company();
      const ada = tenant.as('ada');
      const grants = [
        { on: 'int_pd', to: 'usr_otto', set: USE },
        { on: 'int_pd', to: 'usr_otto', set: VIEWER },
        { on: 'int_pd', to: 'grp_oncall', set: USE },
        { on: 'int_slack', to: 'usr_otto', set: USE },
        { on: '*', to: 'usr_otto', set: USE },
      ];
      const ids = new Set<string>();
      for (const grant of grants) ids.add(onlyPermission(done(await ada.grant(grant))).id);
      expect(ids.size).toBe(grants.length);
    });
  });

  describe('a revocation', () => {
    it('is REMOVED, with the permission as it was [V24]', async () => {
      const tenant = await stage.company();
      const before = await tenant.revision();
      const payload = done(await tenant.as('ada').revoke('pol_slack_mia', { reason: 'left' }));
      expect(outcomes(payload)).toEqual(['REMOVED usr_mia']);
      expect(onlyPermission(payload)).toMatchObject({ id: 'pol_slack_mia', permissionSet: { id: EDIT } });
      expect(payload.revision).toBe(before + 1);
      expect((await tenant.permissions('int_slack')).map(({ id }) => id)).toEqual(['pol_slack_owner']);
    });

    it('of an unknown id is ABSENT, nothing touched', async () => {
      const tenant = await stage.company();
      for (const id of ['pol_nowhere', 'POL_SLACK_MIA', 'pol_slack_mia ', '', 'data_providers.int_pd']) {
        const payload = done(await tenant.unchangedBy(() => tenant.as('ada').revoke(id)));
        expect(outcomes(payload)).toEqual(['ABSENT']);
        expect(payload.revision).toBe(await tenant.revision());
      }
    });

    it('of a permission on an integration that is invisible is ABSENT [V21]', async () => {
      const tenant = await stage.company();
      const unknown = await tenant.as('mia').revoke('pol_nowhere');
      expect(await tenant.unchangedBy(() => tenant.as('mia').revoke('pol_ops'))).toEqual(unknown);
      expect(outcomes(done(unknown))).toEqual(['ABSENT']);
    });

    it('of a permission on a visible integration that one may not manage is FORBIDDEN [V26]', async () => {
      const tenant = await stage.company();
      const refused = await tenant.unchangedBy(() => tenant.as('mia').revoke('pol_slack_owner'));
      expect(refused).toEqual({
        payload: null,
        errors: [
          {
            code: 'FORBIDDEN',
            action: 'MANAGE_PERMISSIONS',
            rbacId: rbac('int_slack'),
            layer: 'DELEGATION',
            reason: 'NOT_THE_CREATOR',
          },
        ],
      });
    });

    it('of a permission on the wildcard is for administrators', async () => {
      const tenant = await stage.company();
      const refused = await tenant.unchangedBy(() => tenant.as('mia').revoke('pol_create'));
      expect(refused.errors).toMatchObject([{ rbacId: rbac('*'), reason: 'ADMINISTRATORS_ONLY' }]);
      expect(outcomes(done(await tenant.as('rosa').revoke('pol_create')))).toEqual(['REMOVED usr_mia']);
    });

    it('is done once', async () => {
      const tenant = await stage.company();
      done(await tenant.as('ada').revoke('pol_slack_mia'));
      const again = await tenant.unchangedBy(() => tenant.as('ada').revoke('pol_slack_mia'));
      expect(outcomes(done(again))).toEqual(['ABSENT']);
    });
  });

  describe('a Save', () => {
    it('lists removes, then adds, each in the order of the input [U25, U26]', async () => {
      const tenant = await stage.company();
      const { revision, ...payload } = done(
        await tenant.as('ada').save({
          on: 'int_slack',
          add: [
            { to: 'usr_zoe', set: VIEWER },
            { to: 'usr_mia', set: MAINTAINER },
            { to: 'usr_nils', set: OWNER },
            { to: 'grp_oncall', set: USE },
          ],
          remove: ['pol_nowhere', 'pol_slack_mia', 'pol_owner'],
        }),
      );
      expect(outcomes({ ...payload, revision })).toEqual([
        'ABSENT',
        'REMOVED usr_mia',
        'ABSENT',
        'CREATED usr_zoe',
        'CREATED usr_mia',
        'UNCHANGED usr_nils',
        'CREATED grp_oncall',
      ]);
      const held = (await tenant.permissions('int_slack')).map(({ principal }) => principal.id);
      expect([...held].sort()).toEqual(['grp_oncall', 'usr_mia', 'usr_nils', 'usr_zoe']);
    });

    it('touches nothing on another RBAC id: ABSENT [V24]', async () => {
      const tenant = await stage.company();
      const remove = ['pol_slack_mia', 'pol_create', 'pol_ops', 'pol_nowhere'];
      const payload = done(await tenant.unchangedBy(() => tenant.as('ada').save({ on: 'int_pd', remove })));
      expect(outcomes(payload)).toEqual(['ABSENT', 'ABSENT', 'ABSENT', 'ABSENT']);
      const wildcard = await tenant.unchangedBy(() =>
        tenant.as('ada').save({ on: '*', remove: ['pol_slack_mia'] }),
      );
      expect(outcomes(done(wildcard))).toEqual(['ABSENT']);
    });

    it('counts duplicates once', async () => {
      const tenant = await stage.company();
      const grant = { to: 'usr_otto', set: USE };
      const payload = done(
        await tenant.as('ada').save({
          on: 'int_slack',
          add: [grant, { to: 'usr_zoe', set: USE }, grant, grant],
          remove: ['pol_slack_mia', 'pol_nowhere', 'pol_slack_mia', 'pol_nowhere'],
        }),
      );
      expect(outcomes(payload)).toEqual(['REMOVED usr_mia', 'ABSENT', 'CREATED usr_otto', 'CREATED usr_zoe']);
      expect(await tenant.permissions('int_slack')).toHaveLength(3);
    });

    it('that removes and adds the same grant makes a new permission', async () => {
      const tenant = await stage.company();
      const payload = done(
        await tenant.as('ada').save({
          on: 'int_slack',
          add: [{ to: 'usr_mia', set: EDIT }],
          remove: ['pol_slack_mia'],
          reason: 'renewed',
        }),
      );
      expect(outcomes(payload)).toEqual(['REMOVED usr_mia', 'CREATED usr_mia']);
      const [removed, created] = payload.changes.map(({ permission }) => permission);
      expect(removed?.id).toBe('pol_slack_mia');
      expect(created?.id).not.toBe('pol_slack_mia');
      expect(created).toMatchObject({ reason: 'renewed', grantedBy: { id: 'usr_ada' }, source: 'GRANTED' });
      const held = await tenant.permissions('int_slack');
      expect(held.map(({ id }) => id)).toEqual(['pol_slack_owner', created?.id]);
    });

    it('of nothing changes nothing', async () => {
      const tenant = await stage.company();
      const revision = await tenant.revision();
      const payload = done(await tenant.unchangedBy(() => tenant.as('ada').save({ on: 'int_pd' })));
      const integration = { id: 'int_pd' };
      expect(payload).toEqual({
        ...{ changes: [], warnings: [], userErrors: [], revision },
        ...{ integration, removedPermissionIds: [] },
      });
    });

    it('holds up to 100 adds and 100 removes, and no more', async () => {
      const tenant = await stage.company();
      const ada = tenant.as('ada');
      const ids = Array.from({ length: 101 }, (_, number) => `pol_${number}`);
      const adds = ids.map((id) => ({ to: id.replace('pol_', 'usr_nobody_'), set: USE }));
      const atLimit = { on: 'int_pd', remove: ids.slice(1) };
      expect(outcomes(done(await tenant.unchangedBy(() => ada.save(atLimit))))).toHaveLength(100);
      const unknown = await ada.save({ ...atLimit, add: adds.slice(1) });
      expect(unknown.payload?.userErrors).toHaveLength(100);
      for (const above of [{ remove: ids }, { add: adds }]) {
        const refused = await tenant.unchangedBy(() => ada.save({ on: 'int_pd', ...above }));
        expect(refusal(refused)).toEqual(['BAD_USER_INPUT']);
      }
    });

    it('is all or nothing [U26]', async () => {
      const tenant = await stage.company();
      const refused = await tenant.unchangedBy(() =>
        tenant.as('ada').save({
          on: 'int_slack',
          add: [
            { to: 'usr_otto', set: USE },
            { to: 'usr_nobody', set: USE },
          ],
          remove: ['pol_slack_mia'],
        }),
      );
      expect(refusal(refused)).toEqual(['PRINCIPAL_NOT_FOUND input.add.1.principal.id']);
      expect(refused.payload).toMatchObject({ changes: [], warnings: [], revision: null });
    });
  });
});
