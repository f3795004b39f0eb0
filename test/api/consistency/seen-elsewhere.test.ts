import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { AccountFile } from '../../support/account-file.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { oneFile, twoProcesses } from './gateways.js';
import type { SharedDatastore } from './gateways.js';

const USE = '10fc3de1-7818-46e8-af47-33c5af233538';
const CYCLES = 2;

const ADA = { account: 'acme', user: 'usr_ada' };
const BO = { account: 'acme', user: 'usr_bo' };

const BASE: AccountFile = {
  account: { id: 'acme' },
  teams: [
    { id: 'team_root', name: 'Root', root: true },
    { id: 'team_pay', name: 'Payments' },
  ],
  users: [
    { id: 'usr_ada', name: 'Ada' },
    { id: 'usr_bo', name: 'Bo', memberships: [{ teamId: 'team_pay', role: 'OPERATOR' }] },
  ],
  groups: [
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
    { id: 'grp_crew', name: 'Crew', memberIds: ['usr_bo'] },
  ],
  integrations: [{ id: 'int_a', name: 'A', type: 'SLACK', teamIds: ['team_pay'] }],
  permissions: [
    {
      id: 'pol_crew',
      rbacId: 'data_providers.int_a',
      principal: { type: 'GROUP', id: 'grp_crew' },
      permissionSetId: USE,
    },
  ],
};

const withUser = (user: object): AccountFile => ({
  ...BASE,
  users: (BASE.users ?? []).map((each) => (each.id === 'usr_bo' ? { ...each, ...user } : each)),
});
const withCrew = (memberIds: readonly string[]): AccountFile => ({
  ...BASE,
  groups: (BASE.groups ?? []).map((each) => (each.id === 'grp_crew' ? { ...each, memberIds } : each)),
});

/** What takes Bo's USE of `int_a` away. Each cycle starts from the account as it is above. */
const CHANGES: readonly (readonly [what: string, take: (shared: SharedDatastore) => Promise<unknown>])[] = [
  [
    'a permission is revoked',
    ({ ask }) =>
      ask(0, ADA, 'mutation { revokePermission(input: { permissionId: "pol_crew" }) { revision } }'),
  ],
  [
    'its teams are changed',
    ({ ask }) =>
      ask(0, ADA, 'mutation { updateIntegration(input: { id: "int_a", teamIds: [] }) { revision } }'),
  ],
  [
    'it is deleted',
    ({ ask }) => ask(0, ADA, 'mutation { deleteIntegration(input: { id: "int_a" }) { revision } }'),
  ],
  ['he leaves the group', ({ replace }) => replace(withCrew([]))],
  ['he leaves the team', ({ replace }) => replace(withUser({ memberships: [] }))],
  ['he is made inactive', ({ replace }) => replace(withUser({ active: false }))],
  [
    'permissions are enforced no more, and his role is none',
    ({ replace }) =>
      replace({ ...withUser({ memberships: [] }), account: { id: 'acme', permissionSets: 'OFF' } }),
  ],
];

const seen = z.object({
  integration: z.object({ id: z.string() }).nullable(),
  usableIntegrations: z.object({ edges: z.array(z.object({ node: z.object({ id: z.string() }) })) }),
  checkRights: z.tuple([z.object({ allowed: z.boolean() }).nullable()]),
});

const QUERY = `{
  integration(id: "int_a") { id }
  usableIntegrations { edges { node { id } } }
  checkRights(checks: [{ rbacId: "data_providers.int_a", action: USE }]) { allowed }
}`;

function defineTests(start: (account: AccountFile) => Promise<SharedDatastore>): void {
  let shared: SharedDatastore;

  beforeAll(async () => {
    shared = await start(BASE);
  });
  afterAll(() => shared.stop());

  /** The ways in which the other gateway lets Bo know of `int_a`. */
  const waysOfBo = async (): Promise<readonly string[]> => {
    const { data } = await shared.ask(1, BO, QUERY);
    if (data === undefined || data === null) return [];
    const { integration, usableIntegrations, checkRights } = seen.parse(data);
    const isListed = usableIntegrations.edges.some(({ node }) => node.id === 'int_a');
    const isAllowed = checkRights[0]?.allowed === true;
    return [
      ...(integration ? ['found'] : []),
      ...(isListed ? ['listed'] : []),
      ...(isAllowed ? ['allowed'] : []),
    ];
  };

  it.each(CHANGES)(
    `honour nothing of it on the other side once it is acknowledged that %s, in ${CYCLES} cycles`,
    async (_what, take) => {
      for (let cycle = 0; cycle < CYCLES; cycle += 1) {
        await shared.replace(BASE);
        expect(await waysOfBo()).toEqual(['found', 'listed', 'allowed']);
        await take(shared);
        expect(await waysOfBo()).toEqual([]);
      }
    },
  );
}

describe('two gateways on one SQLite file', () => {
  defineTests(oneFile);
});
describeWithMongodb('two processes on one MongoDB', () => {
  defineTests(twoProcesses);
});
