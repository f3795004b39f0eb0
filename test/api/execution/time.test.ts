import { afterEach, describe, expect, it } from '@jest/globals';
import { SEARCH_PORTION_ROWS } from '../../../src/datastore/contract/search.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import type { Limits } from '../../../src/limits/limits.js';
import type { AccountFile } from '../../support/account-file.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { TroubledDatastore } from '../../support/troubled-datastore.js';
import type { Call } from '../../support/troubled-datastore.js';

const ADA = { account: 'acme', user: 'usr_ada' };
const BO = { account: 'acme', user: 'usr_bo' };

const ACCOUNT: AccountFile = {
  account: { id: 'acme' },
  teams: [{ id: 'root', name: 'Root', root: true }],
  users: [
    { id: 'usr_ada', name: 'Ada', memberships: [{ teamId: 'root', role: 'ADMINISTRATOR' }] },
    { id: 'usr_bo', name: 'Bo' },
  ],
  integrations: [{ id: 'int_1', name: 'One', type: 'WEBHOOK' }],
};
const USERS = '{ users { edges { node { id } } } }';
const REVISION = '{ account { revision } }';

const PORTIONS = 3;
const SEARCHES_AT_ONCE = 20;

/** Lists that a search walks in so many portions. */
function searchedAccount(): AccountFile {
  const rows = Array.from({ length: (PORTIONS - 1) * SEARCH_PORTION_ROWS }, (_, index) => index);
  return {
    ...ACCOUNT,
    users: [...(ACCOUNT.users ?? []), ...rows.map((row) => ({ id: `usr_${row}`, name: `User ${row}` }))],
    integrations: rows.map((row) => ({ id: `int_${row}`, name: `Integration ${row}`, type: 'WEBHOOK' })),
  };
}

const search = (list: string, index = 0): string =>
  `a${index}: ${list}(search: "nowhere ${index}") { edges { cursor } }`;

const SEARCHES: readonly (readonly [string, Call])[] = [
  ['users', 'snapshot.directorySearch'],
  ['integrations', 'snapshot.integrationSearch'],
];

/** Calls that hang until they are let go on. */
class Hanging {
  readonly troubled = new TroubledDatastore(createSqliteDatastore({ file: ':memory:' }));
  #release = (): void => undefined;

  /** Resolves when the first such call hangs. */
  hang(call: Call): Promise<void> {
    return new Promise((reached) => {
      const released = new Promise<void>((resolve) => {
        this.#release = resolve;
      });
      this.troubled.trouble((made) => {
        if (made !== call) return undefined;
        return async (run) => {
          reached();
          await released;
          return run();
        };
      });
    });
  }

  letGoOn(): void {
    this.#release();
    this.troubled.repair();
  }
}

