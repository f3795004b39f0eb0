import { expect } from '@jest/globals';
import {
  change,
  createIntegration,
  deleteIntegration,
  done,
  grantPermission,
  updateIntegration,
} from '../stage/changes.js';
import { ALL_INTEGRATIONS, company, EDIT, FIRST_MODEL, grant, SECOND_MODEL, USE } from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { managementList, picker, rights } from '../stage/questions.js';
import { forbidden, refused } from '../stage/refusals.js';

const EVERYTHING = {
  CREATE: 'yes, ROLE ADMINISTRATOR',
  READ: 'yes, ROLE ADMINISTRATOR',
  USE: 'yes, ROLE ADMINISTRATOR',
  UPDATE: 'yes, ROLE ADMINISTRATOR',
  DELETE: 'yes, ROLE ADMINISTRATOR',
  MANAGE_PERMISSIONS: 'yes, ROLE ADMINISTRATOR',
};
const MODELS = [FIRST_MODEL, SECOND_MODEL];
const OTHERS = ['usr_rick', 'usr_mia', 'usr_nils', 'usr_otto', 'usr_zoe'];

export const administrators: Theme = {
  title: 'administrators',
  proofs: [
    ...MODELS.map((model) =>
      rule(
        ['U4', 'V10'],
        `${model.accessModel}: group and root team make them, nothing else does`,
        async (world) => {
          const acme = await world.open(company(model, [grant('usr_mia', EDIT, '*')]));
          const who = (id: string) => acme.as(id).ask('{ viewer { id isAdministrator } }');
          for (const id of OTHERS) {
            expect(await who(id)).toEqual({ data: { viewer: { id, isAdministrator: false } } });
            expect(await rights(acme.as(id), '*')).not.toMatchObject({
              MANAGE_PERMISSIONS: EVERYTHING.MANAGE_PERMISSIONS,
            });
          }
          for (const id of ['usr_ada', 'usr_rosa']) {
            expect(await who(id)).toEqual({ data: { viewer: { id, isAdministrator: true } } });
            expect(await rights(acme.as(id), 'int_pd')).toEqual(EVERYTHING);
            expect(await managementList(acme.as(id))).toEqual(ALL_INTEGRATIONS);
          }
        },
      ),
    ),

    rule(['U4'], 'whoever leaves the group is no administrator any more', async (world) => {
      const acme = await world.open(company(FIRST_MODEL));
      await acme.edit(({ groups = [], ...file }) => ({
        ...file,
        groups: groups.map((each) =>
          each.builtIn === 'ADMINISTRATORS' ? { ...each, memberIds: ['usr_zoe'] } : each,
        ),
      }));
      expect(await managementList(acme.as('usr_ada'))).toEqual([]);
      expect(await picker(acme.as('usr_ada'))).toEqual(['int_email']);
      expect(await managementList(acme.as('usr_zoe'))).toEqual(ALL_INTEGRATIONS);
    }),

    rule(['U5'], 'they create, use and edit without a permission; others do not', async (world) => {
      const acme = await world.open(company(FIRST_MODEL));
      const [ada, zoe] = [acme.as('usr_ada'), acme.as('usr_zoe')];
      const pager = { name: 'Second Pager', type: 'PAGERDUTY' };
      const edited = { id: 'int_pd', name: 'Renamed' };
      expect(await picker(ada)).toEqual(ALL_INTEGRATIONS);
      expect(await createIntegration(ada, pager)).toEqual({
        data: { integration: { ...pager, teams: [], createdBy: { id: 'usr_ada' } }, userErrors: [] },
      });
      expect(await updateIntegration(ada, edited)).toEqual({
        data: { integration: { ...edited, version: 2 }, userErrors: [] },
      });

      expect(await picker(zoe)).toEqual(['int_email']);
      const lacks = { layer: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' };
      expect(await createIntegration(zoe, pager)).toEqual({
        data: null,
        errors: [forbidden('createIntegration', { action: 'CREATE', on: '*', ...lacks })],
      });
      expect(await updateIntegration(zoe, edited)).toEqual({
        data: null,
        errors: [refused('updateIntegration', 'NOT_FOUND')],
      });
    }),

    rule(['U6'], 'they change permissions everywhere, also on Email and on the wildcard', async (world) => {
      const acme = await world.open(company(FIRST_MODEL));
      const byAdministrators = { usr_ada: 'usr_zoe', usr_rosa: 'grp_oncall' };
      for (const [id, to] of Object.entries(byAdministrators)) {
        for (const on of ['int_pd', 'int_email', 'int_hook', '*']) {
          const wanted = { to, set: USE, on };
          const warnings = on === 'int_email' ? ['ALREADY_COVERED'] : [];
          expect(await grantPermission(acme.as(id), wanted)).toEqual(
            done([change('CREATED', wanted)], warnings),
          );
        }
      }
    }),

    rule(['U6'], 'others do not, whatever they hold', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('usr_mia', EDIT, '*')]));
      const byMia = (on: string) => grantPermission(acme.as('usr_mia'), { to: 'usr_otto', set: USE, on });
      const manage = { action: 'MANAGE_PERMISSIONS' };
      const lacks = { layer: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' };
      const reserved = { layer: 'DELEGATION', reason: 'ADMINISTRATORS_ONLY' };
      expect(await byMia('int_pd')).toEqual({
        data: null,
        errors: [forbidden('grantPermission', { ...manage, on: 'int_pd', ...lacks })],
      });
      expect(await byMia('*')).toEqual({
        data: null,
        errors: [forbidden('grantPermission', { ...manage, on: '*', ...reserved })],
      });
    }),

    rule(['U5', 'V27'], 'the one thing they cannot do is to delete Email', async (world) => {
      for (const model of MODELS) {
        const acme = await world.open(company(model));
        const email = { on: 'int_email', layer: 'ACCOUNT', reason: 'SYSTEM_INTEGRATION' };
        for (const person of [acme.as('usr_ada'), acme.as('usr_rosa')]) {
          expect(await rights(person, 'int_email')).toEqual({
            ...EVERYTHING,
            USE: 'yes, ACCOUNT SYSTEM_INTEGRATION',
            DELETE: 'no, ACCOUNT SYSTEM_INTEGRATION',
          });
          expect(await deleteIntegration(person, 'int_email')).toEqual({
            data: null,
            errors: [forbidden('deleteIntegration', { action: 'DELETE', ...email })],
          });
        }
      }
    }),
  ],
};
