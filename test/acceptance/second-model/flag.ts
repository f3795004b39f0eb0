import { expect } from '@jest/globals';
import { deleteIntegration, newIntegration, updateIntegration } from '../stage/changes.js';
import {
  company,
  EDIT,
  ENFORCED,
  FIRST_MODEL,
  grant,
  nameOfMode,
  NOT_ENFORCED,
  OWNER,
  rbac,
  SECOND_MODEL,
} from '../stage/company.js';
import type { Settings } from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, managementList, nodes, picker, rights } from '../stage/questions.js';
import { forbidden, refused } from '../stage/refusals.js';

const WITHOUT: Settings = { ...SECOND_MODEL, permissionSets: 'OFF' };
const BY_SCOPE = 'yes, TEAM_SCOPE ALL_LAYERS_PASSED';
const NO_ROLE = 'no, ROLE ROLE_LACKS_ACTION';
const WEBHOOK = { name: 'New Webhook', type: 'WEBHOOK' };

export const flagOfTheAccount: Theme = {
  title: 'the flag that adds the layer of permission sets',
  proofs: [
    ...NOT_ENFORCED.map((mode) =>
      rule(['V1'], `${nameOfMode(mode)}: role and scope decide, permissions do not`, async (world) => {
        const acme = await world.open(
          company({ ...SECOND_MODEL, ...mode }, [
            grant('usr_otto', OWNER, 'int_pd'),
            grant('usr_zoe', EDIT, '*'),
          ]),
        );
        expect(await rights(acme.as('usr_mia'), 'int_pd')).toEqual({
          CREATE: BY_SCOPE,
          READ: BY_SCOPE,
          USE: BY_SCOPE,
          UPDATE: BY_SCOPE,
          DELETE: BY_SCOPE,
          MANAGE_PERMISSIONS: 'no, DELEGATION ADMINISTRATORS_ONLY',
        });
        expect(await rights(acme.as('usr_otto'), 'int_pd')).toEqual({
          CREATE: NO_ROLE,
          READ: BY_SCOPE,
          USE: BY_SCOPE,
          UPDATE: NO_ROLE,
          DELETE: NO_ROLE,
          MANAGE_PERMISSIONS: NO_ROLE,
        });
        expect(await rights(acme.as('usr_mia'), 'int_sms')).toBeNull();
        expect(await managementList(acme.as('usr_mia'))).toEqual(['int_email', 'int_pd', 'int_slack']);
        expect(await picker(acme.as('usr_zoe'))).toEqual(['int_email']);
        expect(await managementList(acme.as('usr_zoe'))).toEqual([]);
      }),
    ),

    rule(['V1'], 'without it a manager changes and deletes what others created', async (world) => {
      const acme = await world.open(company(WITHOUT));
      const mia = acme.as('usr_mia');
      const edited = { id: 'int_pd', name: 'Renamed' };
      expect(await updateIntegration(mia, edited)).toEqual({
        data: { integration: { ...edited, version: 2 }, userErrors: [] },
      });
      expect(await updateIntegration(mia, { ...edited, id: 'int_sms' })).toEqual({
        data: null,
        errors: [refused('updateIntegration', 'NOT_FOUND')],
      });
      expect(await deleteIntegration(acme.as('usr_otto'), 'int_pd')).toEqual({
        data: null,
        errors: [
          forbidden('deleteIntegration', {
            action: 'DELETE',
            on: 'int_pd',
            layer: 'ROLE',
            reason: 'ROLE_LACKS_ACTION',
          }),
        ],
      });
      expect(await deleteIntegration(mia, 'int_pd')).toEqual({
        data: { deletedIntegrationId: 'int_pd', userErrors: [] },
      });
    }),

    rule(['V2'], 'is set for each account, and accounts know nothing of each other', async (world) => {
      const permissions = [grant('usr_mia', EDIT, 'int_pd')];
      const enforced = await world.open(company(SECOND_MODEL, permissions));
      const open = await world.open(company(WITHOUT, permissions));
      const account = '{ account { id permissionSets enforced } }';
      expect(await enforced.as('usr_mia').ask(account)).toEqual({
        data: { account: { id: enforced.accountId, permissionSets: 'ENFORCED', enforced: true } },
      });
      expect(await open.as('usr_mia').ask(account)).toEqual({
        data: { account: { id: open.accountId, permissionSets: 'OFF', enforced: false } },
      });
      expect(await managementList(enforced.as('usr_mia'))).toEqual(['int_pd']);
      expect(await managementList(open.as('usr_mia'))).toEqual(['int_email', 'int_pd', 'int_slack']);

      const own = await newIntegration(enforced.as('usr_ada'), WEBHOOK);
      expect(await rights(enforced.as('usr_ada'), own)).not.toBeNull();
      expect(await rights(open.as('usr_ada'), own)).toBeNull();
      expect(await updateIntegration(open.as('usr_ada'), { id: own, name: 'Taken' })).toEqual({
        data: null,
        errors: [refused('updateIntegration', 'NOT_FOUND')],
      });
    }),

    rule(['V2'], 'adds a layer: what role and scope permit now needs a permission as well', async (world) => {
      const acme = await world.open(company(WITHOUT, [grant('usr_mia', EDIT, 'int_pd')]));
      const mia = acme.as('usr_mia');
      const all = ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE'];
      expect(await allowedActions(mia, 'int_pd')).toEqual(all);
      expect(await allowedActions(mia, 'int_slack')).toEqual(all);
      await acme.changeSettings({ permissionSets: 'ENFORCED' });
      expect(await allowedActions(mia, 'int_pd')).toEqual(all.slice(1));
      expect(await rights(mia, 'int_slack')).toBeNull();
      await acme.changeSettings({ permissionSets: 'SHADOW' });
      expect(await allowedActions(mia, 'int_slack')).toEqual(all);
    }),

    rule(['V3', 'V15'], 'switched on, it finds an Owner permission of every creator', async (world) => {
      const acme = await world.open(company(WITHOUT));
      const mia = acme.as('usr_mia');
      const id = await newIntegration(mia, WEBHOOK);
      await acme.changeSettings({ permissionSets: 'ENFORCED' });
      expect(await managementList(mia)).toEqual([id]);
      expect(await allowedActions(mia, id)).toEqual(['READ', 'USE', 'UPDATE', 'DELETE']);
      expect(await rights(acme.as('usr_nils'), id)).toBeNull();
      const asked = `{ list: permissions(rbacId: "${rbac(id)}") {
        edges { node { principal { id } permissionSet { id } source } } } }`;
      expect(nodes(await acme.as('usr_ada').ask(asked))).toEqual([
        { principal: { id: 'usr_mia' }, permissionSet: { id: OWNER }, source: 'AUTOMATIC' },
      ]);
    }),

    rule(['V3'], 'the Owner permission is recorded in every mode of both models', async (world) => {
      for (const model of [FIRST_MODEL, SECOND_MODEL]) {
        for (const mode of [ENFORCED, ...NOT_ENFORCED]) {
          const acme = await world.open(company({ ...model, ...mode }));
          const id = await newIntegration(acme.as('usr_rosa'), WEBHOOK);
          const asked = `{ list: permissions(rbacId: "${rbac(id)}") {
            edges { node { principal { id } permissionSet { id } source } } } }`;
          expect(nodes(await acme.as('usr_ada').ask(asked))).toEqual([
            { principal: { id: 'usr_rosa' }, permissionSet: { id: OWNER }, source: 'AUTOMATIC' },
          ]);
        }
      }
    }),
  ],
};
