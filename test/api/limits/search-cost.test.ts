import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SEARCH_PORTION_ROWS } from '../../../src/datastore/contract/search.js';
import type { Limits } from '../../../src/limits/limits.js';
import type { AccountFile } from '../../support/account-file.js';
import { errorsOf } from '../../support/error-answers.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { postOf, sendRaw } from '../../support/raw-request.js';

const ADA = { account: 'acme', user: 'usr_ada' };
const FURTHER_PORTIONS = 2;
const ACCOUNT = searchedAccount();

const SEARCH = 'integrations(search: "nowhere", first: 1) { edges { cursor } }';
const FOUND_AT_ONCE = 'integrations(search: "first", first: 1) { edges { cursor } }';
const COUNTED = 2_512;
const WALKED = COUNTED + FURTHER_PORTIONS * 80;

/** An account whose integrations a search walks in three portions. */
function searchedAccount(): AccountFile {
  const rows = Array.from({ length: FURTHER_PORTIONS * SEARCH_PORTION_ROWS + 1 }, (_, row) => row);
  return {
    account: { id: 'acme' },
    teams: [{ id: 'root', name: 'Root', root: true }],
    users: [{ id: 'usr_ada', name: 'Ada', memberships: [{ teamId: 'root', role: 'ADMINISTRATOR' }] }],
    integrations: rows.map((row) => ({
      id: `int_${row}`,
      name: `${row < 2 ? '0 first' : 'other'} ${row}`,
      type: 'WEBHOOK',
    })),
  };
}

describe('what a search costs is what it walks [O4]', () => {
  let gateway: TestGateway;
  let now = 0;

  const start = async (limits: Partial<Limits>): Promise<void> => {
    gateway = await startTestGateway({
      engine: 'sqlite',
      accounts: [ACCOUNT],
      monotonicNow: () => now,
      limits,
    });
  };

  const send = async (query: string) => {
    const before = gateway.datastore.commandCount;
    const headers = {
      authorization: `Bearer ${await gateway.token(ADA.account, ADA.user)}`,
      'x-latchkey-cost': 'report',
    };
    const {
      status,
      body,
      headers: told,
    } = await sendRaw(`${gateway.url}/graphql`, postOf(JSON.stringify({ query }), headers));
    const { extensions, ...answer } = body as { data: unknown; extensions: unknown };
    const commands = gateway.datastore.commandCount - before;
    return { status, answer, data: answer.data, extensions, retryAfter: told.get('retry-after'), commands };
  };

  describe('under a limit that its walk may just reach', () => {
    beforeAll(() => start({ cost: WALKED }));
    afterAll(() => gateway.stop());

    it('tells what was walked beyond what was counted', async () => {
      expect(await send(`{ ${FOUND_AT_ONCE} }`)).toMatchObject({
        status: 200,
        extensions: { cost: COUNTED },
      });
      expect(await send(`{ ${SEARCH} }`)).toMatchObject({
        status: 200,
        data: { integrations: { edges: [] } },
        extensions: { cost: WALKED },
      });
    });
  });

  describe('under a limit one below that', () => {
    beforeAll(() => start({ cost: WALKED - 1 }));
    afterAll(() => gateway.stop());

    it('ends before the portion that would be too much, with cost and limit', async () => {
      await send('{ viewer { id } }');
      const { status, answer, extensions, commands } = await send(`{ ${SEARCH} }`);
      expect([status, extensions]).toEqual([400, { cost: WALKED - 80 }]);
      expect(errorsOf(answer)).toEqual([
        expect.objectContaining({
          path: ['integrations'],
          extensions: { code: 'COST_LIMIT_EXCEEDED', cost: WALKED, limit: WALKED - 1 },
        }),
      ]);
      // Who asks, and two portions.
      expect(commands).toBe(3);
    });
  });

  describe('under a rate', () => {
    beforeAll(() => start({ cost: WALKED, userRate: 80, userBurst: WALKED }));
    afterAll(() => gateway.stop());

    it('is paid as it is walked, and the search goes through once all of it can be paid [O6]', async () => {
      await send('{ viewer { id } }');
      const refused = await send(`{ ${SEARCH} }`);
      expect([refused.status, refused.retryAfter]).toEqual([429, '1']);
      expect(errorsOf(refused.answer)).toMatchObject([
        { path: ['integrations'], extensions: { retryAfter: 1 } },
      ]);
      now += 60_000;
      expect(await send(`{ ${SEARCH} }`)).toMatchObject({ status: 200, extensions: { cost: WALKED } });
    });
  });
});
