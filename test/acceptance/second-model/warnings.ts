import { expect } from '@jest/globals';
import { change, done, grantPermission } from '../stage/changes.js';
import { company, EDIT, FIRST_MODEL, grant, SECOND_MODEL, USE, VIEWER } from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import type { Tenant } from '../stage/tenant.js';

/** What an administrator is warned of when granting. */
async function warned(acme: Tenant, to: string, { set, on }: { readonly set: string; readonly on: string }) {
  const asked = { to, set, on };
  return {
    answer: await grantPermission(acme.as('usr_ada'), asked),
    of: (codes: readonly string[]) => done([change('CREATED', asked)], codes),
  };
}

export const warnings: Theme = {
  title: 'warnings about grants',
  proofs: [
    rule(['V20'], 'a grant outside the team scope of its user is made, with a warning', async (world) => {
      const acme = await world.open(company(SECOND_MODEL));
      const outside = await warned(acme, 'usr_mia', { set: EDIT, on: 'int_sms' });
      expect(outside.answer).toEqual(outside.of(['OUTSIDE_TEAM_SCOPE']));
      const inside = await warned(acme, 'usr_mia', { set: EDIT, on: 'int_pd' });
      expect(inside.answer).toEqual(inside.of([]));
      const byRoot = await warned(acme, 'usr_rick', { set: EDIT, on: 'int_sms' });
      expect(byRoot.answer).toEqual(byRoot.of([]));
      const toGroup = await warned(acme, 'grp_oncall', { set: EDIT, on: 'int_sms' });
      expect(toGroup.answer).toEqual(toGroup.of([]));
    }),

    rule(['V18'], 'a grant beyond the role of its user is made, with a warning', async (world) => {
      const acme = await world.open(company(SECOND_MODEL));
      const beyond = await warned(acme, 'usr_otto', { set: EDIT, on: 'int_pd' });
      expect(beyond.answer).toEqual(beyond.of(['CAPPED_BY_ROLE']));
      const within = await warned(acme, 'usr_otto', { set: VIEWER, on: 'int_slack' });
      expect(within.answer).toEqual(within.of([]));
    }),

    rule(['V19', 'U5'], 'a grant to an administrator changes nothing for them', async (world) => {
      const acme = await world.open(company(SECOND_MODEL));
      for (const to of ['usr_ada', 'usr_rosa', 'grp_administrators']) {
        const redundant = await warned(acme, to, { set: USE, on: 'int_pd' });
        expect(redundant.answer).toEqual(redundant.of(['REDUNDANT_ADMINISTRATOR']));
      }
    }),

    rule(['U28'], 'a grant of what its principal has already is made, with a warning', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('grp_oncall', EDIT, '*')]));
      for (const to of ['usr_otto', 'grp_oncall']) {
        const covered = await warned(acme, to, { set: USE, on: 'int_pd' });
        expect(covered.answer).toEqual(covered.of(['ALREADY_COVERED']));
      }
      const useful = await warned(acme, 'usr_zoe', { set: USE, on: 'int_pd' });
      expect(useful.answer).toEqual(useful.of([]));
    }),
  ],
};
