import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import type { AccountFile } from '../../support/account-file.js';
import { CapturedLog } from '../../support/captured-log.js';
import { FaultyDatastore } from '../../support/faulty-datastore.js';
import { startTestGateway } from '../../support/gateway.js';
import type { GraphqlAnswer, TestGateway } from '../../support/gateway.js';

const USERS = 60;
const MOST_ERRORS = 100;
const BO = { account: 'acme', user: 'usr_bo' };

const ACCOUNT: AccountFile = {
  account: { id: 'acme' },
  users: [
    { id: 'usr_bo', name: 'Bo' },
    ...upTo(USERS).map((number) => ({ id: `usr_${number}`, name: `User ${number}` })),
  ],
};

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function aliases(count: number, field: string): string {
  return upTo(count)
    .map((index) => `a${index}: ${field}`)
    .join(' ');
}

function codesOf({ errors = [] }: GraphqlAnswer): readonly unknown[] {
  return errors.map(({ extensions }) => extensions.code);
}

/** That so many errors were met, all with one code. */
function expectErrors(answer: GraphqlAnswer, code: string, count: number): void {
  const codes = codesOf(answer);
  const told = count > MOST_ERRORS ? MOST_ERRORS - 1 : count;
  expect(codes.slice(0, told)).toEqual(Array.from({ length: told }, () => code));
  expect(codes.slice(told)).toEqual(count > MOST_ERRORS ? ['ERRORS_TRUNCATED'] : []);
}

describe('the errors of an answer [O3]', () => {
  let gateway: TestGateway;
  let faulty: FaultyDatastore;
  const log = new CapturedLog();
  beforeAll(async () => {
    faulty = new FaultyDatastore(createSqliteDatastore({ file: ':memory:' }));
    gateway = await startTestGateway({
      engine: 'sqlite',
      datastore: faulty.datastore,
      accounts: [ACCOUNT],
      log,
    });
  });
  afterAll(() => gateway.stop());

  it.each([1, 99, 100, 101, 500])('are at most a hundred: %i refusals', async (count) => {
    const query = `{ users(first: 1, search: "User 0") { edges { node { name ${aliases(count, 'email')} } } } }`;
    const answer = await gateway.ask(BO, query);
    expectErrors(answer, 'FORBIDDEN', count);
    expect(answer.status).toBe(200);
    const nulls = Object.fromEntries(upTo(count).map((index) => [`a${index}`, null]));
    expect(answer.data).toEqual({ users: { edges: [{ node: { name: 'User 0', ...nulls } }] } });
  });

  it.each([1, 99, 100, 101, 130])('are at most a hundred: %i unknown fields', async (count) => {
    const answer = await gateway.ask(BO, `{ viewer { ${aliases(count, 'nothing')} } }`);
    expect(answer.status).toBe(400);
    expectErrors(answer, 'GRAPHQL_VALIDATION_FAILED', count);
  });

  it.each([1, 50, 51, 100, 101, 200])('are at most a hundred: %i wrong variables', async (count) => {
    const declared = upTo(count).map((index) => `$v${index}: Int`);
    const fields = upTo(count).map((index) => `a${index}: users(first: $v${index}) { edges { cursor } }`);
    const variables = Object.fromEntries(upTo(count).map((index) => [`v${index}`, 'many']));
    const answer = await gateway.ask(BO, `query (${declared.join()}) { ${fields.join(' ')} }`, variables);
    expect(answer.status).toBe(400);
    expectErrors(answer, 'BAD_USER_INPUT', count);
  });

  it('are logged no more often than they are told', async () => {
    faulty.fail('snapshot.integrations', new DatastoreUnavailableError('away'));
    const answer = await gateway.ask(
      BO,
      `{ viewer { id } ${aliases(120, 'integration(id: "int_x") { id }')} }`,
    );
    faulty.repair();
    expectErrors(answer, 'SERVICE_UNAVAILABLE', 120);
    expect(log.text.match(/"event":"datastore_unavailable"/g)).toHaveLength(MOST_ERRORS - 1);
  });

  it('name the line and column, counted for each kind of line end', async () => {
    const query =
      '\r\n{\r viewer { name }\n\n  other: users(search: "User 0") { edges { node {\r\n\t email } } } }';
    const answer: unknown = await gateway.ask(BO, query);
    expect(answer).toMatchObject({ errors: [{ locations: [{ line: 6, column: 3 }] }] });
    const unknown: unknown = await gateway.ask(BO, '{ viewer { name }\r\n   nothing }');
    expect(unknown).toMatchObject({ errors: [{ locations: [{ line: 2, column: 4 }] }] });
    const syntax: unknown = await gateway.ask(BO, '{ viewer { name }\n  )');
    expect(syntax).toMatchObject({ errors: [{ locations: [{ line: 2, column: 3 }] }] });
    const wrong: unknown = await gateway.ask(
      BO,
      'query (\n $n: Int!) { users(first: $n) { edges { cursor } } }',
    );
    expect(wrong).toMatchObject({ errors: [{ locations: [{ line: 2, column: 2 }] }] });
  });
});