describe('the time of a request [O4]', () => {
  let gateway: TestGateway;
  let hanging: Hanging;
  const start = async (limits: Partial<Limits>, account = ACCOUNT): Promise<void> => {
    hanging = new Hanging();
    const { datastore } = hanging.troubled;
    gateway = await startTestGateway({ engine: 'sqlite', datastore, accounts: [account], limits });
  };
  afterEach(async () => {
    hanging.letGoOn();
    await gateway.stop();
  });

  /** A request whose client can hang up. */
  const send = async (
    as: typeof ADA,
    query: string,
  ): Promise<{ hangUp: () => void; ended: Promise<unknown> }> => {
    const controller = new AbortController();
    const authorization = `Bearer ${await gateway.token(as.account, as.user)}`;
    const ended = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query }),
      signal: controller.signal,
    }).then(
      (response) => response.status,
      () => 'hung up',
    );
    return {
      ended,
      hangUp: () => {
        controller.abort();
      },
    };
  };

  it('ends at the deadline: what was read by then is told, the rest is unavailable', async () => {
    await start({ deadlineSeconds: 1 });
    void hanging.hang('snapshot.integrations');
    const answer = await gateway.ask(ADA, '{ viewer { name } integration(id: "int_1") { id } }');
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ viewer: { name: 'Ada' }, integration: null });
    expect(answer.errors?.map(({ path, extensions: { code } }) => ({ path, code }))).toEqual([
      { path: ['integration'], code: 'SERVICE_UNAVAILABLE' },
    ]);
  });

  it.each<Call>(['snapshot.directoryPage', 'openSnapshot'])(
    'is answered with 503 when nothing was read by the deadline: %s',
    async (call) => {
      await start({ deadlineSeconds: 0.2 });
      void hanging.hang(call);
      const answer = await gateway.ask(ADA, USERS);
      expect(answer.status).toBe(503);
      expect(answer.errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
    },
  );

  it('ends when its client hangs up, and its place is free for another', async () => {
    await start({ executions: 1 });
    const reached = hanging.hang('snapshot.directoryPage');
    const request = await send(ADA, USERS);
    await reached;
    const other = gateway.ask(BO, '{ viewer { name } }');
    request.hangUp();
    expect(await request.ended).toBe('hung up');
    expect(await other).toEqual({ status: 200, data: { viewer: { name: 'Bo' } } });
  });

  it.each(SEARCHES)(
    'ends a search before its next portion when its client hangs up: %s',
    async (list, call) => {
      await start({}, searchedAccount());
      const reached = hanging.hang(call);
      const request = await send(ADA, `{ ${search(list)} }`);
      await reached;
      request.hangUp();
      expect(await request.ended).toBe('hung up');
      await gateway.ask(BO, '{ viewer { name } }');
      const before = gateway.datastore.commandCount;
      hanging.letGoOn();
      await hanging.troubled.untilQuiet();
      await gateway.ask(BO, '{ viewer { name } }');
      expect(hanging.troubled.calls).not.toContain(call);
      // The opening of the other request alone.
      expect(gateway.datastore.commandCount - before).toBe(1);
    },
  );

  it.each(SEARCHES)(
    'is shared: others are answered between the portions of searches: %s',
    async (list, call) => {
      await start({}, searchedAccount());
      let portions = 0;
      hanging.troubled.trouble((made) => {
        portions += made === call ? 1 : 0;
        return undefined;
      });
      const fields = Array.from({ length: SEARCHES_AT_ONCE }, (_, index) => search(list, index));
      const searched = gateway.ask(ADA, `{ ${fields.join(' ')} }`).then(() => portions);
      const other = gateway.ask(BO, '{ viewer { name } }').then(() => portions);
      const [inAll, whenAnswered] = await Promise.all([searched, other]);
      expect(inAll).toBe(PORTIONS * SEARCHES_AT_ONCE);
      expect(whenAnswered).toBeLessThan(inAll);
    },
  );

  it('does not end a change under way when its client hangs up', async () => {
    await start({});
    const reached = hanging.hang('change.write');
    const change = await send(ADA, 'mutation { deleteIntegration(input: { id: "int_1" }) { revision } }');
    await reached;
    change.hangUp();
    expect(await change.ended).toBe('hung up');
    hanging.letGoOn();
    await hanging.troubled.untilQuiet();
    expect((await gateway.ask(ADA, REVISION)).data).toEqual({ account: { revision: 2 } });
  });

  it('is not waited for by more requests than there are places for: 503, to come again [O5]', async () => {
    await start({ executions: 1, waitingExecutions: 1 });
    const reached = hanging.hang('snapshot.directoryPage');
    const running = await send(ADA, USERS);
    await reached;
    const waiting = await send(ADA, USERS);
    const authorization = `Bearer ${await gateway.token('acme', 'usr_bo')}`;
    const turnedAway = async (): Promise<Response> => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query: '{ viewer { name } }' }),
      });
      return response;
    };
    const response = await turnedAway();
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
    hanging.letGoOn();
    expect([await running.ended, await waiting.ended]).toEqual([200, 200]);
  });

  it('is shared: the reads of one request run five at once, whatever it asks for [O5]', async () => {
    await start({});
    let running = 0;
    let most = 0;
    hanging.troubled.trouble((call) =>
      call === 'snapshot.directoryPage'
        ? async (run) => {
            running += 1;
            most = Math.max(most, running);
            const result = await run();
            await new Promise((resolve) => setImmediate(resolve));
            running -= 1;
            return result;
          }
        : undefined,
    );
    const lists = Array.from(
      { length: 15 },
      (_, index) => `a${index}: users(first: ${index + 1}) { edges { cursor } }`,
    );
    expect((await gateway.ask(ADA, `{ ${lists.join(' ')} }`)).status).toBe(200);
    expect(most).toBe(5);
  });
});
