import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountFile } from '../../support/account-file.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { oneFile, twoProcesses } from './gateways.js';
import type { SharedDatastore } from './gateways.js';

const USE = '10fc3de1-7818-46e8-af47-33c5af233538';
const VIEWER = '3f1af6de-dc60-4fdb-90ed-5c2493b8f767';
const CREATOR = '38f00b6e-695c-449d-96b9-3a72aeb7f3fd';

const ADA = { account: 'acme', user: 'usr_ada' };
const BO = { account: 'acme', user: 'usr_bo' };
const REPLACEMENTS = 5;
const READERS = 4;

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index);

/** Everything says of which version it is; what Bo may do differs too: USE in one, READ in the other. */
function version(mark: 'old' | 'new'): AccountFile {
  const set = mark === 'old' ? USE : VIEWER;
  return {
    account: { id: 'acme', name: mark },
    teams: [
      { id: 'team_root', name: 'Root', root: true },
      { id: 'team_pay', name: `Payments ${mark}` },
    ],
    users: [
      { id: 'usr_ada', name: `Ada ${mark}` },
      { id: 'usr_bo', name: `Bo ${mark}`, memberships: [{ teamId: 'team_pay', role: 'OPERATOR' }] },
    ],
    groups: [
      {
        id: 'grp_administrators',
        name: `Administrators ${mark}`,
        builtIn: 'ADMINISTRATORS',
        memberIds: ['usr_ada'],
      },
      { id: 'grp_crew', name: `Crew ${mark}`, memberIds: ['usr_bo'] },
    ],
    integrations: upTo(150).map((n) => ({
      id: `int_${n}`,
      name: `Integration ${n} ${mark}`,
      type: 'SLACK',
      teamIds: ['team_pay'],
      createdById: 'usr_bo',
      settings: { mark },
    })),
    permissions: [
      {
        id: 'pol_create',
        rbacId: 'data_providers.*',
        principal: { type: 'USER', id: 'usr_bo' },
        permissionSetId: CREATOR,
      },
      ...upTo(150).map((n) => ({
        id: `pol_${n}_${mark}`,
        rbacId: `data_providers.int_${n}`,
        principal: { type: 'GROUP', id: 'grp_crew' } as const,
        permissionSetId: set,
      })),
    ],
  };
}

/** Lists, rights and names of everything, in as many reads as one answer can take. */
const QUERY_OF_BO = `{
  account { name }
  viewer { name groups { name members(first: 5) { edges { node { name } } } permissions(first: 5) { edges { node { id integration { name } } } } } memberships { team { name } } }
  integrations(first: 100) { edges { node { name settings teams { name } createdBy { name } viewerRights { canUse } } } }
  usableIntegrations(first: 100) { edges { node { name viewerRights { canUse } } } }
  checkRights(checks: [{ rbacId: "data_providers.int_7", action: USE }, { rbacId: "data_providers.int_7", action: READ }]) { allowed }
  users(first: 5) { edges { node { name } } }
  teams(first: 5, search: "pay") { edges { node { name } } }
}`;
const QUERY_OF_ADA = `{
  account { name }
  integrations(first: 100, search: "integration") { edges { node { name settings permissions(first: 3) { edges { node { id } } } } } }
  whoCan(rbacId: "data_providers.int_9", action: USE) { edges { node { user { name } } } }
  permissions(rbacId: "data_providers.int_9") { edges { node { id principal { name } } } }
  groups(first: 5, search: "crew") { edges { node { name } } }
}`;

/** Which versions an answer speaks of, and what Bo may do in it. */
function marksIn(answer: object): string {
  const text = JSON.stringify(answer);
  return ['old', 'new'].filter((mark) => text.includes(`${mark}"`)).join(' and ');
}

function defineTests(start: (account: AccountFile) => Promise<SharedDatastore>): void {
  let shared: SharedDatastore;

  beforeAll(async () => {
    shared = await start(version('old'));
  });
  afterAll(() => shared.stop());

  it('shows every reader the old account or the new one, and never a mixture', async () => {
    const answers: { readonly data: object; readonly as: string }[] = [];
    let isOver = false;
    const read = async (reader: number): Promise<void> => {
      for (let n = 0; !isOver; n += 1) {
        const [as, query] = (reader + n) % 3 === 0 ? [ADA, QUERY_OF_ADA] : [BO, QUERY_OF_BO];
        const { data, errors } = await shared.ask(reader % 2 === 0 ? 0 : 1, as, query);
        expect(errors).toBeUndefined();
        answers.push({ data: data as object, as: as.user });
      }
    };
    const readers = upTo(READERS).map(read);
    for (let n = 1; n <= REPLACEMENTS; n += 1) await shared.replace(version(n % 2 === 0 ? 'old' : 'new'));
    isOver = true;
    await Promise.all(readers);

    expect(answers.length).toBeGreaterThan(REPLACEMENTS);
    const seen = new Set(answers.map(({ data }) => marksIn(data)));
    expect(seen).toEqual(new Set(['old', 'new']));
    for (const { data } of answers.filter(({ as }) => as === 'usr_bo')) {
      const isOld = marksIn(data) === 'old';
      expect(data).toMatchObject({
        checkRights: [
          isOld ? { allowed: true } : { allowed: false },
          isOld ? { allowed: false } : { allowed: true },
        ],
      });
    }
  });
}

describe('replacing an account under the eyes of two gateways on one SQLite file', () => {
  defineTests(oneFile);
});
describeWithMongodb('replacing an account under the eyes of two processes on one MongoDB', () => {
  defineTests(twoProcesses);
});
