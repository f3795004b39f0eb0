import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountFile } from '../../support/account-file.js';
import { startTestGateway } from '../../support/gateway.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { USE } from './world.js';

const LINES = '{ edges { node { id } } pageInfo { hasNextPage } }';
/** Beside the page itself: the account with the user, the wildcard's permissions, and the rows' own. */
const OTHERWISE = 3;

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index);

/** A user's tokens are one for each principal, or for each team and principal; those are the user, everyone and groups. */
function accountWith(options: { readonly groups: number; readonly teams: number }): AccountFile {
  const { groups, teams } = options;
  return {
    account: { id: 'acme', accessModel: teams === 0 ? 'GRANTS_ONLY' : 'LAYERED' },
    teams: [
      { id: 'team_root', name: 'Root', root: true },
      ...upTo(50).map((n) => ({ id: `team_${n}`, name: `Team ${n}` })),
    ],
    users: [
      {
        id: 'usr_mo',
        name: 'Mo',
        memberships: upTo(teams).map((n) => ({ teamId: `team_${n}`, role: 'OPERATOR' as const })),
      },
    ],
    groups: upTo(groups).map((n) => ({ id: `grp_${n}`, name: `Group ${n}`, memberIds: ['usr_mo'] })),
    integrations: upTo(60).map((n) => ({
      id: `int_${n}`,
      name: `Integration ${n}`,
      type: 'SLACK',
      teamIds: [`team_${n % 50}`],
    })),
    permissions: upTo(60).map((n) => ({
      id: `pol_${n}`,
      rbacId: `data_providers.int_${n}`,
      principal: { type: 'GROUP', id: groups === 0 ? 'grp_everyone' : `grp_${n % groups}` } as const,
      permissionSetId: USE,
    })),
  };
}

/** Tokens asked for USE, with the one of the system integration; a list of READ asks for one less. */
const CASES = [
  { groups: 0, teams: 0, tokens: 3, queries: 1 },
  { groups: 197, teams: 0, tokens: 200, queries: 1 },
  { groups: 198, teams: 0, tokens: 201, queries: 2 },
  { groups: 200, teams: 0, tokens: 203, queries: 2 },
  { groups: 97, teams: 1, tokens: 199, queries: 1 },
  { groups: 98, teams: 1, tokens: 201, queries: 2 },
  { groups: 98, teams: 2, tokens: 301, queries: 2 },
  { groups: 98, teams: 4, tokens: 501, queries: 3 },
  { groups: 198, teams: 50, tokens: 10_201, queries: 52 },
];

function defineTests(engine: Engine): void {
  describe.each(CASES)(`$tokens tokens of a user in $groups groups and $teams teams on ${engine}`, (size) => {
    let gateway: TestGateway;
    const mo = { account: 'acme', user: 'usr_mo' };

    beforeAll(async () => {
      gateway = await startTestGateway({ engine, keepsFacts: false, accounts: [accountWith(size)] });
    });
    afterAll(() => gateway.stop());

    const costOf = async (field: string): Promise<number> => {
      const before = gateway.datastore.commandCount;
      expect((await gateway.ask(mo, `{ ${field} }`)).errors).toBeUndefined();
      return gateway.datastore.commandCount - before;
    };

    it(`cost ${size.queries} for a page of what he may use, one for each started 200`, async () => {
      expect(Math.ceil(size.tokens / 200)).toBe(size.queries);
      for (const first of [1, 50, 100]) {
        expect(await costOf(`usableIntegrations(first: ${first}) ${LINES}`)).toBe(OTHERWISE + size.queries);
      }
    });

    it('cost as many for a page of what he may read', async () => {
      const queries = Math.ceil((size.tokens - 1) / 200);
      // Nothing is readable, so the rows' own permissions are not read.
      expect(await costOf(`integrations(first: 100) ${LINES}`)).toBe(OTHERWISE - 1 + queries);
    });

    it('cost nothing more for a check, nor for a list of permissions', async () => {
      const check = '{ rbacId: "data_providers.int_0", action: USE }';
      expect(await costOf(`checkRights(checks: [${check}]) { allowed reason }`)).toBe(3);
      expect(await costOf(`checkRights(checks: [${check}]) { allowed explanation }`)).toBe(4);
      expect(await costOf('viewer { permissions(first: 100) { edges { node { id } } } }')).toBe(3);
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
