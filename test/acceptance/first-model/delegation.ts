import { expect } from '@jest/globals';
import { change, done, grantPermission, newIntegration, revokePermission, save } from '../stage/changes.js';
import {
  company,
  CREATOR,
  EDIT,
  FIRST_MODEL,
  grant,
  grantId,
  MAINTAINER,
  OWNER,
  rbac,
  USE,
  VIEWER,
} from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { managementList, nodes, rights } from '../stage/questions.js';
import { forbidden, refused } from '../stage/refusals.js';
import type { Person } from '../stage/tenant.js';

const MANAGE = 'MANAGE_PERMISSIONS';
const LACKS = { layer: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' };
const NOT_CREATOR = { layer: 'DELEGATION', reason: 'NOT_THE_CREATOR' };

/** The Permissions tab of one integration, as the page opens it. */
function tab(person: Person, id: string) {
  return person.ask(
    `{ integration(id: "${id}") { viewerRights { canUpdate canManagePermissions } permissions { edges { node { id } } } } }`,
  );
}

function openTab(ids: readonly string[]) {
  const permissions = { edges: ids.map((id) => ({ node: { id } })) };
  return {
    data: { integration: { viewerRights: { canUpdate: true, canManagePermissions: true }, permissions } },
  };
}

function closedTab(id: string, canUpdate: boolean, why: { readonly layer: string; readonly reason: string }) {
  const viewerRights = { canUpdate, canManagePermissions: false };
  return {
    data: { integration: { viewerRights, permissions: null } },
    errors: [forbidden('integration.permissions', { action: MANAGE, on: id, ...why })],
  };
}

const mayManage = async (person: Person, on: string) => (await rights(person, on))?.[MANAGE];

export const delegation: Theme = {
  title: 'managing the permissions of what one created',
  proofs: [
    rule(['U7'], 'Create and Edit together manage what one created, and that alone', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [
          grant('usr_mia', CREATOR, '*'),
          grant('usr_mia', EDIT, 'int_slack'),
          grant('usr_mia', EDIT, 'int_pd'),
        ]),
      );
      const mia = acme.as('usr_mia');
      const toZoe = { to: 'usr_zoe', set: USE };
      expect(await grantPermission(mia, { ...toZoe, on: 'int_slack' })).toEqual(
        done([change('CREATED', { ...toZoe, on: 'int_slack' })]),
      );
      expect(await grantPermission(mia, { ...toZoe, on: 'int_pd' })).toEqual({
        data: null,
        errors: [forbidden('grantPermission', { action: MANAGE, on: 'int_pd', ...NOT_CREATOR })],
      });
      expect(await grantPermission(mia, { ...toZoe, on: 'int_hook' })).toEqual({
        data: null,
        errors: [refused('grantPermission', 'NOT_FOUND')],
      });
      expect(await mayManage(mia, '*')).toBe('no, DELEGATION ADMINISTRATORS_ONLY');
    }),

    rule(['U7', 'V15'], 'holds from the moment of creating', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('usr_zoe', CREATOR, '*')]));
      const zoe = acme.as('usr_zoe');
      const id = await newIntegration(zoe, { name: 'Zoe’s Webhook', type: 'WEBHOOK' });
      const toOtto = { to: 'usr_otto', set: USE, on: id };
      expect(await grantPermission(zoe, toOtto)).toEqual(done([change('CREATED', toOtto)]));
      expect(await mayManage(zoe, id)).toBe('yes, DELEGATION ALL_LAYERS_PASSED');
      expect(
        nodes(await zoe.ask(`{ list: permissions(rbacId: "${rbac(id)}") { edges { node { source } } } }`)),
      ).toEqual([{ source: 'AUTOMATIC' }, { source: 'GRANTED' }]);
    }),

    rule(
      ['U7'],
      'may rest on the wildcard and on groups, but never on somebody else’s integration',
      async (world) => {
        const acme = await world.open(
          company(FIRST_MODEL, [grant('grp_oncall', CREATOR, '*'), grant('grp_everyone', MAINTAINER, '*')]),
        );
        expect(await mayManage(acme.as('usr_mia'), 'int_slack')).toBe('yes, DELEGATION ALL_LAYERS_PASSED');
        expect(await mayManage(acme.as('usr_mia'), 'int_pd')).toBe('no, DELEGATION NOT_THE_CREATOR');
        expect(await mayManage(acme.as('usr_otto'), 'int_slack')).toBe('no, DELEGATION NOT_THE_CREATOR');
        expect(await mayManage(acme.as('usr_nils'), 'int_pd')).toBe(
          'no, PERMISSION_SET PERMISSION_SET_LACKS_ACTION',
        );
      },
    ),

    rule(['U8'], 'ends with Create', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [grant('usr_mia', CREATOR, '*'), grant('usr_mia', EDIT, 'int_slack')]),
      );
      const mia = acme.as('usr_mia');
      expect(await tab(mia, 'int_slack')).toEqual(openTab([grantId('usr_mia', EDIT, 'int_slack')]));
      await revokePermission(acme.as('usr_ada'), grantId('usr_mia', CREATOR, '*'));
      expect(await tab(mia, 'int_slack')).toEqual(closedTab('int_slack', true, LACKS));
      expect(await grantPermission(mia, { to: 'usr_zoe', set: USE, on: 'int_slack' })).toEqual({
        data: null,
        errors: [forbidden('grantPermission', { action: MANAGE, on: 'int_slack', ...LACKS })],
      });
      expect(await revokePermission(mia, grantId('usr_mia', EDIT, 'int_slack'))).toEqual({
        data: null,
        errors: [forbidden('revokePermission', { action: MANAGE, on: 'int_slack', ...LACKS })],
      });
    }),

    rule(['U8'], 'ends with Edit, whatever else is left', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [
          grant('usr_mia', CREATOR, '*'),
          grant('usr_mia', EDIT, 'int_slack'),
          grant('usr_mia', VIEWER, 'int_slack'),
          grant('usr_mia', USE, 'int_slack'),
        ]),
      );
      const mia = acme.as('usr_mia');
      expect(await mayManage(mia, 'int_slack')).toBe('yes, DELEGATION ALL_LAYERS_PASSED');
      await revokePermission(acme.as('usr_ada'), grantId('usr_mia', EDIT, 'int_slack'));
      expect(await tab(mia, 'int_slack')).toEqual(closedTab('int_slack', false, LACKS));
      expect(await managementList(mia)).toEqual(['int_slack']);
    }),

    rule(['U8'], 'is not given away by mistake', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [
          grant('usr_mia', CREATOR, '*'),
          grant('usr_mia', EDIT, 'int_slack'),
          grant('usr_ada', OWNER, 'int_slack'),
        ]),
      );
      const mia = acme.as('usr_mia');
      const remove = [grantId('usr_mia', EDIT, 'int_slack')];
      expect(await save(mia, { on: 'int_slack', remove })).toEqual({
        data: {
          changes: [],
          warnings: [],
          userErrors: [{ code: 'SELF_LOCKOUT', field: ['input', 'allowSelfLockout'] }],
        },
      });
      expect(await mayManage(mia, 'int_slack')).toBe('yes, DELEGATION ALL_LAYERS_PASSED');
      expect(await save(mia, { on: 'int_slack', remove, allowSelfLockout: true })).toEqual(
        done([change('REMOVED', { to: 'usr_mia', set: EDIT, on: 'int_slack' })]),
      );
      expect(await rights(mia, 'int_slack')).toBeNull();
    }),

    rule(['U27'], 'the tab opens for Edit with all the rest', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [grant('usr_mia', CREATOR, '*'), grant('usr_mia', EDIT, 'int_slack')]),
      );
      const ids = [grantId('usr_mia', EDIT, 'int_slack')];
      expect(await tab(acme.as('usr_mia'), 'int_slack')).toEqual(openTab(ids));
      expect(await tab(acme.as('usr_ada'), 'int_slack')).toEqual(openTab(ids));
    }),

    rule(['U27'], 'the tab stays shut without Edit', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [
          grant('usr_mia', CREATOR, '*'),
          grant('usr_mia', VIEWER, 'int_slack'),
          grant('usr_mia', USE, 'int_slack'),
        ]),
      );
      expect(await tab(acme.as('usr_mia'), 'int_slack')).toEqual(closedTab('int_slack', false, LACKS));
    }),

    rule(
      ['U27'],
      'the tab stays shut for Edit alone: without Create, and for others than the creator',
      async (world) => {
        const acme = await world.open(
          company(FIRST_MODEL, [
            grant('usr_mia', EDIT, 'int_slack'),
            grant('usr_otto', EDIT, 'int_slack'),
            grant('usr_otto', CREATOR, '*'),
          ]),
        );
        expect(await tab(acme.as('usr_mia'), 'int_slack')).toEqual(closedTab('int_slack', true, LACKS));
        expect(await tab(acme.as('usr_otto'), 'int_slack')).toEqual(
          closedTab('int_slack', true, NOT_CREATOR),
        );
      },
    ),
  ],
};
