import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { errorsOf } from '../../support/error-answers.js';
import type { Call } from '../../support/faulty-datastore.js';
import type { GraphqlAnswer } from '../../support/gateway.js';
import { ADA, BO } from './accounts.js';
import { FaultyGateway } from './faulty-gateway.js';

const HUSH = 'planted words of the inside';

/** Whatever code may throw: the answer must be the same. */
const THROWN: readonly (readonly [what: string, error: unknown])[] = [
  ['an Error', new Error(HUSH)],
  ['a TypeError', new TypeError(`Cannot read properties of undefined (reading '${HUSH}')`)],
  [
    'an error with a code of a driver',
    Object.assign(new Error(`E11000 duplicate key ${HUSH}`), { code: 11_000 }),
  ],
  [
    'an error with extensions',
    Object.assign(new Error(HUSH), { extensions: { code: 'BAD_USER_INPUT', hush: HUSH } }),
  ],
  ['an error with a status', Object.assign(new Error(HUSH), { statusCode: 400, status: 400 })],
  ['a GraphQLError', new GraphQLError(HUSH)],
  [
    'a GraphQLError with a code',
    new GraphQLError(HUSH, { extensions: { code: 'BAD_USER_INPUT', hush: HUSH } }),
  ],
  ['an error with a cause', new Error('outer', { cause: new Error(HUSH) })],
  ['a text', HUSH],
  ['undefined', undefined],
  ['null', null],
  ['an object', { message: HUSH }],
];

/** A call of the datastore, and a request that makes it. */
const CALLS: readonly (readonly [call: Call, as: typeof ADA, query: string])[] = [
  ['openSnapshot', ADA, '{ viewer { id } }'],
  ['snapshot.integrationPage', ADA, '{ integrations { edges { cursor } } }'],
  ['snapshot.integrations', ADA, '{ integration(id: "int_pay") { id } }'],
  ['snapshot.permissionsOn', BO, '{ usableIntegrations { edges { cursor } } }'],
  ['snapshot.permissionPages', ADA, '{ permissions(rbacId: "data_providers.*") { revision } }'],
  ['snapshot.directoryPage', ADA, '{ users { edges { cursor } } }'],
  ['snapshot.directory', ADA, '{ viewer { groups { id } } }'],
  ['snapshot.memberPages', ADA, '{ viewer { groups { members(first: 5) { edges { cursor } } } } }'],
  ['snapshot.auditPage', ADA, '{ auditEvents { edges { cursor } } }'],
  ['change', ADA, 'mutation { deleteIntegration(input: { id: "int_pay" }) { revision } }'],
  [
    'snapshot.integrations',
    ADA,
    'mutation { updateIntegration(input: { id: "int_pay", name: "X" }) { revision } }',
  ],
  [
    'snapshot.permissions',
    ADA,
    'mutation { revokePermission(input: { permissionId: "pol_bo" }) { revision } }',
  ],
];

describe('an error that nobody expected', () => {
  const served = new FaultyGateway();
  const { faulty, log } = served;

  /** The id by which the log knows the one error of the answer. */
  const expectMasked = (answer: GraphqlAnswer): string => {
    const errors = errorsOf(answer);
    expect(JSON.stringify(answer)).not.toContain(HUSH);
    const ids = errors.map(({ message, extensions }) => {
      expect(message).toBe('Internal server error');
      expect(Object.keys(extensions).sort()).toEqual(['code', 'errorId']);
      expect(extensions.code).toBe('INTERNAL_SERVER_ERROR');
      return String(extensions.errorId);
    });
    const logged = log.lines
      .filter(({ errorId }) => typeof errorId === 'string')
      .map(({ errorId }) => errorId);
    expect(logged).toEqual(ids);
    return ids[0] ?? '';
  };

  describe.each(CALLS)('from %s', (call, as, query) => {
    it.each(THROWN)('gives a general text and an id for the log when it is %s', async (_what, error) => {
      faulty.fail(call, error);
      expectMasked(await served.gateway.ask(as, query));
    });
  });

  it('stands in the log in full, with the request it belongs to', async () => {
    faulty.fail('snapshot.auditPage', new Error(HUSH));
    const errorId = expectMasked(await served.gateway.ask(ADA, '{ auditEvents { edges { cursor } } }'));
    const line = log.lines.find((logged) => logged.errorId === errorId);
    expect(line).toMatchObject({ level: 50, event: 'internal_error', err: { message: HUSH } });
    const request = log.lines.find(({ event }) => event === 'request');
    expect(line?.reqId).toBe(request?.reqId);
  });

  it('blanks its own field and leaves the rest of the answer', async () => {
    faulty.fail('snapshot.directory', new Error(HUSH));
    const answer = await served.gateway.ask(
      ADA,
      '{ account { id } integration(id: "int_pay") { name teams { id } } effectiveRights(rbacId: "data_providers.int_pay") { revision } }',
    );
    expectMasked(answer);
    expect(answer.data).toMatchObject({ account: { id: 'acme' } });
  });

  it('changes nothing', async () => {
    const revision = async (): Promise<unknown> =>
      (await served.gateway.ask(ADA, '{ account { revision } }')).data;
    const before = await revision();
    faulty.fail('snapshot.permissionsOn', new Error(HUSH));
    await served.gateway.ask(ADA, 'mutation { deleteIntegration(input: { id: "int_pay" }) { revision } }');
    faulty.repair();
    expect(await revision()).toEqual(before);
  });

  it('is not what a wrong value in a variable is', async () => {
    const query = 'query ($id: String = "data_providers.int_pay") { permissions(rbacId: $id) { revision } }';
    const { errors } = await served.gateway.ask(ADA, query, { id: null });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT' }]);
    expect(log.text).not.toContain('internal_error');
  });
});
