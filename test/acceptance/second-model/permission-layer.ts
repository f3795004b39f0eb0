import { expect } from '@jest/globals';
import { deleteIntegration, newIntegration, updateIntegration } from '../stage/changes.js';
import {
  company,
  CREATOR,
  EDIT,
  ENFORCED,
  FIRST_MODEL,
  grant,
  MAINTAINER,
  SECOND_MODEL,
  USE,
  VIEWER,
} from '../stage/company.js';
import { evidenceOf, verdicts, wholeDecision } from '../stage/explanations.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, managementList, picker, rights } from '../stage/questions.js';
import { forbidden, refused } from '../stage/refusals.js';
import type { Tenant } from '../stage/tenant.js';

const LACKS = { layer: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' };
const RESIDUAL = { ...SECOND_MODEL, ...ENFORCED, residualRead: true };
const ON_PD = { on: 'int_pd', action: 'UPDATE' };

export const permissionLayer: Theme = {
  title: 'the layer of permission sets',
  proofs: [
    rule(['V22'], 'without permissions nothing in scope is seen', async (world) => {
      const acme = await world.open(company(SECOND_MODEL));
      for (const id of ['usr_mia', 'usr_nils', 'usr_rick']) {
        expect(await managementList(acme.as(id))).toEqual([]);
        expect(await picker(acme.as(id))).toEqual(['int_email']);
        expect(await rights(acme.as(id), 'int_pd')).toBeNull();
      }
    }),

    rule(['V22'], 'with residual reading it is seen, and only read', async (world) => {
      const acme = await world.open(company(RESIDUAL));
      const mia = acme.as('usr_mia');
      expect(await managementList(mia)).toEqual(['int_email', 'int_pd', 'int_slack']);
      expect(await managementList(acme.as('usr_rick'))).toHaveLength(5);
      expect(await picker(mia)).toEqual(['int_email']);
      expect(await allowedActions(mia, 'int_pd')).toEqual(['READ']);
      expect(await updateIntegration(mia, { id: 'int_pd', name: 'Changed' })).toEqual({
        data: null,
        errors: [forbidden('updateIntegration', { action: 'UPDATE', on: 'int_pd', ...LACKS })],
      });
      expect(await rights(mia, 'int_sms')).toBeNull();
      expect(await managementList(acme.as('usr_zoe'))).toEqual([]);
    }),

    rule(['V22'], 'residual reading names the setting it rests on', async (world) => {
      const acme = await world.open(company(RESIDUAL, [grant('usr_otto', VIEWER, 'int_pd')]));
      const why = (id: string) =>
        evidenceOf(acme.as(id), { on: 'int_pd', action: 'READ', layer: 'PERMISSION_SET' });
      expect(await why('usr_mia')).toEqual(['residualRead is true']);
      expect(await why('usr_otto')).toEqual(['Viewer on PagerDuty Payments for Otto']);
    }),

    rule(['V22'], 'residual reading belongs to the layered model alone', async (world) => {
      const acme = await world.open(company({ ...FIRST_MODEL, residualRead: true }));
      expect(await managementList(acme.as('usr_mia'))).toEqual([]);
      expect(await managementList(acme.as('usr_rick'))).toEqual([]);
      expect(await rights(acme.as('usr_mia'), 'int_pd')).toBeNull();
    }),

    rule(
      ['V23'],
      'a set counts when it is held directly, through a group or automatically',
      async (world) => {
        const acme = await world.open(
          company(SECOND_MODEL, [
            grant('usr_nils', MAINTAINER, 'int_pd'),
            grant('grp_oncall', MAINTAINER, 'int_pd'),
            grant('usr_rick', CREATOR, '*'),
          ]),
        );
        expect(await evidenceOf(acme.as('usr_nils'), { ...ON_PD, layer: 'PERMISSION_SET' })).toEqual([
          'Maintainer on PagerDuty Payments for Nils',
        ]);
        expect(await evidenceOf(acme.as('usr_mia'), { ...ON_PD, layer: 'PERMISSION_SET' })).toEqual([
          'Maintainer on PagerDuty Payments for group On call',
        ]);
        const rick = acme.as('usr_rick');
        const id = await newIntegration(rick, { name: 'Mine', type: 'WEBHOOK' });
        expect(await evidenceOf(rick, { on: id, action: 'UPDATE', layer: 'PERMISSION_SET' })).toEqual([
          'Owner on Mine for Rick (automatic)',
        ]);
        expect(await updateIntegration(rick, { id: 'int_pd', name: 'Changed' })).toEqual({
          data: null,
          errors: [refused('updateIntegration', 'NOT_FOUND')],
        });
      },
    ),

    rule(['V26'], 'in scope and without the set, what is seen cannot be changed', async (world) => {
      const acme = await world.open(
        company(SECOND_MODEL, [grant('usr_mia', VIEWER, 'int_pd'), grant('usr_nils', USE, 'int_pd')]),
      );
      for (const id of ['usr_mia', 'usr_nils']) {
        expect(await updateIntegration(acme.as(id), { id: 'int_pd', name: 'Changed' })).toEqual({
          data: null,
          errors: [forbidden('updateIntegration', { action: 'UPDATE', on: 'int_pd', ...LACKS })],
        });
        expect(await deleteIntegration(acme.as(id), 'int_pd')).toEqual({
          data: null,
          errors: [forbidden('deleteIntegration', { action: 'DELETE', on: 'int_pd', ...LACKS })],
        });
      }
    }),

    rule(['V28'], 'role, team and set are asked in this order, and all must pass', async (world) => {
      const withSet = await world.open(company(SECOND_MODEL, [grant('grp_everyone', EDIT, '*')]));
      const without = await world.open(company(SECOND_MODEL));
      const asked = async (acme: Tenant, userId: string, on: string) => {
        const decision = await wholeDecision(acme.as('usr_ada'), { on, action: 'UPDATE', userId });
        return [decision.allowed, decision.decidedBy, ...verdicts(decision).slice(1, 4)];
      };
      const [role, scope, set] = ['ROLE', 'TEAM_SCOPE', 'PERMISSION_SET'];
      const row = (passes: readonly boolean[]) =>
        [role, scope, set].map((layer, index) => `${layer} ${passes[index] === true ? 'PASS' : 'FAIL'}`);
      expect(await asked(withSet, 'usr_mia', 'int_pd')).toEqual([true, set, ...row([true, true, true])]);
      expect(await asked(without, 'usr_mia', 'int_pd')).toEqual([false, set, ...row([true, true, false])]);
      expect(await asked(withSet, 'usr_mia', 'int_sms')).toEqual([false, scope, ...row([true, false, true])]);
      expect(await asked(without, 'usr_mia', 'int_sms')).toEqual([
        false,
        scope,
        ...row([true, false, false]),
      ]);
      expect(await asked(withSet, 'usr_otto', 'int_pd')).toEqual([false, role, ...row([false, false, true])]);
      expect(await asked(without, 'usr_otto', 'int_pd')).toEqual([
        false,
        role,
        ...row([false, false, false]),
      ]);
    }),

    rule(['V28'], 'doing what all remedies say lets every layer pass', async (world) => {
      const acme = await world.open(company(SECOND_MODEL));
      const asked = { on: 'int_sms', action: 'UPDATE', userId: 'usr_mia' };
      const denied = await wholeDecision(acme.as('usr_ada'), asked);
      expect(denied.remedies).toEqual([
        'Add SMS Duty to team Payments',
        'Grant Edit integration or Maintainer on SMS Duty to Mia',
      ]);
      await acme.edit(({ integrations = [], permissions = [], ...file }) => ({
        ...file,
        integrations: integrations.map((each) =>
          each.id === 'int_sms' ? { ...each, teamIds: ['team_pay'] } : each,
        ),
        permissions: [...permissions, grant('usr_mia', MAINTAINER, 'int_sms')],
      }));
      const allowed = await wholeDecision(acme.as('usr_ada'), asked);
      expect([allowed.allowed, allowed.reason, allowed.remedies]).toEqual([true, 'ALL_LAYERS_PASSED', []]);
    }),
  ],
};
