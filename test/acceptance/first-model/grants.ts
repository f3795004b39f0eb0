import { expect } from '@jest/globals';
import { change, done, grantPermission, revokePermission } from '../stage/changes.js';
import { company, CREATOR, EDIT, FIRST_MODEL, grant, grantId, rbac, USE, VIEWER } from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, managementList, nodes, picker } from '../stage/questions.js';
import { administratorsOnly } from '../stage/refusals.js';

const PERMISSION =
  'edges { node { id rbacId integration { id } principal { type id name } permissionSet { name } } }';
const HELD = `{ viewer { permissions { ${PERMISSION} } groups { id permissions { ${PERMISSION} } } } }`;

const node = (permission: object) => ({ edges: [{ node: permission }] });
const creatorOfMia = {
  id: grantId('usr_mia', CREATOR, '*'),
  rbacId: 'data_providers.*',
  integration: null,
  principal: { type: 'USER', id: 'usr_mia', name: 'Mia' },
  permissionSet: { name: 'Creator' },
};
const useOfOncall = {
  id: grantId('grp_oncall', USE, 'int_pd'),
  rbacId: 'data_providers.int_pd',
  integration: { id: 'int_pd' },
  principal: { type: 'GROUP', id: 'grp_oncall', name: 'On call' },
  permissionSet: { name: 'Use integration' },
};
const useOfEveryone = {
  id: 'pol_email_everyone',
  rbacId: 'data_providers.int_email',
  integration: { id: 'int_email' },
  principal: { type: 'GROUP', id: 'grp_everyone', name: 'Everyone' },
  permissionSet: { name: 'Use integration' },
};

export const grants: Theme = {
  title: 'grants',
  proofs: [
    rule(['U9'], 'Create is found at its user, Use at the integration and at its group', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [grant('usr_mia', CREATOR, '*'), grant('grp_oncall', USE, 'int_pd')]),
      );
      expect(await acme.as('usr_mia').ask(HELD)).toEqual({
        data: {
          viewer: {
            permissions: node(creatorOfMia),
            groups: [
              { id: 'grp_everyone', permissions: node(useOfEveryone) },
              { id: 'grp_oncall', permissions: node(useOfOncall) },
            ],
          },
        },
      });
      const atPlaces = `{
        integration(id: "int_pd") { permissions { ${PERMISSION} } }
        list: permissions(rbacId: "data_providers.*") { ${PERMISSION} }
      }`;
      expect(await acme.as('usr_ada').ask(atPlaces)).toEqual({
        data: { integration: { permissions: node(useOfOncall) }, list: node(creatorOfMia) },
      });
    }),

    rule(['U9'], 'others do not see what a user or a group holds', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('grp_oncall', USE, 'int_pd')]));
      const zoe = acme.as('usr_zoe');
      const asked = (list: string) => `{ ${list} { edges { node { id permissions { ${PERMISSION} } } } } }`;
      expect(await zoe.ask(asked('users(search: "mia")'))).toEqual({
        data: { users: node({ id: 'usr_mia', permissions: null }) },
        errors: [administratorsOnly('users.edges.0.node.permissions')],
      });
      expect(await zoe.ask(asked('groups(search: "on call")'))).toEqual({
        data: { groups: node({ id: 'grp_oncall', permissions: null }) },
        errors: [administratorsOnly('groups.edges.0.node.permissions')],
      });
    }),

    rule(['U24'], 'the same triple is granted once', async (world) => {
      const acme = await world.open(company(FIRST_MODEL));
      const asked = { to: 'usr_zoe', set: USE, on: 'int_pd' };
      const ada = acme.as('usr_ada');
      expect(await grantPermission(ada, asked)).toEqual(done([change('CREATED', asked)]));
      expect(await grantPermission(ada, asked)).toEqual(done([change('UNCHANGED', asked)]));
      for (const other of [
        { ...asked, to: 'grp_oncall' },
        { ...asked, set: VIEWER },
        { ...asked, on: 'int_sms' },
      ]) {
        expect(await grantPermission(ada, other)).toEqual(done([change('CREATED', other)]));
      }
      const onPd = `{ list: permissions(rbacId: "${rbac('int_pd')}") { edges { node { principal { id } permissionSet { id } } } } }`;
      expect(nodes(await ada.ask(onPd))).toEqual([
        { principal: { id: 'usr_zoe' }, permissionSet: { id: USE } },
        { principal: { id: 'grp_oncall' }, permissionSet: { id: USE } },
        { principal: { id: 'usr_zoe' }, permissionSet: { id: VIEWER } },
      ]);
    }),

    rule(['U24'], 'two who grant the same at once leave one permission', async (world) => {
      const acme = await world.open(company(FIRST_MODEL));
      const asked = { to: 'usr_zoe', set: USE, on: 'int_pd' };
      const answers = await Promise.all(
        ['usr_ada', 'usr_rosa', 'usr_ada'].map((id) => grantPermission(acme.as(id), asked)),
      );
      const outcome = (each: 'CREATED' | 'UNCHANGED') => done([change(each, asked)]);
      expect(answers.filter((answer) => JSON.stringify(answer).includes('CREATED'))).toEqual([
        outcome('CREATED'),
      ]);
      expect(answers.filter((answer) => JSON.stringify(answer).includes('UNCHANGED'))).toEqual([
        outcome('UNCHANGED'),
        outcome('UNCHANGED'),
      ]);
      const onPd = `{ list: permissions(rbacId: "${rbac('int_pd')}") { edges { node { principal { id } } } } }`;
      expect(nodes(await acme.as('usr_ada').ask(onPd))).toEqual([{ principal: { id: 'usr_zoe' } }]);
    }),

    rule(['U28'], 'grants to a user and to the groups of a user add up', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [
          grant('usr_otto', USE, 'int_pd'),
          grant('grp_oncall', VIEWER, 'int_pd'),
          grant('grp_everyone', CREATOR, '*'),
        ]),
      );
      expect(await allowedActions(acme.as('usr_otto'), 'int_pd')).toEqual(['CREATE', 'READ', 'USE']);
      expect(await allowedActions(acme.as('usr_mia'), 'int_pd')).toEqual(['CREATE', 'READ']);
      expect(await allowedActions(acme.as('usr_zoe'), 'int_email')).toEqual(['CREATE', 'USE']);
    }),

    rule(['U28'], 'a smaller grant takes nothing away, and revoking one leaves the other', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [grant('usr_otto', EDIT, 'int_pd'), grant('grp_oncall', USE, 'int_pd')]),
      );
      const otto = acme.as('usr_otto');
      const smaller = { to: 'usr_otto', set: VIEWER, on: 'int_pd' };
      expect(await grantPermission(acme.as('usr_ada'), smaller)).toEqual(
        done([change('CREATED', smaller)], ['ALREADY_COVERED']),
      );
      expect(await allowedActions(otto, 'int_pd')).toEqual(['READ', 'USE', 'UPDATE', 'DELETE']);
      await revokePermission(acme.as('usr_ada'), grantId('usr_otto', EDIT, 'int_pd'));
      expect(await allowedActions(otto, 'int_pd')).toEqual(['READ', 'USE']);
      await revokePermission(acme.as('usr_ada'), grantId('grp_oncall', USE, 'int_pd'));
      expect(await picker(otto)).toEqual(['int_email']);
      expect(await managementList(otto)).toEqual(['int_pd']);
    }),
  ],
};
