import { expect, it } from '@jest/globals';
import { CREATOR, EDIT, OWNER, USE, VIEWER } from './stage/company.js';
import { done, outcomes, refusal, warningCodes } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';

const CHANGES = {
  on: 'int_slack',
  remove: ['pol_slack_mia', 'pol_nothing'],
  add: [
    { to: 'usr_otto', set: EDIT },
    { to: 'usr_ina', set: CREATOR },
  ],
} as const;

onBothEngines('a dry run of a Save', (stage) => {
  it('answers what the Save would, and writes nothing', async () => {
    const tenant = await stage.company();
    const ada = tenant.as('ada');
    const revision = await tenant.revision();
    const planned = done(await tenant.unchangedBy(() => ada.save({ ...CHANGES, dryRun: true })));
    const saved = done(await ada.save({ ...CHANGES, dryRun: false }));

    expect(outcomes(planned)).toEqual(['REMOVED usr_mia', 'ABSENT', 'CREATED usr_otto', 'CREATED usr_ina']);
    expect(outcomes(planned)).toEqual(outcomes(saved));
    expect(warningCodes(planned)).toEqual(['CAPPED_BY_ROLE', 'INERT_CREATE', 'INACTIVE_PRINCIPAL']);
    expect(planned.warnings).toEqual(saved.warnings);
    expect(planned.integration).toEqual({ id: 'int_slack' });
    expect([planned.revision, saved.revision]).toEqual([revision, revision + 1]);
    // A cache drops what these name.
    expect([planned.removedPermissionIds, saved.removedPermissionIds]).toEqual([[], ['pol_slack_mia']]);
  });

  it.each([
    ['an unknown principal', { on: 'int_pd', add: [{ to: 'usr_nobody', set: USE }] }],
    ['the last Owner', { on: 'int_pd', remove: ['pol_owner'] }],
    ['a revision that is past', { on: 'int_pd', expectedRevision: 0, remove: ['pol_owner'] }],
  ])('is refused with the same words: %s', async (_what, asked) => {
    const tenant = await stage.company();
    const mia = tenant.as('mia');
    const planned = await tenant.unchangedBy(() => mia.save({ ...asked, dryRun: true }));
    expect(planned.payload?.userErrors).not.toEqual([]);
    expect(planned).toEqual(await mia.save(asked));
  });

  it('needs the right to save', async () => {
    const tenant = await stage.company();
    const asked = { on: 'int_pd', add: [{ to: 'usr_zoe', set: VIEWER }], dryRun: true };
    expect(refusal(await tenant.as('otto').save(asked))).toEqual(['NOT_FOUND']);
    expect(refusal(await tenant.as('nils').save({ ...asked, on: 'int_slack' }))).toEqual(['FORBIDDEN']);
  });
});

onBothEngines('the payload of a change of permissions', (stage) => {
  it('shows the integration as it is after the change, and which permissions are gone', async () => {
    const tenant = await stage.company();
    const query = `mutation ($input: ChangePermissionsInput!) { changePermissions(input: $input) {
      removedPermissionIds integration { permissions { edges { node { id } } } } } }`;
    const input = {
      rbacId: 'data_providers.int_slack',
      remove: ['pol_slack_mia', 'pol_slack_mia', 'pol_no'],
    };
    const { data } = await tenant.as('ada').ask(query, { input });
    expect(data).toMatchObject({ changePermissions: { removedPermissionIds: ['pol_slack_mia'] } });
    expect(JSON.stringify(data).match(/pol_slack_mia/g)).toHaveLength(1);
  });

  it('shows no integration for the wildcard, for what there is not and for what is refused', async () => {
    const tenant = await stage.company();
    const ada = tenant.as('ada');
    const wildcard = done(await ada.grant({ to: 'usr_nils', set: VIEWER, on: '*' }));
    const absent = done(await ada.revoke('pol_nothing'));
    const { payload: refused } = await ada.revoke('pol_owner');
    expect([wildcard.integration, absent.integration, refused?.integration]).toEqual([null, null, null]);
    expect([wildcard, absent, refused].map((payload) => payload?.removedPermissionIds)).toEqual([[], [], []]);
  });

  it('shows none that is not visible any more', async () => {
    const tenant = await stage.company();
    done(await tenant.as('ada').grant({ on: 'int_pd', to: 'usr_nils', set: OWNER }));
    const asked = { on: 'int_pd', remove: ['pol_owner'], allowSelfLockout: true };
    const payload = done(await tenant.as('mia').save(asked));
    expect(payload).toMatchObject({ integration: null, removedPermissionIds: ['pol_owner'] });
  });
});
