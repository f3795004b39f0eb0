import { expect } from '@jest/globals';
import { newPermission, revokePermission } from '../stage/changes.js';
import {
  company,
  CREATOR,
  EDIT,
  FIRST_MODEL,
  grant,
  MAINTAINER,
  OWNER,
  USE,
  user,
  VIEWER,
} from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { nodes, pages, picker } from '../stage/questions.js';

const PICKER_ROW = 'id rbacId name type system costsCredits';
const EMAIL = {
  id: 'int_email',
  rbacId: 'data_providers.int_email',
  name: 'Email',
  type: 'EMAIL',
  system: true,
  costsCredits: false,
};
const SMS = {
  id: 'int_sms',
  rbacId: 'data_providers.int_sms',
  name: 'SMS Duty',
  type: 'SMS',
  system: false,
  costsCredits: true,
};

export const pickerOfTheAlertingUi: Theme = {
  title: 'the picker of the alerting UI',
  proofs: [
    rule(['U2', 'U17', 'U18'], 'answers name, type and id of what its reader may use', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [grant('usr_otto', USE, 'int_sms'), grant('usr_otto', VIEWER, 'int_pd')]),
      );
      const answer = await acme
        .as('usr_otto')
        .ask(`{ usableIntegrations { edges { node { ${PICKER_ROW} } } pageInfo { hasNextPage } } }`);
      expect(answer).toEqual({
        data: {
          usableIntegrations: {
            edges: [{ node: EMAIL }, { node: SMS }],
            pageInfo: { hasNextPage: false },
          },
        },
      });
    }),

    rule(['U2', 'U18'], 'is searched by name and narrowed to a type', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('usr_otto', USE, '*')]));
      const asked = (argument: string) =>
        acme.as('usr_otto').ask(`{ list: usableIntegrations(${argument}) { edges { node { id } } } }`);
      expect(nodes(await asked('search: "PAYMENTS"'))).toEqual([{ id: 'int_pd' }, { id: 'int_slack' }]);
      expect(nodes(await asked('type: SMS'))).toEqual([{ id: 'int_sms' }]);
      expect(nodes(await asked('type: SLACK, search: "pager"'))).toEqual([]);
    }),

    rule(['U11'], 'holds an integration from the grant of Use until it is revoked', async (world) => {
      const acme = await world.open(company(FIRST_MODEL));
      const [ada, otto] = [acme.as('usr_ada'), acme.as('usr_otto')];
      expect(await picker(otto)).toEqual(['int_email']);
      const permissionId = await newPermission(ada, { to: 'usr_otto', set: USE, on: 'int_hook' });
      expect(await picker(otto)).toEqual(['int_email', 'int_hook']);
      expect(await picker(acme.as('usr_zoe'))).toEqual(['int_email']);
      await revokePermission(ada, permissionId);
      expect(await picker(otto)).toEqual(['int_email']);
    }),

    rule(['U12', 'U17'], 'follows every way in which Use is held', async (world) => {
      const acme = await world.open(
        company(FIRST_MODEL, [
          grant('usr_mia', USE, 'int_pd'),
          grant('grp_oncall', USE, 'int_slack'),
          grant('grp_everyone', USE, 'int_sms'),
          grant('usr_rick', USE, '*'),
        ]),
      );
      expect(await picker(acme.as('usr_mia'))).toEqual(['int_email', 'int_pd', 'int_slack', 'int_sms']);
      expect(await picker(acme.as('usr_otto'))).toEqual(['int_email', 'int_slack', 'int_sms']);
      expect(await picker(acme.as('usr_zoe'))).toEqual(['int_email', 'int_sms']);
      expect(await picker(acme.as('usr_rick'))).toHaveLength(5);
    }),

    rule(['U12'], 'holds what a set with Use or Update gives, and nothing of the others', async (world) => {
      const holders = {
        usr_mia: USE,
        usr_nils: EDIT,
        usr_otto: MAINTAINER,
        usr_zoe: OWNER,
        usr_rick: VIEWER,
        usr_ivy: CREATOR,
      };
      const { users = [], ...file } = company(
        FIRST_MODEL,
        Object.entries(holders).map(([id, set]) => grant(id, set, 'int_pd')),
      );
      const acme = await world.open({ ...file, users: [...users, user('usr_ivy', 'Ivy', {})] });
      for (const id of ['usr_mia', 'usr_nils', 'usr_otto', 'usr_zoe'])
        expect(await picker(acme.as(id))).toEqual(['int_email', 'int_pd']);
      for (const id of ['usr_rick', 'usr_ivy']) expect(await picker(acme.as(id))).toEqual(['int_email']);
    }),

    rule(['U12'], 'tells nothing of what lies between two pages', async (world) => {
      const permissions = [grant('usr_otto', USE, 'int_pd'), grant('usr_otto', USE, 'int_hook')];
      const acme = await world.open(company(FIRST_MODEL, permissions));
      const list = 'usableIntegrations(first: 1, after: $after)';
      expect(await pages(acme.as('usr_otto'), list)).toEqual([['int_email'], ['int_pd'], ['int_hook']]);
    }),

    rule(['U16'], 'marks SMS, and SMS alone, as costing credits', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('usr_otto', USE, '*')]));
      const answer = await acme
        .as('usr_otto')
        .ask('{ list: usableIntegrations { edges { node { type costsCredits } } } }');
      expect(nodes(answer)).toEqual([
        { type: 'EMAIL', costsCredits: false },
        { type: 'PAGERDUTY', costsCredits: false },
        { type: 'SLACK', costsCredits: false },
        { type: 'SMS', costsCredits: true },
        { type: 'WEBHOOK', costsCredits: false },
      ]);
    }),
  ],
};
