import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { company } from '../../assurance/faults/company.js';
import { OBSERVER } from '../../assurance/worlds/observed.js';
import { temporaryDatabase } from '../../datastore/sqlite/temporary-database.js';
import { startTestGateway } from '../../support/gateway.js';
import type { GraphqlAnswer, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../../support/mongodb.js';
import { postOf, sendRaw } from '../../support/raw-request.js';

const CREATE = `mutation { a: createIntegration(input: { name: "One of many", type: SLACK, teamIds: [] })
  { revision userErrors { code } } }`;

/** Whoever waits until the time of a request is over is told so; nothing was changed by either. */
const PROMISED = new Set(['503 OVERLOADED retry-after', '503 SERVICE_UNAVAILABLE retry-after']);

interface Made {
  readonly a: { readonly revision: number } | null;
}

/** Two gateways on one database, each with connections of its own, as two processes have. */
function defineTests(create: () => Datastore): void {
  let gateways: readonly TestGateway[];

  beforeAll(async () => {
    const start = async () => startTestGateway({ engine: 'sqlite', datastore: create(), explorer: false });
    const first = await start();
    gateways = [first, await start()];
    await first.importAccount(company('acme'));
  });
  afterAll(() => Promise.all(gateways.map((gateway) => gateway.stop())));

  const revisionOf = async ([gateway]: readonly TestGateway[]): Promise<number> => {
    const answer = await gateway?.ask({ account: 'acme', user: OBSERVER }, '{ account { revision } }');
    return (answer?.data as { account: { revision: number } }).account.revision;
  };

  it.each([
    [500, 1],
    [200, 2],
  ])(
    '%i at once on %i gateways are each made once, or refused with retry-after and not made [O18]',
    async (count, places) => {
      const before = await revisionOf(gateways);
      const answers = await Promise.all(
        Array.from({ length: count }, (_, index) => sendTo(gateways[index % places])),
      );
      const revisions = answers.flatMap(({ revision }) => revision ?? []);
      const refusals = new Set(answers.flatMap(({ refusal }) => refusal ?? []));
      expect([...refusals].filter((refusal) => !PROMISED.has(refusal))).toEqual([]);
      expect(revisions.length).toBeGreaterThan(0);
      const last = await revisionOf(gateways);
      expect([...revisions].sort((a, b) => a - b)).toEqual(
        Array.from({ length: last - before }, (_, index) => before + 1 + index),
      );
    },
    120_000,
  );
}

interface Answer {
  /** Undefined: refused. */
  readonly revision: number | undefined;
  readonly refusal: string | undefined;
}

async function sendTo(gateway: TestGateway | undefined): Promise<Answer> {
  if (gateway === undefined) throw new Error('There is no such gateway');
  const authorization = `Bearer ${await gateway.token('acme', OBSERVER)}`;
  const request = {
    ...postOf(JSON.stringify({ query: CREATE }), { authorization }),
    signal: AbortSignal.timeout(100_000),
  };
  const { status, headers, body } = await sendRaw(`${gateway.url}/graphql`, request);
  const { data, errors = [] } = body as Omit<GraphqlAnswer, 'status'>;
  const revision = (data as Made | null | undefined)?.a?.revision;
  if (revision !== undefined) return { revision, refusal: undefined };
  // Made, and not read any more before the time of the request was over.
  const told = errors[0]?.extensions.revision;
  if (typeof told === 'number') return { revision: told, refusal: undefined };
  const codes = errors.map(({ extensions }) => String(extensions.code));
  const refusal = [status, ...codes, headers.has('retry-after') ? 'retry-after' : 'no retry-after'].join(' ');
  return { revision: undefined, refusal };
}

describe('many changes of one account (sqlite)', () => {
  const database = temporaryDatabase();
  afterAll(() => {
    database.remove();
  });
  defineTests(() => createSqliteDatastore({ file: database.file }));
});
describeWithMongodb('many changes of one account (mongodb)', () => {
  const uri = uniqueDatabaseUri();
  defineTests(() => createMongodbDatastore({ uri }));
});
