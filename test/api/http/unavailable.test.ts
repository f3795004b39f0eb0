import { describe, expect, it } from '@jest/globals';
import { CorruptRecordError, DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import { UnauthenticatedError } from '../../../src/errors/public-errors.js';
import { errorsOf, refusalOf } from '../../support/error-answers.js';
import type { Call } from '../../support/faulty-datastore.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { ADA, BO } from './accounts.js';
import { FaultyGateway } from './faulty-gateway.js';

const HUSH = 'mongodb://planted:password@inside';
const UNAVAILABLE = new DatastoreUnavailableError(HUSH, { cause: new Error('ECONNREFUSED') });
const CORRUPT = new CorruptRecordError({ collection: 'permissions', id: 'pol_bo' });

const CALLS: readonly (readonly [call: Call, as: typeof ADA, query: string])[] = [
  ['openSnapshot', ADA, '{ viewer { id } }'],
  ['snapshot.integrationPage', ADA, '{ integrations { edges { cursor } } }'],
  ['snapshot.integrations', ADA, '{ integration(id: "int_pay") { id } }'],
  ['snapshot.permissionsOn', BO, '{ usableIntegrations { edges { cursor } } }'],
  [
    'snapshot.permissionsOn',
    BO,
    '{ a: integration(id: "int_pay") { id } b: integration(id: "int_email") { id } }',
  ],
  ['snapshot.permissionsOn', BO, '{ effectiveRights(rbacId: "data_providers.int_pay") { revision } }'],
  [
    'snapshot.permissionsOn',
    BO,
    '{ checkRights(checks: [{ rbacId: "data_providers.int_pay", action: USE }]) { allowed } }',
  ],
  ['change', ADA, 'mutation { deleteIntegration(input: { id: "int_pay" }) { revision } }'],
  [
    'snapshot.permissionsOn',
    BO,
    'mutation { updateIntegration(input: { id: "int_pay", name: "X" }) { revision } }',
  ],
];

describe('a datastore that cannot be read', () => {
  const served = new FaultyGateway();
  const { faulty, log } = served;

  describe.each(CALLS)('at %s', (call, as, query) => {
    it.each([
      ['does not answer', UNAVAILABLE, 'datastore_unavailable'],
      ['holds a value that nobody knows', CORRUPT, 'corrupt_record'],
    ])(
      'denies with 503 when it %s, says so in the log and answers again afterwards',
      async (_how, error, event) => {
        faulty.fail(call, error);
        const answer = await served.gateway.ask(as, query);
        expect([answer.status, refusalOf(answer)]).toEqual([503, 'SERVICE_UNAVAILABLE']);
        expect(errorsOf(answer)[0]?.message).toBe('The service cannot answer right now; try again');
        expect(JSON.stringify(answer)).not.toContain('planted');
        expect(log.lines.some((line) => line.event === event && line.level === 50)).toBe(true);

        faulty.repair();
        expect((await served.gateway.ask(as, '{ viewer { id } }')).status).toBe(200);
      },
    );
  });

  it('names the row that holds an unknown value in the log alone', async () => {
    faulty.fail('snapshot.permissionsOn', CORRUPT);
    await served.gateway.ask(BO, '{ usableIntegrations { edges { cursor } } }');
    expect(log.text).toContain('permissions/pol_bo');
  });

  it('leaves what could be read, with 200', async () => {
    faulty.fail('snapshot.auditPage', UNAVAILABLE);
    faulty.fail('snapshot.integrations', UNAVAILABLE);
    const answer = await served.gateway.ask(ADA, '{ account { id } integration(id: "int_pay") { id } }');
    expect([answer.status, answer.data]).toEqual([200, { account: { id: 'acme' }, integration: null }]);
    expect(refusalOf(answer)).toBe('SERVICE_UNAVAILABLE');
  });

  it('answers 401 when the user was deactivated while the request was under way', async () => {
    faulty.fail('change', new UnauthenticatedError('UNKNOWN_USER'));
    const query = 'mutation { deleteIntegration(input: { id: "int_pay" }) { revision } }';
    const answer = await served.gateway.ask(ADA, query);
    expect([answer.status, refusalOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('refuses whoever is nobody before it is asked', async () => {
    faulty.fail('openSnapshot', UNAVAILABLE);
    const answer = await sendRaw(
      `${served.gateway.url}/graphql`,
      postOf('{}', { authorization: 'Bearer a.b.c' }),
    );
    expect([answer.status, refusalOf(answer.body)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is known to readiness and not to liveness', async () => {
    const ready = (): ReturnType<typeof sendRaw> => sendRaw(`${served.gateway.url}/health/ready`);
    expect(await ready()).toMatchObject({ status: 200, body: { status: 'ready' } });
    faulty.fail('ping', UNAVAILABLE);
    const answer = await ready();
    expect([answer.status, refusalOf(answer.body)]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect(await sendRaw(`${served.gateway.url}/health/live`)).toMatchObject({
      status: 200,
      body: { status: 'live' },
    });
    faulty.repair();
    expect((await ready()).status).toBe(200);
  });
});
