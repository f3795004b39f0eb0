import { expect } from '@jest/globals';
import {
  change,
  createIntegration,
  deleteIntegration,
  done,
  grantPermission,
  updateIntegration,
} from '../stage/changes.js';
import { ALL_INTEGRATIONS, company, CREATOR, grant, OWNER, SECOND_MODEL, user } from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, managementList, picker, rights } from '../stage/questions.js';
import { forbidden } from '../stage/refusals.js';

const NO_ROLE = { layer: 'ROLE', reason: 'ROLE_LACKS_ACTION' };
const WEBHOOK = { name: 'New Webhook', type: 'WEBHOOK' };
const OWNER_EVERYWHERE = [grant('grp_everyone', OWNER, '*')];
const BY_ROLE = 'yes, ROLE ADMINISTRATOR';

export const roles: Theme = {
  title: 'roles',
  proofs: [
    rule(['V17'], 'both manager roles create, update and delete', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, OWNER_EVERYWHERE));
      for (const [id, target] of [
        ['usr_mia', 'int_pd'],
        ['usr_nils', 'int_slack'],
      ] as const) {
        const person = acme.as(id);
        expect(await createIntegration(person, WEBHOOK)).toEqual({
          data: {
            integration: { ...WEBHOOK, teams: [{ id: 'team_pay' }], createdBy: { id } },
            userErrors: [],
          },
        });
        expect(await updateIntegration(person, { id: target, name: 'Changed' })).toEqual({
          data: { integration: { id: target, name: 'Changed', version: 2 }, userErrors: [] },
        });
        expect(await deleteIntegration(person, target)).toEqual({
          data: { deletedIntegrationId: target, userErrors: [] },
        });
      }
    }),

    rule(['V17', 'V18'], 'an Operator does not, whatever permissions say', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, OWNER_EVERYWHERE));
      const otto = acme.as('usr_otto');
      expect(await createIntegration(otto, WEBHOOK)).toEqual({
        data: null,
        errors: [forbidden('createIntegration', { action: 'CREATE', on: '*', ...NO_ROLE })],
      });
      expect(await updateIntegration(otto, { id: 'int_pd', name: 'Changed' })).toEqual({
        data: null,
        errors: [forbidden('updateIntegration', { action: 'UPDATE', on: 'int_pd', ...NO_ROLE })],
      });
      expect(await deleteIntegration(otto, 'int_pd')).toEqual({
        data: null,
        errors: [forbidden('deleteIntegration', { action: 'DELETE', on: 'int_pd', ...NO_ROLE })],
      });
    }),

    rule(['V18'], 'an Operator views and uses', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, OWNER_EVERYWHERE));
      const otto = acme.as('usr_otto');
      expect(await allowedActions(otto, 'int_pd')).toEqual(['READ', 'USE']);
      expect(await managementList(otto)).toEqual(['int_email', 'int_pd', 'int_slack']);
      expect(await picker(otto)).toEqual(['int_email', 'int_pd', 'int_slack']);
      const more = { to: 'usr_otto', set: OWNER, on: 'int_pd' };
      expect(await grantPermission(acme.as('usr_ada'), more)).toEqual(
        done([change('CREATED', more)], ['CAPPED_BY_ROLE', 'ALREADY_COVERED']),
      );
    }),

    rule(['V18', 'V17'], 'without any role there is nothing but Email', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, OWNER_EVERYWHERE));
      const zoe = acme.as('usr_zoe');
      expect(await picker(zoe)).toEqual(['int_email']);
      expect(await managementList(zoe)).toEqual([]);
      const no = 'no, ROLE ROLE_LACKS_ACTION';
      expect(await rights(zoe, 'int_email')).toEqual({
        CREATE: no,
        READ: no,
        USE: 'yes, ACCOUNT SYSTEM_INTEGRATION',
        UPDATE: no,
        DELETE: 'no, ACCOUNT SYSTEM_INTEGRATION',
        MANAGE_PERMISSIONS: no,
      });
    }),

    rule(['V19', 'V27'], 'the full-access role passes scope and permission sets', async (world) => {
      const acme = await world.open(company(SECOND_MODEL));
      const rosa = acme.as('usr_rosa');
      const everything = {
        CREATE: BY_ROLE,
        READ: BY_ROLE,
        USE: BY_ROLE,
        UPDATE: BY_ROLE,
        DELETE: BY_ROLE,
        MANAGE_PERMISSIONS: BY_ROLE,
      };
      for (const id of ['int_pd', 'int_sms', 'int_hook']) expect(await rights(rosa, id)).toEqual(everything);
      expect(await rights(rosa, '*')).toEqual({ CREATE: BY_ROLE, MANAGE_PERMISSIONS: BY_ROLE });
      expect(await picker(rosa)).toEqual(ALL_INTEGRATIONS);
      expect(await rights(acme.as('usr_rick'), 'int_pd')).toBeNull();
    }),

    rule(['V27'], 'administrators keep it when the layer is switched on', async (world) => {
      const acme = await world.open(company({ ...SECOND_MODEL, permissionSets: 'OFF' }));
      const people = ['usr_ada', 'usr_rosa'];
      for (const id of people) expect(await managementList(acme.as(id))).toEqual(ALL_INTEGRATIONS);
      await acme.changeSettings({ permissionSets: 'ENFORCED' });
      for (const id of people) {
        expect(await managementList(acme.as(id))).toEqual(ALL_INTEGRATIONS);
        expect(await updateIntegration(acme.as(id), { id: 'int_hook', settings: { by: id } })).toMatchObject({
          data: { integration: { id: 'int_hook' }, userErrors: [] },
        });
      }
      expect(await managementList(acme.as('usr_mia'))).toEqual([]);
    }),

    rule(['V10'], 'the Administrator role exists on the root team alone', async (world) => {
      const { users = [], ...file } = company(SECOND_MODEL);
      const wrong = { ...file, users: [...users, user('usr_max', 'Max', { team_pay: 'ADMINISTRATOR' })] };
      await expect(world.open(wrong)).rejects.toMatchObject({
        mistakes: [
          {
            path: 'users[7].memberships[0].role',
            message: 'is "ADMINISTRATOR", which exists in the root team alone',
          },
        ],
      });
      const right = { ...file, users: [...users, user('usr_max', 'Max', { team_root: 'ADMINISTRATOR' })] };
      const acme = await world.open(right);
      expect(
        await acme.as('usr_max').ask('{ viewer { isAdministrator memberships { role team { root } } } }'),
      ).toEqual({
        data: {
          viewer: { isAdministrator: true, memberships: [{ role: 'ADMINISTRATOR', team: { root: true } }] },
        },
      });
    }),

    rule(['V17'], 'a manager creates where the role is, with Creator on the wildcard', async (world) => {
      const acme = await world.open(
        company(SECOND_MODEL, [grant('usr_nils', CREATOR, '*'), grant('usr_rick', CREATOR, '*')]),
      );
      const nils = acme.as('usr_nils');
      const refusedIn = (code: string) => ({
        data: { integration: null, userErrors: [{ code, field: ['input', 'teamIds'] }] },
      });
      expect(await createIntegration(nils, { ...WEBHOOK, teamIds: ['team_ops'] })).toEqual(
        refusedIn('TEAM_NOT_ALLOWED'),
      );
      expect(await createIntegration(nils, { ...WEBHOOK, teamIds: ['team_nowhere'] })).toEqual(
        refusedIn('TEAM_NOT_FOUND'),
      );
      expect(await createIntegration(nils, { ...WEBHOOK, teamIds: [] })).toEqual({
        data: null,
        errors: [{ path: 'createIntegration', code: 'BAD_USER_INPUT' }],
      });
      const rick = acme.as('usr_rick');
      for (const teamIds of [[], ['team_ops'], ['team_ops', 'team_pay']]) {
        expect(await createIntegration(rick, { ...WEBHOOK, teamIds })).toMatchObject({
          data: { integration: { teams: teamIds.map((id) => ({ id })) }, userErrors: [] },
        });
      }
      expect(await createIntegration(rick, { ...WEBHOOK, teamIds: ['team_root'] })).toEqual(
        refusedIn('TEAM_NOT_ALLOWED'),
      );
      const lacks = { layer: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' };
      expect(await createIntegration(acme.as('usr_mia'), WEBHOOK)).toEqual({
        data: null,
        errors: [forbidden('createIntegration', { action: 'CREATE', on: '*', ...lacks })],
      });
    }),
  ],
};
