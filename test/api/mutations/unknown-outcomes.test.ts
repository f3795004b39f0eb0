import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphqlAnswer, TestGateway } from '../../support/gateway.js';
import { createDatastore, startTestGateway } from '../../support/gateway.js';
import { TroubledDatastore } from '../../support/troubled-datastore.js';
import type { Call, Trouble } from '../../support/troubled-datastore.js';
import { failsAfter, failsBefore } from '../../assurance/faults/troubles.js';
import { ACCOUNTS, ADA } from '../http/accounts.js';

const rename = (as: string, name: string): string =>
  `${as}: updateIntegration(input: { id: "int_pay", name: "${name}" })`;

describe('what a client is told of a change', () => {
  const troubled = new TroubledDatastore(createDatastore('sqlite'));
  let gateway: TestGateway;

  beforeAll(async () => {
    const { datastore } = troubled;
    gateway = await startTestGateway({ engine: 'sqlite', datastore, accounts: ACCOUNTS, keepsFacts: false });
  });
  afterEach(() => {
    troubled.repair();
  });
  afterAll(() => gateway.stop());

  /** Asks while this happens to one of the calls. */
  async function askWith(trouble: Trouble, at: CallAt, query: string): Promise<GraphqlAnswer> {
    troubled.trouble((call) => (isAt(call, at, troubled.calls) ? trouble : undefined));
    const answer = await gateway.ask(ADA, query);
    troubled.repair();
    return answer;
  }

  const told = ({ status, data, errors = [] }: GraphqlAnswer) => ({
    status,
    data,
    errors: errors.map(({ path, extensions }) => ({ path, ...extensions })),
  });

  async function present(): Promise<{ readonly name: string; readonly revision: number }> {
    const { data } = await gateway.ask(ADA, '{ integration(id: "int_pay") { name } account { revision } }');
    const { integration, account } = data as {
      readonly integration: { readonly name: string };
      readonly account: { readonly revision: number };
    };
    return { name: integration.name, revision: account.revision };
  }

  it('is OUTCOME_UNKNOWN when the answer to a commit was lost, with 503 when nothing else is told [O17]', async () => {
    const { revision } = await present();
    const answer = await askWith(
      failsAfter,
      { call: 'change', number: 1 },
      `mutation { ${rename('a', 'Made')} { revision } }`,
    );
    expect(told(answer)).toEqual({
      status: 503,
      data: { a: null },
      errors: [{ path: ['a'], code: 'OUTCOME_UNKNOWN' }],
    });
    expect(await present()).toEqual({ name: 'Made', revision: revision + 1 });
  });

  it('is SERVICE_UNAVAILABLE when nothing was changed [O17]', async () => {
    const before = await present();
    for (const call of ['change', 'change.write'] as const) {
      const answer = await askWith(
        failsBefore,
        { call, number: 1 },
        `mutation { ${rename('a', 'Never')} { revision } }`,
      );
      expect(told(answer)).toEqual({
        status: 503,
        data: { a: null },
        errors: [{ path: ['a'], code: 'SERVICE_UNAVAILABLE' }],
      });
    }
    expect(await present()).toEqual(before);
  });

  it('stands beside what was done, with 200; what comes after a lost change is not tried [O17]', async () => {
    const { revision } = await present();
    const answer = await askWith(
      failsAfter,
      { call: 'change', number: 2 },
      `mutation { ${rename('a', 'First')} { revision } ${rename('b', 'Second')} { revision }
        ${rename('c', 'Third')} { revision } }`,
    );
    expect(told(answer)).toEqual({
      status: 200,
      data: { a: { revision: revision + 1 }, b: null, c: null },
      errors: [
        { path: ['b'], code: 'OUTCOME_UNKNOWN' },
        { path: ['c'], code: 'SERVICE_UNAVAILABLE' },
      ],
    });
    expect(await present()).toEqual({ name: 'Second', revision: revision + 2 });
  });

  it('is its revision alone when what came of it cannot be read [O17]', async () => {
    const { revision } = await present();
    const answer = await askWith(
      failsBefore,
      { call: 'openSnapshot', after: 'change' },
      `mutation { ${rename('a', 'Unread')} { revision } }`,
    );
    expect(told(answer)).toEqual({
      status: 200,
      data: { a: null },
      errors: [{ path: ['a'], code: 'PAYLOAD_UNAVAILABLE', revision: revision + 1 }],
    });
    expect(await present()).toEqual({ name: 'Unread', revision: revision + 1 });
  });

  it('is its revision where a part of the payload cannot be read [O17]', async () => {
    const { revision } = await present();
    const answer = await askWith(
      failsBefore,
      { call: 'snapshot.permissionPages', number: 1 },
      `mutation { ${rename('a', 'In part')} { revision integration { name permissions { edges { cursor } } } } }`,
    );
    expect(told(answer)).toEqual({
      status: 200,
      data: { a: { revision: revision + 1, integration: { name: 'In part', permissions: null } } },
      errors: [
        { path: ['a', 'integration', 'permissions'], code: 'PAYLOAD_UNAVAILABLE', revision: revision + 1 },
      ],
    });
  });

  it('is a plain unavailability when a refusal cannot be shown: nothing was changed [O17]', async () => {
    const answer = await askWith(
      failsBefore,
      { call: 'openSnapshot', after: 'change' },
      `mutation { a: updateIntegration(input: { id: "int_pay", name: "Never", expectedVersion: 1 })
        { revision userErrors { code } } }`,
    );
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
  });
});

/** One call of a request: the one with this number among those of its name, or any of them after another call. */
type CallAt =
  { readonly call: Call; readonly number: number } | { readonly call: Call; readonly after: Call };

function isAt(call: Call, at: CallAt, earlier: readonly Call[]): boolean {
  if (call !== at.call) return false;
  if ('after' in at) return earlier.includes(at.after);
  return earlier.filter((each) => each === call).length === at.number - 1;
}
