import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { builtSchema } from '../../graphql/built-schema.js';
import { startTestGateway } from '../../support/gateway.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { tally } from '../tally.js';
import {
  ANOTHER_ACCOUNT,
  ELSEWHERE,
  HIDDEN,
  HIDING,
  hidingAccount,
  LOOKING,
  NOBODYS,
  NOWHERE,
} from './hidden-world.js';
import type { Ids } from './hidden-world.js';
import { NAMING_NOTHING_HIDDEN, placesOfTexts, QUESTIONS } from './questions-by-id.js';

/** Everything of an answer that a client can tell apart, and what it cost. */
interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly commands: number;
}

const CASES = Object.entries(QUESTIONS).flatMap(([place, queries]) =>
  queries.map((query) => ({ place, query: withVariables(query) })),
);

function defineTests(engine: Engine): void {
  describe(`on ${engine}`, () => {
    let gateway: TestGateway;
    beforeAll(async () => {
      const accounts = [...HIDING.map(hidingAccount), ANOTHER_ACCOUNT];
      gateway = await startTestGateway({ engine, accounts, explorer: false });
    });
    afterAll(() => gateway.stop());

    const tell = async (query: string, ids: Ids, authorization: string): Promise<Told> => {
      const { integration: id, permission: permissionId } = ids;
      const all = { id, permissionId, rbacId: `data_providers.${id}` };
      const variables = Object.fromEntries(
        Object.entries(all).filter(([name]) => query.includes(`$${name}:`)),
      );
      const before = gateway.datastore.commandCount;
      const body = JSON.stringify({ query, variables });
      const { status, headers, text } = await sendRaw(
        `${gateway.url}/graphql`,
        postOf(body, { authorization }),
      );
      const commands = gateway.datastore.commandCount - before;
      const { date: _date, 'x-request-id': _requestId, ...kept } = Object.fromEntries(headers);
      return {
        status,
        headers: kept,
        text: text.replaceAll(id, 'ID').replaceAll(permissionId, 'PERMISSION'),
        commands,
      };
    };

    it.each(CASES)('answers alike, for as many commands [V21]: $place in $query', async ({ query }) => {
      for (const { account } of HIDING) {
        for (const user of LOOKING) {
          const authorization = `Bearer ${await gateway.token(account.id, user)}`;
          const who = `${user} of ${account.id}`;
          // What the question reads besides is kept from here on, so that the order of asking changes no cost.
          await tell(query, NOBODYS, authorization);
          const unknown = await tell(query, NOWHERE, authorization);
          expect({ who, ...(await tell(query, HIDDEN, authorization)) }).toEqual({ who, ...unknown });
          expect({ who, ...(await tell(query, ELSEWHERE, authorization)) }).toEqual({ who, ...unknown });
          expect(unknown.text).not.toMatch(/INTERNAL|UNAUTHENTICATED|GRAPHQL/);
          tally('B3', 2);
        }
      }
    });
  });
}

describe('an invisible integration and one that never existed', () => {
  defineTests('sqlite');
  describeWithMongodb('MongoDB', () => {
    defineTests('mongodb');
  });

  it('are compared wherever a client can name one', () => {
    const named = placesOfTexts(builtSchema()).filter(
      (place) => !NAMING_NOTHING_HIDDEN.some((pattern) => pattern.test(place)),
    );
    expect([...named].sort()).toEqual(Object.keys(QUESTIONS).sort());
  });
});

function withVariables(query: string): string {
  const types = { id: 'ID!', rbacId: 'String!', permissionId: 'ID!' };
  const used = Object.entries(types).filter(([name]) => new RegExp(`\\$${name}\\b`).test(query));
  const declared = used.map(([name, type]) => `$${name}: ${type}`).join(', ');
  return query.startsWith('mutation')
    ? query.replace('mutation', `mutation (${declared})`)
    : `query (${declared}) ${query}`;
}
