import { expect } from '@jest/globals';
import {
  ALL_INTEGRATIONS,
  company,
  EDIT,
  grant,
  MAINTAINER,
  OWNER,
  SECOND_MODEL,
  USE,
  VIEWER,
} from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { nodes, rights } from '../stage/questions.js';

const SHOWN = 'canRead canUse canUpdate canDelete canManagePermissions';

export const viewerRights: Theme = {
  title: 'what a page offers its viewer',
  proofs: [
    rule(['V29'], 'an integration’s row tells of its own viewer what effectiveRights does', async (world) => {
      const acme = await world.open(
        company(SECOND_MODEL, [grant('usr_rick', MAINTAINER, '*'), grant('usr_rick', OWNER, 'int_hook')]),
      );
      const rick = acme.as('usr_rick');
      const rows = nodes(
        await rick.ask(`{ list: integrations { edges { node { id viewerRights { ${SHOWN} } } } } }`),
      );
      const expected = await Promise.all(
        ALL_INTEGRATIONS.map(async (id) => {
          const is = await rights(rick, id);
          const may = (action: string) => is?.[action]?.startsWith('yes') === true;
          return {
            id,
            viewerRights: {
              canRead: may('READ'),
              canUse: may('USE'),
              canUpdate: may('UPDATE'),
              canDelete: may('DELETE'),
              canManagePermissions: may('MANAGE_PERMISSIONS'),
            },
          };
        }),
      );
      expect(rows).toEqual(expected);
    }),

    ...[
      { name: 'Maintainer', set: MAINTAINER, canUpdate: true, canDelete: false },
      { name: 'Owner', set: OWNER, canUpdate: true, canDelete: true },
      { name: 'Edit integration', set: EDIT, canUpdate: true, canDelete: true },
      { name: 'Viewer', set: VIEWER, canUpdate: false, canDelete: false },
      { name: 'Use integration', set: USE, canUpdate: false, canDelete: false },
    ].map(({ name, set, ...buttons }) =>
      rule(['V30'], `${name} shows a page which buttons to offer`, async (world) => {
        const acme = await world.open(company(SECOND_MODEL, [grant('grp_oncall', set, 'int_pd')]));
        const asked = '{ integration(id: "int_pd") { viewerRights { canUpdate canDelete } } }';
        expect(await acme.as('usr_mia').ask(asked)).toEqual({
          data: { integration: { viewerRights: buttons } },
        });
        const none = { canUpdate: false, canDelete: false };
        expect(await acme.as('usr_otto').ask(asked)).toEqual({
          data: { integration: { viewerRights: none } },
        });
        const all = { canUpdate: true, canDelete: true };
        expect(await acme.as('usr_ada').ask(asked)).toEqual({ data: { integration: { viewerRights: all } } });
        expect(await acme.as('usr_nils').ask(asked)).toEqual({ data: { integration: null } });
      }),
    ),
  ],
};
