import { describe, expect, it } from '@jest/globals';
import { CREATOR, EDIT, MAINTAINER, OWNER, USE, integration, permission } from './stage/company.js';
import { done, outcomes, refusal } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';
import type { Stage } from './stage/stage.js';

const SELF_LOCKOUT = ['SELF_LOCKOUT input.allowSelfLockout'];

/** Mia is the delegate of `int_pd` by an Edit permission; its Owner permission is another's. */
function delegatedByEdit(stage: Stage) {
  return stage.company({
    permissions: [
      permission('pol_edit', { to: 'usr_mia', set: EDIT, on: 'int_pd' }),
      permission('pol_owner_2', { to: 'usr_nils', set: OWNER, on: 'int_pd' }),
    ],
  });
}

onBothEngines('the lockout of oneself', (stage) => {
  describe('by permissions', () => {
    it('is refused when the last permission that gives UPDATE goes [U8]', async () => {
      const tenant = await delegatedByEdit(stage);
      const mia = tenant.as('mia');
      expect(outcomes(done(await mia.revoke('pol_owner')))).toEqual(['REMOVED usr_mia']);
      expect(refusal(await tenant.unchangedBy(() => mia.revoke('pol_edit')))).toEqual(SELF_LOCKOUT);
      const save = () => mia.save({ on: 'int_pd', remove: ['pol_edit'], add: [{ to: 'usr_mia', set: USE }] });
      expect(refusal(await tenant.unchangedBy(save))).toEqual(SELF_LOCKOUT);
    });

    it('passes when it was allowed, for a revocation and for a Save', async () => {
      for (const remove of ['revoke', 'save'] as const) {
        const tenant = await delegatedByEdit(stage);
        const mia = tenant.as('mia');
        done(await mia.revoke('pol_owner'));
        const reply = await (remove === 'revoke'
          ? mia.revoke('pol_edit', { allowSelfLockout: true })
          : mia.save({ on: 'int_pd', remove: ['pol_edit'], allowSelfLockout: true }));
        expect(outcomes(done(reply))).toEqual(['REMOVED usr_mia']);
        const [removed] = done(reply).changes;
        expect(removed?.permission?.integration).toBeNull();
        expect(refusal(await mia.grant({ on: 'int_pd', to: 'usr_mia', set: EDIT }))).toEqual(['NOT_FOUND']);
      }
    });

    it('is none while the right comes from elsewhere after the whole change', async () => {
      const tenant = await delegatedByEdit(stage);
      const mia = tenant.as('mia');
      const replaced = await mia.save({
        ...{
          on: 'int_pd',
          remove: ['pol_owner', 'pol_edit'],
          add: [{ to: 'grp_everyone', set: MAINTAINER }],
        },
      });
      expect(outcomes(done(replaced))).toEqual([
        'REMOVED usr_mia',
        'REMOVED usr_mia',
        'CREATED grp_everyone',
      ]);
    });

    it('is none when UPDATE comes from the wildcard', async () => {
      const tenant = await stage.company({
        permissions: [
          permission('pol_any_edit', { to: 'usr_mia', set: EDIT, on: '*' }),
          permission('pol_owner_2', { to: 'usr_nils', set: OWNER, on: 'int_pd' }),
        ],
      });
      expect(outcomes(done(await tenant.as('mia').revoke('pol_owner')))).toEqual(['REMOVED usr_mia']);
    });

    it('never concerns administrators', async () => {
      const tenant = await stage.company({
        permissions: [permission('pol_ada', { to: 'usr_ada', set: EDIT, on: 'int_pd' })],
      });
      expect(outcomes(done(await tenant.as('ada').revoke('pol_ada')))).toEqual(['REMOVED usr_ada']);
    });
  });

  describe('by teams', () => {
    const mine = { createdById: 'usr_mia', teamIds: ['team_pay'] };
    const open = () =>
      stage.company({
        integrations: [integration('int_mine', mine)],
        permissions: [permission('pol_mine', { to: 'usr_mia', set: OWNER, on: 'int_mine' })],
      });

    it('is refused when the team goes through which one reached it', async () => {
      const tenant = await open();
      const reply = await tenant.unchangedBy(() => tenant.as('mia').update('int_mine', { teamIds: [] }));
      expect(refusal(reply)).toEqual(SELF_LOCKOUT);
    });

    it('passes when it was allowed; then the integration is out of sight [V21]', async () => {
      const tenant = await open();
      const payload = done(
        await tenant.as('mia').update('int_mine', { teamIds: [], allowSelfLockout: true }),
      );
      expect(payload.integration).toBeNull();
      expect(payload.revision).toBe(await tenant.revision());
      expect((await tenant.integration('int_mine'))?.teams).toEqual([]);
      expect(refusal(await tenant.as('mia').update('int_mine', { name: 'x' }))).toEqual(['NOT_FOUND']);
    });

    it('is none for whoever could not manage permissions before', async () => {
      const tenant = await stage.company({
        integrations: [integration('int_ours', { teamIds: ['team_pay'] })],
        permissions: [permission('pol_ours', { to: 'usr_mia', set: EDIT, on: 'int_ours' })],
      });
      expect(done(await tenant.as('mia').update('int_ours', { teamIds: [] })).integration).toBeNull();
    });

    it('is none for administrators, nor for changes of anything else', async () => {
      const tenant = await open();
      expect(done(await tenant.as('mia').update('int_mine', { name: 'x' })).integration?.name).toBe('x');
      expect(done(await tenant.as('ada').update('int_mine', { teamIds: [] })).integration?.id).toBe(
        'int_mine',
      );
    });

    it('is none where one still reaches it through the root team', async () => {
      const tenant = await stage.company({
        integrations: [integration('int_rick', { createdById: 'usr_rick', teamIds: ['team_pay'] })],
        permissions: [
          permission('pol_rick', { to: 'usr_rick', set: OWNER, on: 'int_rick' }),
          permission('pol_rick_any', { to: 'usr_rick', set: CREATOR, on: '*' }),
        ],
      });
      done(await tenant.as('rick').update('int_rick', { teamIds: [] }));
      expect(
        done(await tenant.as('rick').grant({ on: 'int_rick', to: 'usr_zoe', set: USE })).changes,
      ).toHaveLength(1);
    });
  });
});
