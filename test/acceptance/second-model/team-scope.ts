import { expect } from '@jest/globals';
import { updateIntegration } from '../stage/changes.js';
import {
  ALL_INTEGRATIONS,
  company,
  CREATOR,
  EDIT,
  grant,
  SECOND_MODEL,
  user,
  VIEWER,
} from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, managementList, nodes, picker, rights } from '../stage/questions.js';

const EVERYTHING_TO_EVERYONE = [grant('grp_everyone', EDIT, '*')];

export const teamScope: Theme = {
  title: 'team scope',
  proofs: [
    rule(['V20'], 'reaches what is assigned to a team, and of the root team everything', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, EVERYTHING_TO_EVERYONE));
      expect(await managementList(acme.as('usr_mia'))).toEqual(['int_email', 'int_pd', 'int_slack']);
      expect(await managementList(acme.as('usr_nils'))).toEqual([
        'int_email',
        'int_pd',
        'int_slack',
        'int_sms',
      ]);
      expect(await managementList(acme.as('usr_rick'))).toEqual(ALL_INTEGRATIONS);
      expect(await picker(acme.as('usr_rick'))).toEqual(ALL_INTEGRATIONS);
      const teams = '{ list: integrations { edges { node { id teams { id root } } } } }';
      expect(nodes(await acme.as('usr_rick').ask(teams))).toContainEqual({ id: 'int_hook', teams: [] });
    }),

    rule(['V20'], 'a member of the root team still needs the role and the permission', async (world) => {
      const { users = [], ...file } = company(SECOND_MODEL, [
        grant('usr_rick', VIEWER, 'int_hook'),
        grant('usr_olga', EDIT, 'int_hook'),
      ]);
      const acme = await world.open({
        ...file,
        users: [...users, user('usr_olga', 'Olga', { team_root: 'OPERATOR' })],
      });
      expect(await allowedActions(acme.as('usr_rick'), 'int_hook')).toEqual(['READ']);
      expect(await managementList(acme.as('usr_rick'))).toEqual(['int_hook']);
      expect(await allowedActions(acme.as('usr_olga'), 'int_hook')).toEqual(['READ', 'USE']);
      expect(await rights(acme.as('usr_olga'), 'int_hook')).toMatchObject({
        UPDATE: 'no, ROLE ROLE_LACKS_ACTION',
      });
      expect(await picker(acme.as('usr_olga'))).toEqual(['int_email', 'int_hook']);
    }),

    rule(['V20'], 'the role of one team is never joined with the scope of another', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, EVERYTHING_TO_EVERYONE));
      const scope = 'no, TEAM_SCOPE OUTSIDE_TEAM_SCOPE';
      expect(await rights(acme.as('usr_nils'), 'int_sms')).toMatchObject({
        READ: 'yes, PERMISSION_SET ALL_LAYERS_PASSED',
        USE: 'yes, PERMISSION_SET ALL_LAYERS_PASSED',
        UPDATE: scope,
        DELETE: scope,
        MANAGE_PERMISSIONS: scope,
      });
    }),

    rule(['V20'], 'follows the integration from team to team', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, EVERYTHING_TO_EVERYONE));
      const move = (id: string, teamIds: readonly string[]) =>
        updateIntegration(acme.as(id), { id: 'int_pd', teamIds });
      const notAllowed = { code: 'TEAM_NOT_ALLOWED', field: ['input', 'teamIds'] };
      expect(await move('usr_mia', ['team_pay', 'team_ops'])).toEqual({
        data: { integration: null, userErrors: [notAllowed] },
      });
      expect(await move('usr_rick', ['team_ops'])).toEqual({
        data: { integration: { id: 'int_pd', name: 'PagerDuty Payments', version: 2 }, userErrors: [] },
      });
      expect(await managementList(acme.as('usr_mia'))).toEqual(['int_email', 'int_slack']);
      expect(await managementList(acme.as('usr_nils'))).toEqual([
        'int_email',
        'int_pd',
        'int_slack',
        'int_sms',
      ]);
      expect(await allowedActions(acme.as('usr_nils'), 'int_pd')).toEqual(['READ', 'USE']);
    }),

    rule(
      ['V20', 'U14'],
      'Email is in the scope of every team, and needs a permission for all but Use',
      async (world) => {
        const acme = await world.open(company(SECOND_MODEL, [grant('usr_otto', EDIT, 'int_email')]));
        expect(await allowedActions(acme.as('usr_otto'), 'int_email')).toEqual(['READ', 'USE']);
        expect(await managementList(acme.as('usr_otto'))).toEqual(['int_email']);
        expect(await allowedActions(acme.as('usr_mia'), 'int_email')).toEqual(['USE']);
        const all = await world.open(company(SECOND_MODEL, EVERYTHING_TO_EVERYONE));
        expect(await allowedActions(all.as('usr_mia'), 'int_email')).toEqual(['READ', 'USE', 'UPDATE']);
      },
    ),

    rule(
      ['V20', 'V21'],
      'whoever moves an integration out of their own scope sees it no more',
      async (world) => {
        const acme = await world.open(
          company(SECOND_MODEL, [grant('usr_mia', EDIT, 'int_slack'), grant('usr_mia', CREATOR, '*')]),
        );
        const mia = acme.as('usr_mia');
        const lockout = { code: 'SELF_LOCKOUT', field: ['input', 'allowSelfLockout'] };
        expect(await updateIntegration(mia, { id: 'int_slack', teamIds: [] })).toEqual({
          data: { integration: null, userErrors: [lockout] },
        });
        expect(await managementList(mia)).toEqual(['int_slack']);
        const insisting = { id: 'int_slack', teamIds: [], allowSelfLockout: true };
        expect(await updateIntegration(mia, insisting)).toEqual({
          data: { integration: null, userErrors: [] },
        });
        expect(await rights(mia, 'int_slack')).toBeNull();
        expect(await rights(acme.as('usr_ada'), 'int_slack')).not.toBeNull();
      },
    ),
  ],
};
