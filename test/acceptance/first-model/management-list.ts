import { expect } from '@jest/globals';
import { company, EDIT, FIRST_MODEL, grant, MAINTAINER, OWNER, USE, VIEWER } from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, managementList, nodes, picker } from '../stage/questions.js';
import { forbidden } from '../stage/refusals.js';

const SHOWN_TO_USERS = {
  id: 'int_pd',
  rbacId: 'data_providers.int_pd',
  name: 'PagerDuty Payments',
  type: 'PAGERDUTY',
  system: false,
  costsCredits: false,
};
const RIGHTS = 'viewerRights { canRead canUse canUpdate canDelete canManagePermissions }';
const DETAILS = 'settings secrets { name setAt } teams { id } createdBy { id } createdAt updatedAt version';
const WHOLE = `{ integration(id: "int_pd") {
  id rbacId name type system costsCredits ${RIGHTS} ${DETAILS} permissions { edges { node { id } } } } }`;
const DETAIL_FIELDS = ['settings', 'secrets', 'teams', 'createdBy', 'createdAt', 'updatedAt', 'version'];
const LACKS = { on: 'int_pd', layer: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' };

export const listOfTheManagementPage: Theme = {
  title: 'the management list',
  proofs: [
    rule(['U13'], 'USE alone does not show an integration in the management list', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('usr_otto', USE, 'int_pd')]));
      const otto = acme.as('usr_otto');
      expect(await picker(otto)).toEqual(['int_email', 'int_pd']);
      expect(await managementList(otto)).toEqual([]);
      expect(await allowedActions(otto, 'int_pd')).toEqual(['USE']);
    }),

    rule(['U13', 'U18'], 'USE alone shows name, type and id, and blanks each other field', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('usr_otto', USE, 'int_pd')]));
      const viewerRights = {
        canRead: false,
        canUse: true,
        canUpdate: false,
        canDelete: false,
        canManagePermissions: false,
      };
      const blank = Object.fromEntries([...DETAIL_FIELDS, 'permissions'].map((field) => [field, null]));
      expect(await acme.as('usr_otto').ask(WHOLE)).toEqual({
        data: { integration: { ...SHOWN_TO_USERS, viewerRights, ...blank } },
        errors: [
          ...DETAIL_FIELDS.map((field) => forbidden(`integration.${field}`, { action: 'READ', ...LACKS })),
          forbidden('integration.permissions', { action: 'MANAGE_PERMISSIONS', ...LACKS }),
        ],
      });
    }),

    rule(['U13'], 'a viewer of it sees the details, and still not the permissions', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('usr_otto', VIEWER, 'int_pd')]));
      const otto = acme.as('usr_otto');
      expect(await managementList(otto)).toEqual(['int_pd']);
      expect(await picker(otto)).toEqual(['int_email']);
      expect(await otto.ask(WHOLE)).toEqual({
        data: {
          integration: {
            ...SHOWN_TO_USERS,
            viewerRights: {
              canRead: true,
              canUse: false,
              canUpdate: false,
              canDelete: false,
              canManagePermissions: false,
            },
            settings: { note: 'kept' },
            secrets: [],
            teams: [{ id: 'team_pay' }],
            createdBy: { id: 'usr_nils' },
            createdAt: expect.any(String),
            updatedAt: expect.any(String),
            version: 1,
            permissions: null,
          },
        },
        errors: [forbidden('integration.permissions', { action: 'MANAGE_PERMISSIONS', ...LACKS })],
      });
    }),

    rule(['U21'], 'Edit shows an integration in the list, with its settings', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [grant('usr_otto', EDIT, 'int_pd'), grant('usr_otto', USE, 'int_sms')]),
      );
      const asked = '{ list: integrations { edges { node { id settings } } } }';
      expect(nodes(await acme.as('usr_otto').ask(asked))).toEqual([
        { id: 'int_pd', settings: { note: 'kept' } },
      ]);
      expect(nodes(await acme.as('usr_zoe').ask(asked))).toEqual([]);
    }),

    ...[
      { set: EDIT, name: 'Edit integration', allowed: ['READ', 'USE', 'UPDATE', 'DELETE'] },
      { set: MAINTAINER, name: 'Maintainer', allowed: ['READ', 'USE', 'UPDATE'] },
      { set: OWNER, name: 'Owner', allowed: ['READ', 'USE', 'UPDATE', 'DELETE'] },
    ].map(({ set, name, allowed }) =>
      rule(['U20', 'U21'], `${name} includes USE and READ wherever it is granted`, async (world) => {
        const acme = await world.open(
          company(FIRST_MODEL, [
            grant('usr_zoe', set, 'int_pd'),
            grant('grp_oncall', set, 'int_pd'),
            grant('usr_nils', set, '*'),
          ]),
        );
        for (const id of ['usr_zoe', 'usr_otto']) {
          expect(await allowedActions(acme.as(id), 'int_pd')).toEqual(allowed);
          expect(await picker(acme.as(id))).toEqual(['int_email', 'int_pd']);
          expect(await managementList(acme.as(id))).toEqual(['int_pd']);
        }
        const onWildcard = set === OWNER ? ['CREATE', ...allowed, 'MANAGE_PERMISSIONS'] : allowed;
        expect(await allowedActions(acme.as('usr_nils'), 'int_pd')).toEqual(onWildcard);
        expect(await picker(acme.as('usr_nils'))).toHaveLength(5);
        expect(await managementList(acme.as('usr_nils'))).toHaveLength(5);
      }),
    ),

    rule(['U20'], 'Viewer does not include USE', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('usr_otto', VIEWER, '*')]));
      expect(await allowedActions(acme.as('usr_otto'), 'int_pd')).toEqual(['READ']);
      expect(await picker(acme.as('usr_otto'))).toEqual(['int_email']);
      expect(await managementList(acme.as('usr_otto'))).toHaveLength(5);
    }),
  ],
};
