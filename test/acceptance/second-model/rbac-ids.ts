import { expect } from '@jest/globals';
import { change, done, grantPermission, newIntegration } from '../stage/changes.js';
import {
  ALL_INTEGRATIONS,
  company,
  CREATOR,
  EDIT,
  FIRST_MODEL,
  grant,
  rbac,
  SECOND_MODEL,
  USE,
  VIEWER,
} from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, managementList, nodes, pages, picker, rights } from '../stage/questions.js';
import { forbidden } from '../stage/refusals.js';

const NEW = { name: 'Z New Webhook', type: 'WEBHOOK' };

export const rbacIds: Theme = {
  title: 'RBAC ids and the wildcard',
  proofs: [
    rule(
      ['V4'],
      'every integration shows its RBAC id, in both lists, alone and in payloads',
      async (world) => {
        const acme = await world.open(company(SECOND_MODEL));
        const ada = acme.as('usr_ada');
        const shown = ALL_INTEGRATIONS.map((id) => ({ id, rbacId: `data_providers.${id}` }));
        for (const list of ['integrations', 'usableIntegrations']) {
          expect(nodes(await ada.ask(`{ list: ${list} { edges { node { id rbacId } } } }`))).toEqual(shown);
        }
        expect(await ada.ask('{ integration(id: "int_pd") { id rbacId } }')).toEqual({
          data: { integration: { id: 'int_pd', rbacId: 'data_providers.int_pd' } },
        });
        const rename = `mutation { updateIntegration(input: { id: "int_pd", name: "P" }) { integration { id rbacId } } }`;
        expect(await ada.ask(rename)).toEqual({
          data: { updateIntegration: { integration: { id: 'int_pd', rbacId: 'data_providers.int_pd' } } },
        });
      },
    ),

    rule(
      ['V4', 'V14'],
      'an RBAC id leads to the permissions on it, the wildcard to its own',
      async (world) => {
        const onPd = grant('usr_mia', VIEWER, 'int_pd');
        const onAll = grant('usr_nils', CREATOR, '*');
        const acme = await world.open(company(SECOND_MODEL, [onPd, onAll]));
        const ada = acme.as('usr_ada');
        const ids = async (argument: string) =>
          nodes(await ada.ask(`{ list: permissions(${argument}) { edges { node { id rbacId } } } }`));
        const shown = ({ id, rbacId }: typeof onPd) => ({ id, rbacId });
        expect(await ids('rbacId: "data_providers.int_pd"')).toEqual([shown(onPd)]);
        expect(await ids('rbacId: "data_providers.*"')).toEqual([shown(onAll)]);
        const both = await ids('rbacId: "data_providers.int_pd", includeWildcard: true');
        expect(both).toHaveLength(2);
        expect(both).toEqual(expect.arrayContaining([shown(onPd), shown(onAll)]));
      },
    ),

    rule(['V14'], 'the permissions on the wildcard are for administrators', async (world) => {
      const acme = await world.open(
        company(SECOND_MODEL, [grant('usr_mia', EDIT, 'int_slack'), grant('usr_mia', CREATOR, '*')]),
      );
      const mia = acme.as('usr_mia');
      expect(await pages(mia, 'permissions(rbacId: "data_providers.int_slack", after: $after)')).toEqual([
        [grant('usr_mia', EDIT, 'int_slack').id],
      ]);
      const onWildcard = { action: 'MANAGE_PERMISSIONS', on: '*', layer: 'DELEGATION' };
      const asked = [
        'rbacId: "data_providers.*"',
        'rbacId: "data_providers.int_slack", includeWildcard: true',
      ];
      for (const argument of asked) {
        expect(await mia.ask(`{ list: permissions(${argument}) { edges { node { id } } } }`)).toEqual({
          data: { list: null },
          errors: [forbidden('list', { ...onWildcard, reason: 'ADMINISTRATORS_ONLY' })],
        });
      }
    }),

    ...[FIRST_MODEL, SECOND_MODEL].map((model) =>
      rule(
        ['V13'],
        `${model.accessModel}: the wildcard stands for every integration, also those to come`,
        async (world) => {
          const acme = await world.open(company(model));
          const rick = acme.as('usr_rick');
          const asked = { to: 'usr_rick', set: EDIT, on: '*' };
          expect(await rights(rick, 'int_sms')).toBeNull();
          expect(await grantPermission(acme.as('usr_ada'), asked)).toEqual(done([change('CREATED', asked)]));
          expect(await picker(rick)).toEqual(ALL_INTEGRATIONS);
          expect(await managementList(rick)).toEqual(ALL_INTEGRATIONS);
          const id = await newIntegration(acme.as('usr_ada'), NEW);
          expect(await picker(rick)).toEqual([...ALL_INTEGRATIONS, id]);
          expect(await allowedActions(rick, id)).toEqual(['READ', 'USE', 'UPDATE', 'DELETE']);
        },
      ),
    ),

    rule(['V13', 'V20'], 'the wildcard widens permissions, never the team scope', async (world) => {
      const acme = await world.open(
        company(SECOND_MODEL, [grant('usr_mia', EDIT, '*'), grant('usr_zoe', EDIT, '*')]),
      );
      expect(await managementList(acme.as('usr_mia'))).toEqual(['int_email', 'int_pd', 'int_slack']);
      expect(await rights(acme.as('usr_mia'), 'int_sms')).toBeNull();
      expect(await picker(acme.as('usr_zoe'))).toEqual(['int_email']);
      expect(await managementList(acme.as('usr_zoe'))).toEqual([]);
    }),

    rule(['V13'], 'only the literal is a wildcard, and only two actions exist on it', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, [grant('usr_mia', USE, '*')]));
      const mia = acme.as('usr_mia');
      expect(await rights(mia, '*')).toEqual({
        CREATE: 'no, PERMISSION_SET PERMISSION_SET_LACKS_ACTION',
        MANAGE_PERMISSIONS: 'no, DELEGATION ADMINISTRATORS_ONLY',
      });
      const check = (action: string, rbacId: string) =>
        mia.ask(`{ checkRights(checks: [{ rbacId: "${rbacId}", action: ${action} }]) { allowed } }`);
      expect(await check('CREATE', rbac('*'))).toEqual({ data: { checkRights: [{ allowed: false }] } });
      const badInput = { data: null, errors: [{ path: 'checkRights', code: 'BAD_USER_INPUT' }] };
      for (const action of ['READ', 'USE', 'UPDATE', 'DELETE']) {
        expect(await check(action, rbac('*'))).toEqual(badInput);
      }
      for (const rbacId of ['*', 'data_providers.**', 'data_providers.int*', 'data_providers.%']) {
        expect(await check('CREATE', rbacId)).toEqual(badInput);
      }
    }),
  ],
};
