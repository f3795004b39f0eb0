import { expect } from '@jest/globals';
import { grantPermission, change, done, revokePermission } from '../stage/changes.js';
import {
  ALL_INTEGRATIONS,
  company,
  EDIT,
  FIRST_MODEL,
  grant,
  grantId,
  nameOfMode,
  NOT_ENFORCED,
  USE,
} from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { managementList, nodes, picker, rights } from '../stage/questions.js';
import { forbidden, refused } from '../stage/refusals.js';

const OTTO_EDITS = [grant('usr_otto', EDIT, 'int_pd')];
const NOTHING_IS_ENFORCED = { layer: 'ACCOUNT', reason: 'PERMISSIONS_NOT_ENFORCED' };
const PERMISSIONS_ON_PD = '{ list: permissions(rbacId: "data_providers.int_pd") { edges { node { id } } } }';

export const enterprisePlan: Theme = {
  title: 'permissions are an Enterprise feature',
  proofs: [
    rule(['U1'], 'permissions decide where plan and setting enforce them', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, OTTO_EDITS));
      const otto = acme.as('usr_otto');
      expect(await otto.ask('{ account { plan permissionSets accessModel enforced } }')).toEqual({
        data: {
          account: {
            plan: 'ENTERPRISE',
            permissionSets: 'ENFORCED',
            accessModel: 'GRANTS_ONLY',
            enforced: true,
          },
        },
      });
      expect(await picker(otto)).toEqual(['int_email', 'int_pd']);
      expect(await managementList(otto)).toEqual(['int_pd']);
      expect(await rights(otto, 'int_pd')).toEqual({
        CREATE: 'no, PERMISSION_SET PERMISSION_SET_LACKS_ACTION',
        READ: 'yes, PERMISSION_SET ALL_LAYERS_PASSED',
        USE: 'yes, PERMISSION_SET ALL_LAYERS_PASSED',
        UPDATE: 'yes, PERMISSION_SET ALL_LAYERS_PASSED',
        DELETE: 'yes, PERMISSION_SET ALL_LAYERS_PASSED',
        MANAGE_PERMISSIONS: 'no, PERMISSION_SET PERMISSION_SET_LACKS_ACTION',
      });
    }),

    ...NOT_ENFORCED.map((mode) =>
      rule(['U1'], `${nameOfMode(mode)}: everybody uses everything, and no more`, async (world) => {
        const acme = await world.open(company({ ...FIRST_MODEL, ...mode }, OTTO_EDITS));
        const otto = acme.as('usr_otto');
        const account = { ...mode, enforced: false };
        expect(await otto.ask('{ account { plan permissionSets enforced } }')).toEqual({ data: { account } });
        expect(await picker(otto)).toEqual(ALL_INTEGRATIONS);
        expect(await managementList(otto)).toEqual([]);
        const no = 'no, ACCOUNT PERMISSIONS_NOT_ENFORCED';
        const onlyUse = {
          CREATE: no,
          READ: no,
          USE: 'yes, ACCOUNT PERMISSIONS_NOT_ENFORCED',
          UPDATE: no,
          DELETE: no,
          MANAGE_PERMISSIONS: no,
        };
        expect(await rights(otto, 'int_pd')).toEqual(onlyUse);
        expect(await rights(otto, '*')).toEqual({ CREATE: no, MANAGE_PERMISSIONS: no });
        expect(await otto.ask('{ integration(id: "int_pd") { name settings } }')).toEqual({
          data: { integration: { name: 'PagerDuty Payments', settings: null } },
          errors: [
            forbidden('integration.settings', { action: 'READ', on: 'int_pd', ...NOTHING_IS_ENFORCED }),
          ],
        });
        expect(await picker(acme.as('usr_ada'))).toEqual(ALL_INTEGRATIONS);
        expect(await managementList(acme.as('usr_rosa'))).toEqual(ALL_INTEGRATIONS);
      }),
    ),

    rule(['U1'], 'on STANDARD administrators list and revoke, and adding needs the plan', async (world) => {
      const acme = await world.open(company({ ...FIRST_MODEL, plan: 'STANDARD' }, OTTO_EDITS));
      const ada = acme.as('usr_ada');
      const wanted = { to: 'usr_zoe', set: USE, on: 'int_pd' };
      expect(nodes(await ada.ask(PERMISSIONS_ON_PD))).toEqual([{ id: grantId('usr_otto', EDIT, 'int_pd') }]);
      expect(await grantPermission(ada, wanted)).toEqual({
        data: null,
        errors: [refused('grantPermission', 'PLAN_REQUIRED')],
      });
      expect(await grantPermission(ada, { ...wanted, on: 'int_nowhere' })).toEqual({
        data: null,
        errors: [refused('grantPermission', 'NOT_FOUND')],
      });
      const manage = { action: 'MANAGE_PERMISSIONS', on: 'int_pd', ...NOTHING_IS_ENFORCED };
      expect(await grantPermission(acme.as('usr_otto'), wanted)).toEqual({
        data: null,
        errors: [forbidden('grantPermission', manage)],
      });
      expect(await acme.as('usr_otto').ask(PERMISSIONS_ON_PD)).toEqual({
        data: { list: null },
        errors: [forbidden('list', manage)],
      });
      expect(await revokePermission(ada, grantId('usr_otto', EDIT, 'int_pd'))).toEqual(
        done([change('REMOVED', { to: 'usr_otto', set: EDIT, on: 'int_pd' })]),
      );
      expect(nodes(await ada.ask(PERMISSIONS_ON_PD))).toEqual([]);
    }),

    rule(['U1'], 'on ENTERPRISE administrators prepare permissions before they count', async (world) => {
      const acme = await world.open(company({ ...FIRST_MODEL, permissionSets: 'SHADOW' }));
      const wanted = { to: 'usr_otto', set: EDIT, on: 'int_pd' };
      expect(await grantPermission(acme.as('usr_ada'), wanted)).toEqual(done([change('CREATED', wanted)]));
      expect(await managementList(acme.as('usr_otto'))).toEqual([]);
      await acme.changeSettings({ permissionSets: 'ENFORCED' });
      expect(await managementList(acme.as('usr_otto'))).toEqual(['int_pd']);
      expect(await picker(acme.as('usr_otto'))).toEqual(['int_email', 'int_pd']);
    }),
  ],
};
