import { expect } from '@jest/globals';
import {
  company,
  CREATOR,
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
import { allowedActions, rights } from '../stage/questions.js';
import type { RuleId } from '../rules.js';

interface SetCase {
  readonly id: RuleId;
  readonly name: string;
  readonly set: string;
  /** On one integration, for somebody whose role and scope permit everything. */
  readonly gives: readonly string[];
  /** On the wildcard. */
  readonly givesEverywhere: readonly string[];
}

const SETS: readonly SetCase[] = [
  {
    id: 'V5',
    name: 'Owner',
    set: OWNER,
    gives: ['READ', 'USE', 'UPDATE', 'DELETE'],
    givesEverywhere: ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE'],
  },
  {
    id: 'V6',
    name: 'Maintainer',
    set: MAINTAINER,
    gives: ['READ', 'USE', 'UPDATE'],
    givesEverywhere: ['READ', 'USE', 'UPDATE'],
  },
  { id: 'V7', name: 'Viewer', set: VIEWER, gives: ['READ'], givesEverywhere: ['READ'] },
  { id: 'V8', name: 'Creator', set: CREATOR, gives: [], givesEverywhere: ['CREATE'] },
];

const LISTED = [
  { id: OWNER, name: 'Owner', actions: ['CREATE', 'READ', 'UPDATE', 'DELETE'], impliedActions: ['USE'] },
  { id: MAINTAINER, name: 'Maintainer', actions: ['READ', 'UPDATE'], impliedActions: ['USE'] },
  { id: VIEWER, name: 'Viewer', actions: ['READ'], impliedActions: [] },
  { id: CREATOR, name: 'Creator', actions: ['CREATE'], impliedActions: [] },
  { id: USE, name: 'Use integration', actions: ['USE'], impliedActions: [] },
  { id: EDIT, name: 'Edit integration', actions: ['READ', 'USE', 'UPDATE', 'DELETE'], impliedActions: [] },
];

export const permissionSets: Theme = {
  title: 'the permission sets',
  proofs: [
    ...SETS.map(({ id, name, set, gives, givesEverywhere }) =>
      rule([id], `${name} gives its actions, and no others`, async (world) => {
        const acme = await world.open(
          company(SECOND_MODEL, [grant('usr_mia', set, 'int_pd'), grant('usr_nils', set, '*')]),
        );
        const [mia, nils] = [acme.as('usr_mia'), acme.as('usr_nils')];
        expect(await allowedActions(mia, 'int_pd')).toEqual(gives);
        expect(await rights(mia, 'int_slack')).toBeNull();
        // Nils did not create this one, so that CREATE and UPDATE together do not manage its permissions.
        expect(
          await allowedActions(nils, givesEverywhere.includes('READ') ? 'int_slack' : 'int_email'),
        ).toEqual(givesEverywhere.includes('READ') ? givesEverywhere : [...givesEverywhere, 'USE']);
      }),
    ),

    rule(['V9'], 'anybody lists them, under ids that no account changes', async (world) => {
      const asked = '{ permissionSets { id name actions impliedActions builtIn } }';
      const permissionSetsListed = LISTED.map((set) => ({ ...set, builtIn: true }));
      for (const settings of [SECOND_MODEL, { ...SECOND_MODEL, plan: 'STANDARD' } as const]) {
        const acme = await world.open(company(settings));
        expect(await acme.as('usr_zoe').ask(asked)).toEqual({
          data: { permissionSets: permissionSetsListed },
        });
      }
    }),
  ],
};
