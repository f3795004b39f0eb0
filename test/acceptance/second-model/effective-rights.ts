import { expect } from '@jest/globals';
import {
  company,
  CREATOR,
  EDIT,
  grant,
  MAINTAINER,
  OWNER,
  rbac,
  SECOND_MODEL,
  USE,
  VIEWER,
} from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { nodes, rights } from '../stage/questions.js';
import { administratorsOnly, forbidden } from '../stage/refusals.js';

const DELEGATE = [grant('usr_mia', CREATOR, '*'), grant('usr_mia', EDIT, 'int_slack')];
const ABOUT = `query ($on: String!, $userId: ID) { effectiveRights(rbacId: $on, userId: $userId) {
  rbacId user { id name } decisions { action allowed } } }`;

export const effectiveRights: Theme = {
  title: 'effective rights',
  proofs: [
    rule(['V29'], 'of oneself on an integration are the six decisions, in order', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, [grant('usr_mia', MAINTAINER, 'int_pd')]));
      const allowed = { READ: true, USE: true, UPDATE: true };
      const actions = ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE', 'MANAGE_PERMISSIONS'];
      expect(await acme.as('usr_mia').ask(ABOUT, { on: rbac('int_pd') })).toEqual({
        data: {
          effectiveRights: {
            rbacId: 'data_providers.int_pd',
            user: { id: 'usr_mia', name: 'Mia' },
            decisions: actions.map((action) => ({ action, allowed: action in allowed })),
          },
        },
      });
    }),

    rule(
      ['V29'],
      'of others are for administrators, and for whoever manages the permissions there',
      async (world) => {
        const acme = await world.open(
          company(SECOND_MODEL, [...DELEGATE, grant('usr_otto', EDIT, 'int_slack')]),
        );
        const ofOtto = {
          CREATE: 'no, ROLE ROLE_LACKS_ACTION',
          READ: 'yes, PERMISSION_SET ALL_LAYERS_PASSED',
          USE: 'yes, PERMISSION_SET ALL_LAYERS_PASSED',
          UPDATE: 'no, ROLE ROLE_LACKS_ACTION',
          DELETE: 'no, ROLE ROLE_LACKS_ACTION',
          MANAGE_PERMISSIONS: 'no, ROLE ROLE_LACKS_ACTION',
        };
        for (const id of ['usr_ada', 'usr_rosa', 'usr_mia', 'usr_otto']) {
          expect(await rights(acme.as(id), 'int_slack', 'usr_otto')).toEqual(ofOtto);
        }
        for (const id of ['usr_ada', 'usr_mia']) {
          expect(await rights(acme.as(id), 'int_slack', 'usr_nobody')).toBeNull();
        }
      },
    ),

    rule(['V29'], 'of others are refused to everybody else, whether they exist or not', async (world) => {
      const acme = await world.open(
        company(SECOND_MODEL, [
          ...DELEGATE,
          grant('usr_nils', VIEWER, 'int_slack'),
          grant('usr_mia', USE, 'int_pd'),
        ]),
      );
      const refusal = (on: string, layer: string, reason: string) => ({
        data: { effectiveRights: null },
        errors: [forbidden('effectiveRights', { action: 'MANAGE_PERMISSIONS', on, layer, reason })],
      });
      for (const userId of ['usr_mia', 'usr_nobody']) {
        expect(await acme.as('usr_nils').ask(ABOUT, { on: rbac('int_slack'), userId })).toEqual(
          refusal('int_slack', 'PERMISSION_SET', 'PERMISSION_SET_LACKS_ACTION'),
        );
        expect(await acme.as('usr_nils').ask(ABOUT, { on: rbac('*'), userId })).toEqual(
          refusal('*', 'DELEGATION', 'ADMINISTRATORS_ONLY'),
        );
      }
      expect(await acme.as('usr_mia').ask(ABOUT, { on: rbac('int_pd'), userId: 'usr_nils' })).toEqual(
        refusal('int_pd', 'PERMISSION_SET', 'PERMISSION_SET_LACKS_ACTION'),
      );
    }),

    rule(['V29'], 'are asked for many at once, each answered on its own', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, [...DELEGATE, grant('usr_mia', USE, 'int_pd')]));
      const check = (on: string, action: string, userId?: string) => ({ rbacId: rbac(on), action, userId });
      const checks = [
        check('int_slack', 'DELETE'),
        check('int_sms', 'READ'),
        check('int_pd', 'READ', 'usr_nils'),
        check('int_slack', 'READ', 'usr_nobody'),
        check('int_slack', 'USE', 'usr_nils'),
        check('*', 'CREATE'),
      ];
      const asked =
        'query ($checks: [RightsCheckInput!]!) { checkRights(checks: $checks) { action allowed decidedBy } }';
      const onPd = { action: 'MANAGE_PERMISSIONS', on: 'int_pd', layer: 'PERMISSION_SET' };
      expect(await acme.as('usr_mia').ask(asked, { checks })).toEqual({
        data: {
          checkRights: [
            { action: 'DELETE', allowed: true, decidedBy: 'PERMISSION_SET' },
            null,
            null,
            null,
            { action: 'USE', allowed: false, decidedBy: 'PERMISSION_SET' },
            { action: 'CREATE', allowed: true, decidedBy: 'PERMISSION_SET' },
          ],
        },
        errors: [forbidden('checkRights.2', { ...onPd, reason: 'PERMISSION_SET_LACKS_ACTION' })],
      });
    }),

    rule(['V29'], 'turned around, they tell who can', async (world) => {
      const acme = await world.open(
        company(SECOND_MODEL, [
          ...DELEGATE,
          grant('grp_everyone', USE, 'int_slack'),
          grant('usr_otto', OWNER, 'int_slack'),
        ]),
      );
      const who = async (id: string, action: string) => {
        const asked = `{ list: whoCan(rbacId: "${rbac('int_slack')}", action: ${action}) {
          edges { node { user { id } decision { action allowed reason } } } } }`;
        return nodes(await acme.as(id).ask(asked));
      };
      const because = (action: string, reason: string) => (id: string) => ({
        user: { id },
        decision: { action, allowed: true, reason },
      });
      for (const id of ['usr_ada', 'usr_mia']) {
        expect(await who(id, 'UPDATE')).toEqual([
          because('UPDATE', 'ADMINISTRATOR')('usr_ada'),
          because('UPDATE', 'ALL_LAYERS_PASSED')('usr_mia'),
          because('UPDATE', 'ADMINISTRATOR')('usr_rosa'),
        ]);
        expect(await who(id, 'USE')).toHaveLength(6);
      }
      const lacks = { layer: 'ROLE', reason: 'ROLE_LACKS_ACTION' };
      expect(
        await acme
          .as('usr_otto')
          .ask(`{ whoCan(rbacId: "${rbac('int_slack')}", action: USE) { edges { cursor } } }`),
      ).toEqual({
        data: { whoCan: null },
        errors: [forbidden('whoCan', { action: 'MANAGE_PERMISSIONS', on: 'int_slack', ...lacks })],
      });
    }),

    rule(['V29'], 'say nothing of what only administrators read about a user', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, DELEGATE));
      const asked = `{ effectiveRights(rbacId: "${rbac('int_slack')}", userId: "usr_nils") {
        user { name email memberships { role } groups { id } isAdministrator } } }`;
      const hidden = ['email', 'memberships', 'groups', 'isAdministrator'];
      expect(await acme.as('usr_mia').ask(asked)).toEqual({
        data: {
          effectiveRights: {
            user: { name: 'Nils', ...Object.fromEntries(hidden.map((field) => [field, null])) },
          },
        },
        errors: hidden.map((field) => administratorsOnly(`effectiveRights.user.${field}`)),
      });
    }),
  ],
};
