import 'reflect-metadata';
import { createHook } from 'node:async_hooks';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute, parse } from 'graphql';
import { z } from 'zod';
import { Executions } from '../../../src/graphql/execution/executions.js';
import { RequestCost } from '../../../src/graphql/execution/request-cost.js';
import { RequestEnd } from '../../../src/graphql/execution/request-end.js';
import { Refusals } from '../../../src/graphql/guard/refusals.js';
import { RequestContext } from '../../../src/graphql/request-context.js';
import { SelectionsByDocument } from '../../../src/graphql/selections.js';
import { LIMITS } from '../../../src/limits/limits.js';
import type { AccountFile } from '../../support/account-file.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { builtSchema } from '../built-schema.js';

const schema = builtSchema();
const RIGHTS = 'viewerRights { canRead canUse canUpdate canDelete canManagePermissions }';
const ROW = `id name type system costsCredits ${RIGHTS} settings secrets { name } createdAt updatedAt version`;
const LIST = `query ($first: Int!) { list: integrations(first: $first) { edges { cursor node { ${ROW} } } } }`;
const WITH_NEIGHBOURS = `query ($first: Int!) {
  list: integrations(first: $first) { edges { node { ${ROW} teams { name } createdBy { name } } } }
}`;
const PICKER = `query ($first: Int!) { list: usableIntegrations(first: $first) { edges { node { id name ${RIGHTS} } } } }`;
const REFUSED = `query ($first: Int!) { list: integrations(first: $first) { edges { node { createdBy { email } } } } }`;

const edges = z.object({ data: z.object({ list: z.object({ edges: z.array(z.unknown()) }) }) });

/** The pipeline around the execution (HTTP, token, parsing, hooks) makes a number of its own, whatever is asked. */
const REQUEST_LIMIT = 250;

/** One viewer who may read 150 integrations through a group, and another who created them. */
function account(): AccountFile {
  const numbers = Array.from({ length: 150 }, (_, number) => number);
  return {
    account: { id: 'acme' },
    teams: [
      { id: 'team_root', name: 'Root', root: true },
      { id: 'team_pay', name: 'Payments' },
    ],
    users: [
      { id: 'usr_rita', name: 'Rita', memberships: [{ teamId: 'team_pay', role: 'OPERATOR' }] },
      { id: 'usr_mia', name: 'Mia', memberships: [{ teamId: 'team_pay', role: 'INTEGRATIONS_MANAGER' }] },
    ],
    groups: [{ id: 'grp_readers', name: 'Readers', memberIds: ['usr_rita'] }],
    integrations: numbers.map((number) => ({
      ...{ id: `int_${number}`, name: `Hook ${number}`, type: 'WEBHOOK' },
      ...{ teamIds: ['team_pay'], createdById: 'usr_mia', settings: { number } },
    })),
    permissions: numbers.map((number) => ({
      id: `pol_${number}`,
      rbacId: `data_providers.int_${number}`,
      principal: { type: 'GROUP', id: 'grp_readers' },
      permissionSetId: 'c573af70-3f48-488d-a39a-a8ba7a19b526',
    })),
  };
}

describe('promises that a request makes', () => {
  let gateway: TestGateway;
  let token: string;
  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', accounts: [account()], explorer: false });
    token = await gateway.token('acme', 'usr_rita');
  });
  afterAll(() => gateway.stop());

  /** Of the whole request, from the socket to the socket; the client makes none but the one that is awaited. */
  const inRequest = async (query: string, first: number): Promise<number> => {
    const counter = new PromiseCounter();
    const body = JSON.stringify({ query, variables: { first } });
    const sent = send(`${gateway.url}/graphql`, { token, body }, () => {
      counter.stop();
    });
    counter.start();
    const answer = edges.parse(JSON.parse(await sent));
    expect(answer.data.list.edges).toHaveLength(first);
    return counter.promises;
  };

  /** Of the execution alone: resolvers, guards, reads. */
  const inExecution = async (query: string, first: number): Promise<number> => {
    const identity = { accountId: 'acme', userId: 'usr_rita' };
    const execution = await new Executions({ atOnce: 1, waiting: 1 }).enter(
      { user: 'viewer', points: 1 },
      new RequestEnd(60_000),
    );
    const contextValue = await RequestContext.open(gateway.datastore, identity, {
      requestId: 'request',
      execution,
      cost: new RequestCost(LIMITS.cost.default),
      document: query,
      now: Date.now,
    });
    const document = parse(query);
    contextValue.begin({
      name: null,
      selections: new SelectionsByDocument(schema).of(document),
      refusals: new Refusals(100),
    });
    const counter = new PromiseCounter();
    counter.start();
    const answer = await execute({ schema, document, variableValues: { first }, contextValue });
    counter.stop();
    await contextValue.close();
    execution.end.answered();
    expect(edges.parse(JSON.parse(JSON.stringify(answer))).data.list.edges).toHaveLength(first);
    return counter.promises;
  };

  describe.each([
    ['the management list with viewerRights', LIST, 40],
    ['the picker with viewerRights', PICKER, 40],
    ['the management list with teams and creators, which are read beside it', WITH_NEIGHBOURS, 60],
    ['a list with a field that is refused in each row', REFUSED, 60],
  ] as const)('%s', (_what, query, limit) => {
    it('are as many for 100 rows as for 50', async () => {
      // Rows that are not kept yet are read, by one command more whatever their number.
      await inRequest(query, 100);
      const at50 = await inRequest(query, 50);
      expect(await inRequest(query, 100)).toBe(at50);
      expect(at50).toBeLessThanOrEqual(REQUEST_LIMIT);
    });

    it('are few in the execution, and as many for 100 rows as for 50', async () => {
      const at50 = await inExecution(query, 50);
      expect(await inExecution(query, 100)).toBe(at50);
      expect(at50).toBeGreaterThan(0);
      expect(at50).toBeLessThanOrEqual(limit);
    });
  });
});

/** Counts the promises that anything in the process makes. */
class PromiseCounter {
  promises = 0;
  private readonly hook = createHook({
    init: (_id, type) => {
      if (type === 'PROMISE') this.promises += 1;
    },
  });

  start(): void {
    this.hook.enable();
  }

  stop(): void {
    this.hook.disable();
  }
}

/** Calls back and resolves with the body of the answer. */
function send(
  url: string,
  { token, body }: { readonly token: string; readonly body: string },
  onEnd: () => void,
): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        onEnd();
        resolve(text);
      });
    });
    sent.on('error', reject).end(body);
  });
}
