import { expect, it } from '@jest/globals';
import { postOf, sendLines, sendRaw } from '../../support/raw-request.js';
import { companyWithServices, DAY_MS, onBothEngines, REVOKE, WHO } from './world.js';
import type { Tenant } from './world.js';

const update = (active: boolean): string =>
  `mutation { updateUser(input: { id: "usr_otto", active: ${active} }) { userErrors { code } } }`;

onBothEngines('a request with an access token', (world) => {
  const rawWith = async (token: string, more: Readonly<Record<string, string>> = {}, body?: string) => {
    const request = postOf(body ?? JSON.stringify({ query: WHO }), {
      ...{ authorization: `Bearer ${token}` },
      ...more,
    });
    const { status, headers, body: answered } = await sendRaw(`${world.gateway.url}/graphql`, request);
    return { status, challenge: headers.get('www-authenticate'), answered };
  };

  it('acts as its user, and says so in the trail [A19]', async () => {
    const tenant = await world.account();
    const { token, id } = await tenant.token('mia');
    const created = await tenant.ask(
      token,
      'mutation { createIntegration(input: { name: "x", type: SLACK, teamIds: ["team_pay"] }) { revision } }',
    );
    expect(created.errors).toBeUndefined();
    expect(await tenant.events(2)).toMatchObject([
      { kind: 'PERMISSION_GRANTED', actorId: 'usr_mia', accessTokenId: id },
      { kind: 'INTEGRATION_CREATED', actorId: 'usr_mia', accessTokenId: id },
    ]);
    const { errors = [] } = await tenant.ask(token, '{ auditEvents { edges { node { id } } } }');
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  it('is refused alike whatever is wrong with its token, before its body is read [A19]', async () => {
    const tenant = await world.account();
    const [live, revoked, expiring, idle] = [
      await tenant.token('otto', { expiresInDays: 9 }),
      await tenant.token('otto'),
      await tenant.token('otto', { expiresInDays: 1 }),
      await tenant.token('ada', { userId: 'usr_idle' }),
    ];
    await tenant.revoke('otto', revoked.id);
    world.now += DAY_MS;
    const secret = live.token.split('.')[2] ?? '';
    const other = secret.startsWith('A') ? `B${secret.slice(1)}` : `A${secret.slice(1)}`;
    const refused = [
      revoked.token,
      expiring.token,
      idle.token,
      live.token.replace(secret, other),
      live.token.replace(live.id, revoked.id),
      live.token.replace(live.id, 'tok_none'),
      live.token.replace(tenant.id, 'acme_none'),
      live.token.slice(0, -1),
      `${live.token}A`,
      live.token.toUpperCase(),
      `${live.token}=`,
      `lk_${tenant.id}.${live.id}`,
      `lk_${tenant.id}..${secret}`,
      `lk_$ne.${live.id}.${secret}`,
      'lk_',
      `lk_${'x'.repeat(8_000)}`,
      secret,
    ];
    const [first, ...answers] = await Promise.all(refused.map((token) => rawWith(token)));
    expect(first).toMatchObject({ status: 401, challenge: 'Bearer' });
    for (const answer of answers) expect(answer).toEqual(first);
    for (const body of ['no JSON', `{"query":"${'x'.repeat(2_000_000)}"}`]) {
      expect(await rawWith('lk_' + 'a'.repeat(20), {}, body)).toEqual(first);
      expect(await rawWith(live.token.replace(secret, other), {}, body)).toEqual(first);
    }
    expect(await tenant.who(live.token)).toBe('usr_otto');
  });

  it('is refused from the next one on after its token was revoked, also where it is known well [A19]', async () => {
    const tenant = await world.account();
    const { token, id } = await tenant.token('otto');
    for (let turn = 0; turn < 3; turn += 1) expect(await tenant.who(token)).toBe('usr_otto');
    await tenant.revoke('otto', id);
    const answers = await Promise.all([1, 2, 3, 4].map(() => tenant.who(token)));
    expect(answers).toEqual([401, 401, 401, 401]);
  });

  it('is refused from the moment on that its token expires [A19]', async () => {
    const tenant = await world.account();
    const { token } = await tenant.token('otto', { expiresInDays: 1 });
    world.now += DAY_MS - 1;
    expect(await tenant.who(token)).toBe('usr_otto');
    world.now += 1;
    expect(await tenant.who(token)).toBe(401);
  });

  it('is refused while its user is inactive, and not any more afterwards [A13, A19]', async () => {
    const tenant = await world.account();
    const { token } = await tenant.token('otto');
    const seen: unknown[] = [await tenant.who(token)];
    for (const active of [false, true]) {
      expect((await tenant.ask('ada', update(active))).errors).toBeUndefined();
      seen.push(await tenant.who(token));
    }
    expect(seen).toEqual(['usr_otto', 401, 'usr_otto']);
  });

  it('is refused after an import in which its user is not, and not by one in which they are [A22]', async () => {
    const tenant = await world.account();
    const [kept, ended] = [await tenant.token('otto'), await tenant.token('ada', { userId: 'usr_bot' })];
    const file = companyWithServices(tenant.id);
    const users = file.users?.filter(({ id }) => id !== 'usr_bot') ?? [];
    await world.gateway.importAccount({ ...file, users }, { replace: true });
    expect([await tenant.who(kept.token), await tenant.who(ended.token)]).toEqual(['usr_otto', 401]);
    await world.gateway.importAccount(file, { replace: true });
    expect([await tenant.who(kept.token), await tenant.who(ended.token)]).toEqual(['usr_otto', 401]);
  });

  it('is refused after its account was deleted, and made anew [A19]', async () => {
    const tenant = await world.account();
    const { token } = await tenant.token('otto');
    await tenant.who(token);
    await world.gateway.datastore.deleteAccount(tenant.id);
    expect(await tenant.who(token)).toBe(401);
    await world.gateway.importAccount(companyWithServices(tenant.id));
    expect(await tenant.who(token)).toBe(401);
  });

  it('may end its own token, and is told that it did; what it asks for after that is refused [A19]', async () => {
    const tenant = await world.account();
    const { token, id } = await tenant.token('ada');
    const both = `mutation ($input: RevokeAccessTokenInput!) { ended: revokeAccessToken(input: $input) {
      revokedAccessTokenId } later: createTeam(input: { name: "Later" }) { revision } }`;
    const before = await tenant.revision();
    const { status, data, errors = [] } = await tenant.ask(token, both, { input: { id } });
    expect([status, data]).toEqual([200, { ended: { revokedAccessTokenId: id }, later: null }]);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(await tenant.revision()).toBe(before + 1);
    const again = await tenant.ask(token, REVOKE, { input: { id } });
    expect(again.status).toBe(401);
  });

  it('may not bring two tokens [A19]', async () => {
    const tenant = await world.account();
    const { token } = await tenant.token('otto');
    const jwt = await world.gateway.token(tenant.id, 'usr_otto');
    for (const second of [token, jwt]) {
      const answered = await sendLines(world.gateway.url, [
        `GET /graphql?query=${encodeURIComponent(WHO)} HTTP/1.1`,
        ...['host: x', 'apollo-require-preflight: 1', 'connection: close'],
        `authorization: Bearer ${token}`,
        `authorization: Bearer ${second}`,
        ...['', ''],
      ]);
      expect(answered).toMatch(/^HTTP\/1.1 401 /);
    }
  });

  it('writes the day once, beside the account and without a word of its answer [A19]', async () => {
    const tenant = await world.account();
    const { token } = await tenant.token('otto');
    const before = await tenant.revision();
    const commandsOf = async (): Promise<number> => {
      const { datastore } = world.gateway;
      const counted = datastore.commandCount;
      expect(await tenant.who(token)).toBe('usr_otto');
      return datastore.commandCount - counted;
    };
    await commandsOf();
    await untilUsedOn(tenant, '2026-03-');
    const used = await lastUsedOn(tenant);
    const jwt = world.gateway.datastore.commandCount;
    await tenant.ask('otto', WHO);
    const ofJwt = world.gateway.datastore.commandCount - jwt;
    expect([await commandsOf(), await commandsOf()]).toEqual([ofJwt, ofJwt]);
    world.now += DAY_MS;
    await commandsOf();
    await untilUsedOn(tenant, new Date(world.now).toISOString().slice(0, 10));
    expect(await lastUsedOn(tenant)).not.toBe(used);
    expect(await tenant.revision()).toBe(before);
  });

  it('leaves nothing of tokens in the log and the trail [A19]', async () => {
    const tenant = await world.account();
    const { token } = await tenant.token('otto');
    await tenant.who(token);
    await tenant.who(`${token.slice(0, -2)}AA`);
    const told = JSON.stringify([world.heard, await tenant.events(5)]);
    expect(told).toContain('ACCESS_TOKEN_CREATED');
    expect(told).not.toContain(token.split('.')[2]?.slice(0, 20));
    expect(told).not.toMatch(/tokenHash|token_hash|lk_acme/);
  });
});

async function lastUsedOn(tenant: Tenant): Promise<string | undefined> {
  const { data } = await tenant.ask('otto', '{ viewer { accessTokens { edges { node { lastUsedOn } } } } }');
  return /"lastUsedOn":"([\d-]+)"/.exec(JSON.stringify(data))?.[1];
}

/** It is written after the answer; asking for it takes turns of its own. */
async function untilUsedOn(tenant: Tenant, day: string): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    if ((await lastUsedOn(tenant))?.startsWith(day) === true) return;
  }
  throw new Error(`The token was not noted as used on ${day}`);
}
