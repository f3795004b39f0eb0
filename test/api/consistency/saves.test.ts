import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { AccountFile } from '../../support/account-file.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { oneFile, twoProcesses } from './gateways.js';
import type { SharedDatastore } from './gateways.js';

const USE = '10fc3de1-7818-46e8-af47-33c5af233538';
const EDIT = 'c573af70-3f48-488d-a39a-a8ba7a19b526';
const ROUNDS = 15;

const ADA = { account: 'acme', user: 'usr_ada' };
const ABE = { account: 'acme', user: 'usr_abe' };

const ACCOUNT: AccountFile = {
  account: { id: 'acme', accessModel: 'GRANTS_ONLY' },
  users: [
    { id: 'usr_ada', name: 'Ada' },
    { id: 'usr_abe', name: 'Abe' },
    { id: 'usr_bo', name: 'Bo' },
  ],
  groups: [
    {
      id: 'grp_administrators',
      name: 'Administrators',
      builtIn: 'ADMINISTRATORS',
      memberIds: ['usr_ada', 'usr_abe'],
    },
  ],
  integrations: [{ id: 'int_a', name: 'A', type: 'SLACK', teamIds: [] }],
};

const listed = z.object({
  account: z.object({ revision: z.int() }),
  permissions: z.object({
    revision: z.int(),
    edges: z.array(
      z.object({ node: z.object({ id: z.string(), permissionSet: z.object({ id: z.string() }) }) }),
    ),
  }),
});
const saved = z.object({
  changePermissions: z.object({
    userErrors: z.array(z.object({ code: z.string() })),
    changes: z.array(z.object({ outcome: z.string() })),
    revision: z.int().nullable(),
  }),
});
type Saved = z.infer<typeof saved>['changePermissions'];

const grant = (set: string): string =>
  `{ principal: { type: USER, id: "usr_bo" }, permissionSetId: "${set}" }`;

function defineTests(start: (account: AccountFile) => Promise<SharedDatastore>): void {
  let shared: SharedDatastore;

  beforeAll(async () => {
    shared = await start(ACCOUNT);
  });
  afterAll(() => shared.stop());

  const state = async (): Promise<z.infer<typeof listed>> => {
    const query =
      '{ account { revision } permissions(rbacId: "data_providers.int_a") { revision edges { node { id permissionSet { id } } } } }';
    return listed.parse((await shared.ask(0, ADA, query)).data);
  };
  const save = async (at: 0 | 1, input: string): Promise<Saved> => {
    const query = `mutation { changePermissions(input: { rbacId: "data_providers.int_a", ${input} }) { userErrors { code } changes { outcome } revision } }`;
    return saved.parse((await shared.ask(at, at === 0 ? ADA : ABE, query)).data).changePermissions;
  };
  const setsOf = ({ permissions }: z.infer<typeof listed>): readonly string[] =>
    permissions.edges.map(({ node }) => node.permissionSet.id).sort();

  it(`end with one CONFLICT when two opposite ones meet, in ${ROUNDS} rounds [U25, U26]`, async () => {
    await save(0, `add: [${grant(USE)}]`);
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await state();
      const remove = before.permissions.edges.map(({ node }) => `"${node.id}"`).join(' ');
      const seen = `expectedRevision: ${before.permissions.revision}`;
      const outcomes = await Promise.all([
        save(0, `${seen}, remove: [${remove}], add: [${grant(EDIT)}]`),
        save(1, `${seen}, remove: [${remove}], add: [${grant(USE)}]`),
      ]);
      const codes = outcomes.map(({ userErrors }) => userErrors.map(({ code }) => code));
      expect(codes.sort()).toEqual([[], ['CONFLICT']]);

      const winner = outcomes.findIndex(({ userErrors }) => userErrors.length === 0);
      const after = await state();
      expect(after.account.revision).toBe(before.account.revision + 1);
      expect(outcomes[winner]?.revision).toBe(after.account.revision);
      expect(setsOf(after)).toEqual([winner === 0 ? EDIT : USE]);
    }
  });

  it(`leave one permission when two identical ones meet, in ${ROUNDS} rounds [V12]`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const present = (await state()).permissions.edges.map(({ node }) => `"${node.id}"`).join(' ');
      await save(0, `remove: [${present}]`);
      const before = await state();
      const outcomes = await Promise.all([save(0, `add: [${grant(USE)}]`), save(1, `add: [${grant(USE)}]`)]);
      expect(outcomes.flatMap(({ changes }) => changes.map(({ outcome }) => outcome)).sort()).toEqual([
        'CREATED',
        'UNCHANGED',
      ]);
      const after = await state();
      expect(setsOf(after)).toEqual([USE]);
      expect(after.account.revision).toBe(before.account.revision + 1);
    }
  });

  it('are all there when ten run on each side, each with a revision of its own', async () => {
    const before = await state();
    const create = (at: 0 | 1, n: number): Promise<unknown> =>
      shared.ask(
        at,
        ADA,
        `mutation { createIntegration(input: { name: "New ${at} ${n}", type: SMS }) { revision } }`,
      );
    const numbers = Array.from({ length: 10 }, (_, n) => n);
    const answers = await Promise.all(numbers.flatMap((n) => [create(0, n), create(1, n)]));
    const created = z.object({ data: z.object({ createIntegration: z.object({ revision: z.int() }) }) });
    const revisions = answers.map((answer) => created.parse(answer).data.createIntegration.revision);
    const expected = Array.from({ length: 20 }, (_, n) => before.account.revision + 1 + n);
    expect(revisions.sort((a, b) => a - b)).toEqual(expected);
  });
}

describe('Saves through two gateways on one SQLite file', () => {
  defineTests(oneFile);
});
describeWithMongodb('Saves through two processes on one MongoDB', () => {
  defineTests(twoProcesses);
});
