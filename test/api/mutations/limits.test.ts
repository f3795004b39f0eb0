import { describe, expect, it } from '@jest/globals';
import type { AccountFile } from '../../support/account-file.js';
import { USE, company, integration, manyGroups, manyPermissions } from './stage/company.js';
import { done, outcomes, refusal } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';

const LIMIT_EXCEEDED = ['LIMIT_EXCEEDED input'];

/** Permissions of many groups on one RBAC id; and as many teams as needed. */
function crowded(permissions: number, on: string): AccountFile {
  const file = company({
    integrations: [integration('int_full', { createdById: 'usr_ada' })],
    permissions: manyPermissions(permissions, on),
  });
  const teams = Array.from({ length: 22 }, (_, number) => ({ id: `team_${number}`, name: `Team ${number}` }));
  return {
    ...file,
    groups: [...(file.groups ?? []), ...manyGroups(permissions)],
    teams: [...(file.teams ?? []), ...teams],
  };
}

const teamIds = (count: number) => Array.from({ length: count }, (_, number) => `team_${number}`);

onBothEngines('the limits of an account', (stage) => {
  describe.each([
    ['an integration', 'int_full', 199],
    // One stands on the wildcard in the company.
    ['the wildcard', '*', 198],
  ])('200 permissions on %s', (_what, on, present) => {
    it('are taken, and one more is not', async () => {
      const tenant = await stage.open(crowded(present, on));
      const ada = tenant.as('ada');
      expect(outcomes(done(await ada.grant({ on, to: 'usr_otto', set: USE })))).toEqual(['CREATED usr_otto']);
      const above = await tenant.unchangedBy(() => ada.grant({ on, to: 'usr_zoe', set: USE }));
      expect(refusal(above)).toEqual(LIMIT_EXCEEDED);

      const again = await tenant.unchangedBy(() => ada.grant({ on, to: 'usr_otto', set: USE }));
      expect(outcomes(done(again))).toEqual(['UNCHANGED usr_otto']);
      const swap = await ada.save({ on, remove: ['pol_many_0'], add: [{ to: 'usr_zoe', set: USE }] });
      expect(outcomes(done(swap))).toEqual(['REMOVED grp_many_0', 'CREATED usr_zoe']);
      const two = [
        { to: 'usr_nils', set: USE },
        { to: 'usr_rick', set: USE },
      ];
      const aboveBySave = () => ada.save({ on, remove: ['pol_many_1'], add: two });
      expect(refusal(await tenant.unchangedBy(aboveBySave))).toEqual(LIMIT_EXCEEDED);
      expect(outcomes(done(await ada.revoke('pol_many_1')))).toEqual(['REMOVED grp_many_1']);
    });
  });

  it('are counted for each RBAC id alone', async () => {
    const tenant = await stage.open(crowded(199, 'int_full'));
    const ada = tenant.as('ada');
    for (const on of ['int_full', 'int_pd', '*']) {
      expect(outcomes(done(await ada.grant({ on, to: 'usr_otto', set: USE })))).toEqual(['CREATED usr_otto']);
    }
  });

  it('let a version come to 2147483647, and no further', async () => {
    const file = company({
      integrations: [integration('int_old', { version: 2_147_483_646, createdById: 'usr_ada' })],
    });
    const tenant = await stage.open(file);
    const ada = tenant.as('ada');
    done(await ada.update('int_old', { name: 'Once more' }));
    const above = await tenant.unchangedBy(() => ada.update('int_old', { name: 'Too often' }));
    expect(refusal(above)).toEqual(LIMIT_EXCEEDED);
    done(await ada.update('int_old', { name: 'Once more' }));
  });

  it('take 20 teams on a new integration, and not 21', async () => {
    const tenant = await stage.open(crowded(0, '*'));
    const ada = tenant.as('ada');
    const above = await tenant.unchangedBy(() => ada.create({ teamIds: teamIds(21) }));
    expect(refusal(above)).toEqual(['LIMIT_EXCEEDED input.teamIds']);
    const id = done(await ada.create({ teamIds: teamIds(20) })).integration?.id ?? '';
    expect((await tenant.integration(id))?.teams).toHaveLength(20);
  });

  it('take 20 teams on an integration that is changed, and not 21; named twice they count once', async () => {
    const tenant = await stage.open(crowded(0, '*'));
    const ada = tenant.as('ada');
    const above = await tenant.unchangedBy(() => ada.update('int_full', { teamIds: teamIds(21) }));
    expect(refusal(above)).toEqual(['LIMIT_EXCEEDED input.teamIds']);
    done(await ada.update('int_full', { teamIds: [...teamIds(20), ...teamIds(20)] }));
    expect((await tenant.integration('int_full'))?.teams.map(({ id }) => id)).toEqual(teamIds(20));
    done(await ada.update('int_full', { name: 'Full of teams' }));
  });
});
