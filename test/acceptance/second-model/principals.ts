import { expect } from '@jest/globals';
import { ABSENT, change, done, grantPermission, refusedChange, revokePermission } from '../stage/changes.js';
import {
  company,
  CREATOR,
  EDIT,
  grant,
  grantId,
  MAINTAINER,
  OWNER,
  SECOND_MODEL,
  USE,
  VIEWER,
} from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, managementList, nodes, pages, picker, rights } from '../stage/questions.js';
import { forbidden, refused } from '../stage/refusals.js';

export const principalsAndPolicies: Theme = {
  title: 'principals and permissions',
  proofs: [
    rule(
      ['V11'],
      'a permission for a user counts for that user, one for a group for its members',
      async (world) => {
        const acme = await world.open(
          company(SECOND_MODEL, [
            grant('usr_nils', VIEWER, 'int_pd'),
            grant('grp_oncall', VIEWER, 'int_slack'),
          ]),
        );
        expect(await managementList(acme.as('usr_nils'))).toEqual(['int_pd']);
        expect(await managementList(acme.as('usr_mia'))).toEqual(['int_slack']);
        expect(await managementList(acme.as('usr_otto'))).toEqual(['int_slack']);
        expect(await managementList(acme.as('usr_rick'))).toEqual([]);
      },
    ),

    rule(['V11'], 'nothing else can be a principal', async (world) => {
      const acme = await world.open(company(SECOND_MODEL));
      const by = (
        type: string,
        id: string,
      ) => `mutation { grantPermission(input: { rbacId: "data_providers.int_pd",
        principal: { type: ${type}, id: "${id}" }, permissionSetId: "${VIEWER}" }) { changes { outcome } userErrors { code field } } }`;
      const unknown = { code: 'PRINCIPAL_NOT_FOUND', field: ['input', 'principal', 'id'] };
      for (const [type, id] of [
        ['USER', 'grp_oncall'],
        ['GROUP', 'usr_mia'],
        ['GROUP', 'team_pay'],
        ['USER', 'usr_nobody'],
      ] as const) {
        expect(await acme.as('usr_ada').ask(by(type, id))).toEqual({
          data: { grantPermission: { changes: [], userErrors: [unknown] } },
        });
      }
      const { data, errors } = await acme.as('usr_ada').ask(by('TEAM', 'team_pay'));
      expect({ data, codes: errors?.map(({ code }) => code) }).toEqual({
        data: undefined,
        codes: ['GRAPHQL_VALIDATION_FAILED'],
      });
    }),

    rule(
      ['V12'],
      'a permission is a principal, a set and an RBAC id, and none of them may be missing',
      async (world) => {
        const acme = await world.open(company(SECOND_MODEL));
        const ada = acme.as('usr_ada');
        const asked = { to: 'usr_mia', set: EDIT, on: 'int_pd' };
        expect(await grantPermission(ada, asked)).toEqual(done([change('CREATED', asked)]));
        expect(await grantPermission(ada, { ...asked, set: 'no-such-set' })).toEqual(
          refusedChange('PERMISSION_SET_NOT_FOUND', ['input', 'permissionSetId']),
        );
        expect(await grantPermission(ada, { ...asked, on: 'int_nowhere' })).toEqual({
          data: null,
          errors: [refused('grantPermission', 'NOT_FOUND')],
        });
        for (const on of ['', '**', 'int.pd', 'int_pd ', 'x'.repeat(65)]) {
          expect(await grantPermission(ada, { ...asked, on })).toEqual({
            data: null,
            errors: [refused('grantPermission', 'BAD_USER_INPUT')],
          });
        }
        expect(await allowedActions(acme.as('usr_mia'), 'int_pd')).toEqual([
          'READ',
          'USE',
          'UPDATE',
          'DELETE',
        ]);
      },
    ),

    rule(
      ['V14'],
      'each permission has its own id, and all of an integration are listed, page by page',
      async (world) => {
        const permissions = [
          grant('usr_mia', VIEWER, 'int_pd'),
          grant('usr_mia', USE, 'int_pd'),
          grant('grp_oncall', MAINTAINER, 'int_pd'),
        ];
        const acme = await world.open(
          company(SECOND_MODEL, [
            ...permissions,
            grant('usr_mia', VIEWER, 'int_slack'),
            grant('usr_nils', CREATOR, '*'),
          ]),
        );
        const list = 'permissions(rbacId: "data_providers.int_pd", first: 2, after: $after)';
        const [first = [], second = [], ...more] = await pages(acme.as('usr_ada'), list);
        expect([first.length, second.length, more.length]).toEqual([2, 1, 0]);
        expect([...first, ...second].toSorted()).toEqual(permissions.map(({ id }) => id).toSorted());
      },
    ),

    rule(['V24'], 'a permission is revoked by its id, and the right ends with it', async (world) => {
      const acme = await world.open(
        company(SECOND_MODEL, [grant('usr_mia', EDIT, 'int_pd'), grant('usr_mia', USE, 'int_slack')]),
      );
      const ada = acme.as('usr_ada');
      const id = grantId('usr_mia', EDIT, 'int_pd');
      expect(await picker(acme.as('usr_mia'))).toEqual(['int_email', 'int_pd', 'int_slack']);
      expect(await revokePermission(ada, id)).toEqual(
        done([change('REMOVED', { to: 'usr_mia', set: EDIT, on: 'int_pd' })]),
      );
      expect(await picker(acme.as('usr_mia'))).toEqual(['int_email', 'int_slack']);
      expect(await rights(acme.as('usr_mia'), 'int_pd')).toBeNull();
      expect(await revokePermission(ada, id)).toEqual(done([ABSENT]));
    }),

    rule(
      ['V24', 'V21'],
      'an id on an invisible integration is as absent as an unknown one',
      async (world) => {
        const acme = await world.open(
          company(SECOND_MODEL, [grant('usr_nils', OWNER, 'int_sms'), grant('usr_otto', VIEWER, 'int_pd')]),
        );
        const otto = acme.as('usr_otto');
        const hidden = grantId('usr_nils', OWNER, 'int_sms');
        for (const id of [hidden, 'pol_unknown'])
          expect(await revokePermission(otto, id)).toEqual(done([ABSENT]));
        expect(await revokePermission(otto, grantId('usr_otto', VIEWER, 'int_pd'))).toEqual({
          data: null,
          errors: [
            forbidden('revokePermission', {
              action: 'MANAGE_PERMISSIONS',
              on: 'int_pd',
              layer: 'ROLE',
              reason: 'ROLE_LACKS_ACTION',
            }),
          ],
        });
        const left = '{ list: permissions(rbacId: "data_providers.int_sms") { edges { node { id } } } }';
        expect(nodes(await acme.as('usr_ada').ask(left))).toEqual([{ id: hidden }]);
      },
    ),

    rule(['V25', 'V22'], 'after a revoke nothing remains, or reading alone', async (world) => {
      for (const residualRead of [false, true]) {
        const acme = await world.open(
          company({ ...SECOND_MODEL, residualRead }, [grant('usr_mia', EDIT, 'int_pd')]),
        );
        const mia = acme.as('usr_mia');
        expect(await allowedActions(mia, 'int_pd')).toEqual(['READ', 'USE', 'UPDATE', 'DELETE']);
        await revokePermission(acme.as('usr_ada'), grantId('usr_mia', EDIT, 'int_pd'));
        expect(await allowedActions(mia, 'int_pd')).toEqual(residualRead ? ['READ'] : []);
        expect(await mia.ask('{ integration(id: "int_pd") { id settings } }')).toEqual({
          data: { integration: residualRead ? { id: 'int_pd', settings: { note: 'kept' } } : null },
        });
        expect(await picker(mia)).toEqual(['int_email']);
      }
    }),
  ],
};
