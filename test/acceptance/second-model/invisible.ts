import { expect } from '@jest/globals';
import { company, EDIT, grant, rbac, SECOND_MODEL, USE, VIEWER } from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, nodes } from '../stage/questions.js';

const EVERYTHING_TO_EVERYONE = [grant('grp_everyone', EDIT, '*')];

/** Every way to ask for, or to change, an integration by its id. */
const WAYS_TO_AN_INTEGRATION: readonly ((id: string) => string)[] = [
  (id) => `{ integration(id: "${id}") { id name } }`,
  (id) => `{ effectiveRights(rbacId: "${rbac(id)}") { revision } }`,
  (id) => `{ effectiveRights(rbacId: "${rbac(id)}", userId: "usr_ada") { revision } }`,
  (
    id,
  ) => `{ checkRights(checks: [{ rbacId: "${rbac(id)}", action: READ }, { rbacId: "${rbac(id)}", action: USE,
    userId: "usr_nobody" }]) { allowed } }`,
  (id) => `{ permissions(rbacId: "${rbac(id)}") { edges { node { id } } } }`,
  (id) => `{ permissions(rbacId: "${rbac(id)}", includeWildcard: true) { edges { node { id } } } }`,
  (id) => `{ whoCan(rbacId: "${rbac(id)}", action: READ) { edges { cursor } } }`,
  (id) =>
    `mutation { updateIntegration(input: { id: "${id}", name: "N", teamIds: ["team_nowhere"] }) { revision } }`,
  (id) => `mutation { deleteIntegration(input: { id: "${id}" }) { revision } }`,
  (
    id,
  ) => `mutation { grantPermission(input: { rbacId: "${rbac(id)}", principal: { type: USER, id: "usr_nobody" },
    permissionSetId: "none" }) { revision } }`,
  (id) =>
    `mutation { changePermissions(input: { rbacId: "${rbac(id)}", expectedRevision: 0 }) { revision } }`,
];

export const invisible: Theme = {
  title: 'what is invisible',
  proofs: [
    rule(['V21'], 'out of scope is answered exactly like an id that never existed', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, EVERYTHING_TO_EVERYONE));
      const mia = acme.as('usr_mia');
      const notFound = (path: string) => ({ data: { [path]: null }, errors: [{ path, code: 'NOT_FOUND' }] });
      const answers = [
        { data: { integration: null } },
        { data: { effectiveRights: null } },
        { data: { effectiveRights: null } },
        { data: { checkRights: [null, null] } },
        notFound('permissions'),
        notFound('permissions'),
        notFound('whoCan'),
        notFound('updateIntegration'),
        notFound('deleteIntegration'),
        notFound('grantPermission'),
        notFound('changePermissions'),
      ];
      for (const [index, way] of WAYS_TO_AN_INTEGRATION.entries()) {
        expect(await mia.ask(way('int_sms'))).toEqual(answers[index]);
        expect(await mia.askRaw(way('int_sms'))).toEqual(await mia.askRaw(way('int_nil')));
      }
      expect(await allowedActions(acme.as('usr_rick'), 'int_sms')).toEqual([
        'READ',
        'USE',
        'UPDATE',
        'DELETE',
      ]);
    }),

    rule(['V21'], 'out of scope leaves no trace in lists, searches and permissions', async (world) => {
      const acme = await world.open(
        company(SECOND_MODEL, [
          grant('usr_mia', USE, 'int_sms'),
          grant('grp_oncall', EDIT, 'int_sms'),
          grant('usr_mia', VIEWER, 'int_pd'),
        ]),
      );
      const mia = acme.as('usr_mia');
      for (const list of ['integrations', 'usableIntegrations']) {
        expect(nodes(await mia.ask(`{ list: ${list}(search: "sms") { edges { node { id } } } }`))).toEqual(
          [],
        );
        expect(nodes(await mia.ask(`{ list: ${list}(type: SMS) { edges { node { id } } } }`))).toEqual([]);
      }
      const held =
        '{ viewer { permissions { edges { node { rbacId } } } groups { id permissions { edges { node { rbacId } } } } } }';
      expect(await mia.ask(held)).toEqual({
        data: {
          viewer: {
            permissions: { edges: [{ node: { rbacId: 'data_providers.int_pd' } }] },
            groups: [
              {
                id: 'grp_everyone',
                permissions: { edges: [{ node: { rbacId: 'data_providers.int_email' } }] },
              },
              { id: 'grp_oncall', permissions: { edges: [] } },
            ],
          },
        },
      });
    }),
  ],
};
