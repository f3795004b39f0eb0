import { expect } from '@jest/globals';
import {
  ABSENT,
  change,
  createIntegration,
  deleteIntegration,
  done,
  grantPermission,
  revokePermission,
  updateIntegration,
} from '../stage/changes.js';
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
} from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, managementList, nodes, picker } from '../stage/questions.js';
import { forbidden, refused } from '../stage/refusals.js';

const LACKS = { layer: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' };
const NO_CREATE = {
  data: null,
  errors: [forbidden('createIntegration', { action: 'CREATE', on: '*', ...LACKS })],
};
const WEBHOOK = { name: 'New Webhook', type: 'WEBHOOK' };
const createdBy = (id: string) => ({
  data: { integration: { ...WEBHOOK, teams: [], createdBy: { id } }, userErrors: [] },
});

export const rightsOfPeople: Theme = {
  title: 'what people are granted',
  proofs: [
    rule(['U3'], 'creating, using and editing are granted to each person separately', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [
          grant('usr_mia', CREATOR, '*'),
          grant('usr_otto', USE, 'int_pd'),
          grant('usr_nils', EDIT, 'int_pd'),
        ]),
      );
      const onPd = async (id: string) => [
        await allowedActions(acme.as(id), '*'),
        await picker(acme.as(id)),
        await managementList(acme.as(id)),
      ];
      expect(await onPd('usr_mia')).toEqual([['CREATE'], ['int_email'], []]);
      expect(await onPd('usr_otto')).toEqual([[], ['int_email', 'int_pd'], []]);
      expect(await onPd('usr_nils')).toEqual([[], ['int_email', 'int_pd'], ['int_pd']]);
      expect(await onPd('usr_zoe')).toEqual([[], ['int_email'], []]);
    }),

    rule(['U10'], 'Create is given to a user or to a group, on every integration', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [grant('usr_zoe', CREATOR, '*'), grant('grp_oncall', CREATOR, '*')]),
      );
      for (const id of ['usr_zoe', 'usr_mia', 'usr_otto']) {
        expect(await createIntegration(acme.as(id), WEBHOOK)).toEqual(createdBy(id));
      }
      for (const id of ['usr_nils', 'usr_rick']) {
        expect(await createIntegration(acme.as(id), WEBHOOK)).toEqual(NO_CREATE);
      }
    }),

    rule(['U10', 'V8'], 'Create on one integration gives nothing, and the grant says so', async (world) => {
      const acme = await world.open(company(FIRST_MODEL));
      const inert = { to: 'usr_zoe', set: CREATOR, on: 'int_pd' };
      expect(await grantPermission(acme.as('usr_ada'), inert)).toEqual(
        done([change('CREATED', inert, { inert: true })], ['INERT_CREATE']),
      );
      expect(await createIntegration(acme.as('usr_zoe'), WEBHOOK)).toEqual(NO_CREATE);
      expect(await picker(acme.as('usr_zoe'))).toEqual(['int_email']);
      const useful = { ...inert, on: '*' };
      expect(await grantPermission(acme.as('usr_ada'), useful)).toEqual(done([change('CREATED', useful)]));
      expect(await createIntegration(acme.as('usr_zoe'), WEBHOOK)).toEqual(createdBy('usr_zoe'));
    }),

    rule(['U10'], 'here a new integration may be put into any team, whatever role one has', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('usr_zoe', CREATOR, '*')]));
      const zoe = acme.as('usr_zoe');
      expect(await createIntegration(zoe, { ...WEBHOOK, teamIds: ['team_ops', 'team_pay'] })).toEqual({
        data: {
          integration: {
            ...WEBHOOK,
            teams: [{ id: 'team_ops' }, { id: 'team_pay' }],
            createdBy: { id: 'usr_zoe' },
          },
          userErrors: [],
        },
      });
      const refusals = { team_root: 'TEAM_NOT_ALLOWED', team_nowhere: 'TEAM_NOT_FOUND' };
      for (const [teamId, code] of Object.entries(refusals)) {
        expect(await createIntegration(zoe, { ...WEBHOOK, teamIds: [teamId] })).toEqual({
          data: { integration: null, userErrors: [{ code, field: ['input', 'teamIds'] }] },
        });
      }
    }),

    rule(['U19'], 'Edit changes an integration; Use does not', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [grant('usr_otto', EDIT, 'int_pd'), grant('usr_nils', USE, 'int_pd')]),
      );
      const edited = { id: 'int_pd', name: 'PagerDuty Billing' };
      expect(await updateIntegration(acme.as('usr_nils'), edited)).toEqual({
        data: null,
        errors: [forbidden('updateIntegration', { action: 'UPDATE', on: 'int_pd', ...LACKS })],
      });
      for (const id of ['int_pd', 'int_nowhere']) {
        expect(await updateIntegration(acme.as('usr_zoe'), { ...edited, id })).toEqual({
          data: null,
          errors: [refused('updateIntegration', 'NOT_FOUND')],
        });
      }
      expect(await updateIntegration(acme.as('usr_otto'), edited)).toEqual({
        data: { integration: { ...edited, version: 2 }, userErrors: [] },
      });
      const list = '{ list: usableIntegrations { edges { node { name } } } }';
      expect(nodes(await acme.as('usr_nils').ask(list))).toEqual([
        { name: 'Email' },
        { name: 'PagerDuty Billing' },
      ]);
    }),

    rule(['U22'], 'Edit deletes an integration; Maintainer and Use do not', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [
          grant('usr_otto', EDIT, 'int_pd'),
          grant('usr_nils', USE, 'int_pd'),
          grant('usr_mia', MAINTAINER, 'int_pd'),
        ]),
      );
      for (const id of ['usr_nils', 'usr_mia']) {
        expect(await deleteIntegration(acme.as(id), 'int_pd')).toEqual({
          data: null,
          errors: [forbidden('deleteIntegration', { action: 'DELETE', on: 'int_pd', ...LACKS })],
        });
      }
      const notFound = { data: null, errors: [refused('deleteIntegration', 'NOT_FOUND')] };
      expect(await deleteIntegration(acme.as('usr_zoe'), 'int_pd')).toEqual(notFound);
      expect(await deleteIntegration(acme.as('usr_otto'), 'int_pd')).toEqual({
        data: { deletedIntegrationId: 'int_pd', userErrors: [] },
      });
      expect(await deleteIntegration(acme.as('usr_otto'), 'int_pd')).toEqual(notFound);
      expect(await picker(acme.as('usr_nils'))).toEqual(['int_email']);
    }),

    rule(['U22'], 'deleting takes the permissions on the integration with it', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [
          grant('usr_otto', OWNER, 'int_pd'),
          grant('grp_oncall', USE, 'int_pd'),
          grant('usr_otto', USE, 'int_sms'),
        ]),
      );
      const held = '{ viewer { permissions { edges { node { id rbacId } } } } }';
      await deleteIntegration(acme.as('usr_otto'), 'int_pd');
      expect(await acme.as('usr_otto').ask(held)).toEqual({
        data: {
          viewer: {
            permissions: {
              edges: [{ node: { id: grantId('usr_otto', USE, 'int_sms'), rbacId: rbac('int_sms') } }],
            },
          },
        },
      });
      const gone = grantId('grp_oncall', USE, 'int_pd');
      expect(await revokePermission(acme.as('usr_ada'), gone)).toEqual(done([ABSENT]));
    }),
  ],
};
