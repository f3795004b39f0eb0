import { expect } from '@jest/globals';
import { createIntegration, newIntegration, revokePermission } from '../stage/changes.js';
import { company, CREATOR, grant, OWNER, rbac, SECOND_MODEL, USE } from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, nodes, rights, soundData } from '../stage/questions.js';
import { forbidden } from '../stage/refusals.js';
import { evidenceOf } from '../stage/explanations.js';

const WEBHOOK = { name: 'New Webhook', type: 'WEBHOOK' };
const CREATORS = [
  grant('usr_mia', CREATOR, '*'),
  grant('usr_otto', CREATOR, '*'),
  grant('usr_nils', CREATOR, '*'),
];

export const creators: Theme = {
  title: 'creators',
  proofs: [
    rule(['V15'], 'whoever creates an integration gets Owner, automatically', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, CREATORS));
      const mia = acme.as('usr_mia');
      expect(await createIntegration(mia, WEBHOOK)).toEqual({
        data: {
          integration: { ...WEBHOOK, teams: [{ id: 'team_pay' }], createdBy: { id: 'usr_mia' } },
          userErrors: [],
        },
      });
      const held = `{ viewer { permissions { edges { node {
        permissionSet { id } source grantedBy { id } integration { name } } } } } }`;
      expect(await mia.ask(held)).toEqual({
        data: {
          viewer: {
            permissions: {
              edges: [
                {
                  node: {
                    permissionSet: { id: CREATOR },
                    source: 'GRANTED',
                    grantedBy: null,
                    integration: null,
                  },
                },
                {
                  node: {
                    permissionSet: { id: OWNER },
                    source: 'AUTOMATIC',
                    grantedBy: { id: 'usr_mia' },
                    integration: { name: 'New Webhook' },
                  },
                },
              ],
            },
          },
        },
      });
    }),

    rule(['V15'], 'it is for the creator alone', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, CREATORS));
      const id = await newIntegration(acme.as('usr_mia'), WEBHOOK);
      expect(await allowedActions(acme.as('usr_mia'), id)).toEqual([
        'CREATE',
        'READ',
        'USE',
        'UPDATE',
        'DELETE',
        'MANAGE_PERMISSIONS',
      ]);
      for (const other of ['usr_nils', 'usr_otto', 'usr_rick']) {
        expect(await rights(acme.as(other), id)).toBeNull();
      }
    }),

    rule(['V15'], 'nothing is recorded where creating was refused', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, CREATORS));
      const before = soundData(await acme.as('usr_ada').ask('{ account { revision } }'));
      expect(await createIntegration(acme.as('usr_mia'), { ...WEBHOOK, teamIds: ['team_ops'] })).toEqual({
        data: { integration: null, userErrors: [{ code: 'TEAM_NOT_ALLOWED', field: ['input', 'teamIds'] }] },
      });
      expect(await createIntegration(acme.as('usr_otto'), WEBHOOK)).toEqual({
        data: null,
        errors: [
          forbidden('createIntegration', {
            action: 'CREATE',
            on: '*',
            layer: 'ROLE',
            reason: 'ROLE_LACKS_ACTION',
          }),
        ],
      });
      expect(soundData(await acme.as('usr_ada').ask('{ account { revision } }'))).toEqual(before);
    }),

    rule(['V16', 'U28'], 'what was granted and what came by creating count together', async (world) => {
      const acme = await world.open(company(SECOND_MODEL, CREATORS));
      const [ada, mia] = [acme.as('usr_ada'), acme.as('usr_mia')];
      const id = await newIntegration(mia, WEBHOOK);
      const grantUse = `mutation { grantPermission(input: { rbacId: "${rbac(id)}",
        principal: { type: GROUP, id: "grp_oncall" }, permissionSetId: "${USE}" }) { changes { outcome } } }`;
      soundData(await ada.ask(grantUse));
      expect(await evidenceOf(mia, { on: id, action: 'USE', layer: 'PERMISSION_SET' })).toEqual([
        'Owner on New Webhook for Mia (automatic)',
        'Use integration on New Webhook for group On call',
      ]);
      const onIt = `{ list: permissions(rbacId: "${rbac(id)}") { edges { node { id source } } } }`;
      const [automatic] = nodes(await ada.ask(onIt)) as { id: string; source: string }[];
      expect(automatic?.source).toBe('AUTOMATIC');
      await revokePermission(ada, automatic?.id ?? '', { allowOrphan: true });
      expect(await allowedActions(mia, id)).toEqual(['CREATE', 'USE']);
    }),
  ],
};
