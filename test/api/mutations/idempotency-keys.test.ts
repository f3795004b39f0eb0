import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { failsAfter, Gate } from '../../assurance/faults/troubles.js';
import { onBothEngines } from '../../assurance/faults/stage.js';
import { OBSERVER } from '../../assurance/worlds/observed.js';
import { errorsOf } from '../../support/error-answers.js';
import { postOf, sendRaw } from '../../support/raw-request.js';

const CREATE = `mutation Make($name: String!) {
  a: createIntegration(input: { name: $name, type: SLACK, teamIds: ["team_pay"] }) { integration { id name } revision }
}`;
const BO_USES = `principal: { type: USER, id: "usr_bo" }, permissionSetId: "10fc3de1-7818-46e8-af47-33c5af233538"`;
const GRANT = `mutation { g: grantPermission(input: { rbacId: "data_providers.int_ops", ${BO_USES} })
  { changes { outcome permission { id } } revision } }`;

interface Sent {
  readonly key?: string;
  readonly user?: string;
  readonly variables?: object;
}

onBothEngines('a mutation that is sent again with its idempotency key', (stage) => {
  async function tenant() {
    const { id } = await stage.newAccount();
    const send = async (query: string, { key, user = OBSERVER, variables = {} }: Sent = {}) => {
      const authorization = `Bearer ${await stage.gateway.token(id, user)}`;
      const request = postOf(JSON.stringify({ query, variables }), {
        ...{ authorization },
        ...(key !== undefined && { 'idempotency-key': key }),
      });
      const { status, body } = await sendRaw(`${stage.gateway.url}/graphql`, request);
      return { status, body };
    };
    const revision = async (): Promise<number> => {
      const { body } = await send('{ account { revision } }');
      const shape = z.object({ data: z.object({ account: z.object({ revision: z.int() }) }) });
      return shape.parse(body).data.account.revision;
    };
    return { id, send, revision };
  }

  it('is carried out once, and answers alike [O17]', async () => {
    const { send, revision } = await tenant();
    const sent = { key: 'k 1', variables: { name: 'New' } };
    const before = await revision();
    const first = await send(CREATE, sent);
    expect(first).toMatchObject({ status: 200, body: { data: { a: { integration: { name: 'New' } } } } });
    expect(await send(CREATE, sent)).toEqual(first);
    expect(await revision()).toBe(before + 1);
    await send(CREATE, { ...sent, key: 'k 2' });
    await send(CREATE, { variables: sent.variables });
    expect(await revision()).toBe(before + 3);
  });

  it('is carried out once also when the answer to its commit was lost [O17]', async () => {
    const { send, revision } = await tenant();
    const sent = { key: 'lost', variables: { name: 'New' } };
    const before = await revision();
    stage.troubled.trouble((call) => (call === 'change' ? failsAfter : undefined));
    const lost = await send(CREATE, sent);
    stage.troubled.repair();
    expect([lost.status, errorsOf(lost.body)[0]?.extensions.code]).toEqual([503, 'OUTCOME_UNKNOWN']);
    expect(await send(CREATE, sent)).toMatchObject({
      status: 200,
      body: { data: { a: { integration: { name: 'New' }, revision: before + 1 } } },
    });
    expect(await revision()).toBe(before + 1);
  });

  it('is carried out as far as it was not, mutation by mutation [O17]', async () => {
    const { send, revision } = await tenant();
    const before = await revision();
    const query = `mutation { a: updateIntegration(input: { id: "int_pd", name: "A" }) { revision }
      b: updateIntegration(input: { id: "int_pd", name: "B" }) { revision }
      c: updateIntegration(input: { id: "int_pd", name: "C" }) { revision integration { name version } } }`;
    let changes = 0;
    stage.troubled.trouble((call) => {
      if (call === 'change') changes += 1;
      return call === 'change' && changes === 2 ? failsAfter : undefined;
    });
    const lost = await send(query, { key: 'several' });
    stage.troubled.repair();
    expect(errorsOf(lost.body).map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['b'], 'OUTCOME_UNKNOWN'],
      [['c'], 'SERVICE_UNAVAILABLE'],
    ]);
    expect(await revision()).toBe(before + 2);
    expect(await send(query, { key: 'several' })).toEqual({
      status: 200,
      body: {
        data: {
          a: { revision: before + 1 },
          b: { revision: before + 2 },
          c: { revision: before + 3, integration: { name: 'C', version: 4 } },
        },
      },
    });
    expect(await revision()).toBe(before + 3);
  });

  it('shows what is there now, under the rights of now [O17]', async () => {
    const { send } = await tenant();
    const shape = z.object({
      data: z.object({
        g: z.object({
          changes: z.tuple([
            z.object({ outcome: z.string(), permission: z.object({ id: z.string() }).nullable() }),
          ]),
        }),
      }),
    });
    const granted = async () => shape.parse((await send(GRANT, { key: 'grant' })).body).data.g.changes[0];
    const first = await granted();
    expect(first).toEqual({ outcome: 'CREATED', permission: { id: expect.any(String) } });
    expect(await granted()).toEqual(first);
    await send(
      `mutation { revokePermission(input: { permissionId: "${first.permission?.id ?? ''}" }) { revision } }`,
    );
    expect(await granted()).toEqual({ outcome: 'CREATED', permission: null });
  });

  it('answers a delete again, and an update whose integration is gone with none [O17]', async () => {
    const { send } = await tenant();
    const update =
      'mutation { updateIntegration(input: { id: "int_pd", name: "X" }) { integration { id } revision } }';
    const remove =
      'mutation { deleteIntegration(input: { id: "int_pd" }) { deletedIntegrationId revision } }';
    await send(update, { key: 'update' });
    const gone = await send(remove, { key: 'remove' });
    expect(gone).toMatchObject({
      status: 200,
      body: { data: { deleteIntegration: { deletedIntegrationId: 'int_pd' } } },
    });
    expect(await send(remove, { key: 'remove' })).toEqual(gone);
    const again = await send(update, { key: 'update' });
    expect(again).toMatchObject({
      status: 200,
      body: { data: { updateIntegration: { integration: null } } },
    });
  });

  it('is refused as bad input when the key was another request, and belongs to its user [O17]', async () => {
    const { send, revision } = await tenant();
    await send(CREATE, { key: 'one', variables: { name: 'New' } });
    const before = await revision();
    for (const [query, variables] of [
      [CREATE, { name: 'Other' }],
      [CREATE.replace('Make', 'Other'), { name: 'New' }],
    ] as const) {
      const { body } = await send(query, { key: 'one', variables });
      expect(errorsOf(body).map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
    expect(await revision()).toBe(before);
    const { status, body } = await send(CREATE, {
      key: 'one',
      user: 'usr_mia',
      variables: { name: 'Other' },
    });
    expect([status, body]).toMatchObject([200, { data: { a: { integration: { name: 'Other' } } } }]);
  });

  it('is tried again when it was refused [O17]', async () => {
    const { send } = await tenant();
    const update = `mutation { updateIntegration(input: { id: "int_pd", name: "X", expectedVersion: 2 })
      { revision userErrors { code } } }`;
    const refused = { data: { updateIntegration: { revision: null, userErrors: [{ code: 'CONFLICT' }] } } };
    expect((await send(update, { key: 'refused' })).body).toEqual(refused);
    await send('mutation { updateIntegration(input: { id: "int_pd", name: "Y" }) { revision } }');
    expect((await send(update, { key: 'refused' })).body).toMatchObject({
      data: { updateIntegration: { userErrors: [] } },
    });
  });

  it('is refused with 409 while the first is under way [O17]', async () => {
    const { send, revision } = await tenant();
    const before = await revision();
    const gate = new Gate();
    stage.troubled.trouble((call) => (call === 'change' ? gate.after : undefined));
    const sent = { key: 'busy', variables: { name: 'New' } };
    const first = send(CREATE, sent);
    await gate.reached;
    const second = await send(CREATE, sent);
    expect([second.status, errorsOf(second.body)[0]?.extensions.code]).toEqual([
      409,
      'IDEMPOTENCY_KEY_IN_USE',
    ]);
    gate.open();
    const done = await first;
    stage.troubled.repair();
    expect(await send(CREATE, sent)).toEqual(done);
    expect(await revision()).toBe(before + 1);
  });

  it('needs a key of 1 to 200 printable characters; a query needs none [O17]', async () => {
    const { send, revision } = await tenant();
    const before = await revision();
    for (const key of ['', 'x'.repeat(201), 'é', 'a\tb']) {
      const { status, body } = await send(CREATE, { key, variables: { name: 'New' } });
      expect([key, status, errorsOf(body)[0]?.extensions.code]).toEqual([key, 400, 'BAD_USER_INPUT']);
      expect((await send('{ account { id } }', { key })).status).toBe(200);
    }
    expect(await revision()).toBe(before);
    expect((await send(CREATE, { key: '~'.repeat(200), variables: { name: 'New' } })).status).toBe(200);
    expect(await revision()).toBe(before + 1);
  });
});
