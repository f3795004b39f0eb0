import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../support/gateway.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { accountOf, ADA, MO } from './world.js';

const IN_AND_OUT = 'permissions { edges { node { integration { ';
const deep = `{ integration(id: "int_0") { ${IN_AND_OUT.repeat(5)} id ${'} } } } '.repeat(5)} } }`;
const manyChecks = `{ checkRights(checks: [${'{ rbacId: "data_providers.int_0", action: USE } '.repeat(101)}]) { allowed } }`;
const manyRemoves = `mutation { changePermissions(input: { rbacId: "data_providers.int_0", remove: [${Array.from({ length: 101 }, (_, n) => `"p${n}"`).join(' ')}] }) { revision } }`;

/** Whoever asks is known by then, which is one command; the limit itself costs none. */
const REFUSED_BY_LIMITS = [
  ['a page of 101', '{ users(first: 101) { edges { cursor } } }'],
  ['a damaged cursor', '{ integrations(after: "x") { edges { cursor } } }'],
  ['a long search', `{ usableIntegrations(search: "${'x'.repeat(101)}") { edges { cursor } } }`],
  ['101 checks', manyChecks],
  ['101 removes', manyRemoves],
  [
    'a long name',
    `mutation { createIntegration(input: { name: "${'x'.repeat(201)}", type: SLACK }) { revision } }`,
  ],
  ['a malformed RBAC id', '{ permissions(rbacId: "data_providers.**") { revision } }'],
  ['an unknown field', '{ nothing }'],
  ['an unknown enum value', '{ integrations(type: NOPE) { edges { cursor } } }'],
] as const;

/** The text alone tells, before anybody is looked up. */
const REFUSED_BY_TEXT = [
  ['deep nesting', deep],
  ['too many tokens', `{ viewer { ${'id '.repeat(15_001)} } }`],
] as const;

const BIG = JSON.stringify({ query: 'x'.repeat(10_000_000) });
const REFUSED_UNREAD = [
  { what: '10 MB', body: BIG, type: 'application/json', status: 413 },
  { what: 'no JSON', body: '{"query', type: 'application/json', status: 400 },
  { what: 'a form', body: 'a=b', type: 'application/x-www-form-urlencoded', status: 415 },
];

function defineTests(engine: Engine): void {
  describe(`what is refused on ${engine}`, () => {
    let gateway: TestGateway;

    beforeAll(async () => {
      gateway = await startTestGateway({ engine, accounts: [accountOf({ rows: 1, groups: 1 })] });
    });
    afterAll(() => gateway.stop());

    const costOf = async (work: () => Promise<unknown>): Promise<number> => {
      const before = gateway.datastore.commandCount;
      await work();
      return gateway.datastore.commandCount - before;
    };

    it.each(REFUSED_BY_TEXT)('because of %s reads nothing [O1]', async (_what, query) => {
      const cost = await costOf(async () => {
        expect((await gateway.ask(ADA, query)).errors).toHaveLength(1);
      });
      expect(cost).toBe(0);
    });

    it.each(REFUSED_BY_LIMITS)('because of %s costs no more than to know who asks', async (_what, query) => {
      for (const as of [ADA, MO]) {
        const cost = await costOf(async () => {
          expect((await gateway.ask(as, query)).errors).toHaveLength(1);
        });
        expect(cost).toBe(1);
      }
    });

    it.each(REFUSED_UNREAD)('because its body is $what costs nothing', async ({ body, type, status }) => {
      const authorization = `Bearer ${await gateway.token(ADA.account, ADA.user)}`;
      const cost = await costOf(async () => {
        const answer = await sendRaw(
          `${gateway.url}/graphql`,
          postOf(body, { authorization, 'content-type': type }),
        );
        expect(answer.status).toBe(status);
      });
      expect(cost).toBe(0);
    });

    it.each(['', 'Bearer', 'Bearer a.b.c', 'Basic eA=='])(
      'because its token is %j costs nothing',
      async (authorization) => {
        const cost = await costOf(async () => {
          const answer = await sendRaw(
            `${gateway.url}/graphql`,
            postOf('{"query":"{ viewer { id } }"}', { authorization }),
          );
          expect(answer.status).toBe(401);
        });
        expect(cost).toBe(0);
      },
    );

    it('because its user is nobody costs the one look', async () => {
      const nobody = { account: 'acme', user: 'usr_nobody' };
      expect(await costOf(() => gateway.ask(nobody, '{ integrations { edges { cursor } } }'))).toBe(1);
      const nowhere = { account: 'nowhere', user: 'usr_ada' };
      expect(await costOf(() => gateway.ask(nowhere, '{ integrations { edges { cursor } } }'))).toBe(1);
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
