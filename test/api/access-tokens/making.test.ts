import { expect, it } from '@jest/globals';
import { DAY_MS, onBothEngines, START } from './world.js';

onBothEngines('access tokens', (world) => {
  it('are made for oneself, in one audited change, and are shown once [A19]', async () => {
    const tenant = await world.account();
    const before = await tenant.revision();
    const { payload } = await tenant.create('otto', { name: 'Build', expiresInDays: 7, reason: 'pipeline' });
    expect(payload).toEqual({
      token: expect.stringMatching(new RegExp(`^lk_${tenant.id}\\.tok_[0-9a-f]{32}\\.[\\w-]{43}$`)),
      accessToken: {
        ...{ id: expect.stringMatching(/^tok_/), name: 'Build', lastUsedOn: null },
        ...{ createdAt: iso(START), expiresAt: iso(START + 7 * DAY_MS) },
      },
      ...{ warnings: [], userErrors: [], revision: before + 1 },
    });
    const { id } = payload?.accessToken ?? { id: '' };
    expect(await tenant.who(payload?.token ?? '')).toBe('usr_otto');
    expect(await tenant.events(1)).toEqual([
      {
        ...{ kind: 'ACCESS_TOKEN_CREATED', actorId: 'usr_otto', accessTokenId: null, reason: 'pipeline' },
        target: { kind: 'ACCESS_TOKEN', subjectId: id, name: 'Build' },
        before: null,
        after: {
          ...{ id, userId: 'usr_otto', name: 'Build' },
          ...{ createdAt: iso(START), expiresAt: iso(START + 7 * DAY_MS) },
        },
      },
    ]);
  });

  it.each([
    ['ada', { userId: 'usr_bot' }, ['done']],
    ['ada', { userId: 'usr_ada' }, ['done']],
    ['otto', { userId: 'usr_otto' }, ['done']],
    ['otto', { userId: null, expiresInDays: null, reason: null }, ['done']],
    ['ada', { userId: 'usr_otto' }, ['FORBIDDEN']],
    ['ada', { userId: 'usr_rosa' }, ['FORBIDDEN']],
    ['ada', { userId: 'usr_none' }, ['FORBIDDEN']],
    ['ada', { userId: 'no id' }, ['FORBIDDEN']],
    ['otto', { userId: 'usr_bot' }, ['FORBIDDEN']],
    ['otto', { userId: 'usr_none' }, ['FORBIDDEN']],
    ['otto', { userId: 'usr_none', name: '' }, ['BAD_USER_INPUT']],
    ['otto', { name: 'x'.repeat(200), expiresInDays: 365 }, ['done']],
    ['otto', { name: '𝄞'.repeat(200), expiresInDays: 1 }, ['done']],
    ['otto', { name: 'x'.repeat(201) }, ['BAD_USER_INPUT']],
    ['otto', { name: 'x'.repeat(100_000) }, ['BAD_USER_INPUT']],
    ['otto', { expiresInDays: 0 }, ['BAD_USER_INPUT']],
    ['otto', { expiresInDays: 366 }, ['BAD_USER_INPUT']],
    ['otto', { expiresInDays: -1 }, ['BAD_USER_INPUT']],
    ['otto', { reason: 'x'.repeat(1_001) }, ['BAD_USER_INPUT']],
  ])('are made by %s with %j: %j [A19]', async (as, input, told) => {
    const tenant = await world.account();
    const before = await tenant.revision();
    expect((await tenant.create(as, input)).told).toEqual(told);
    expect(await tenant.revision()).toBe(before + (told[0] === 'done' ? 1 : 0));
  });

  it('are at most twenty that are live, of each user [A19]', async () => {
    const tenant = await world.account();
    const tokens = [];
    for (let count = 0; count < 20; count += 1) {
      tokens.push(await tenant.token('ada', { userId: 'usr_bot', expiresInDays: 1 + (count % 2) }));
    }
    const refused = await tenant.create('ada', { userId: 'usr_bot' });
    expect(refused).toMatchObject({
      told: ['LIMIT_EXCEEDED input'],
      payload: { token: null, accessToken: null, revision: null },
    });
    await tenant.token('ada');
    await tenant.revoke('ada', tokens[0]?.id ?? '');
    await tenant.token('ada', { userId: 'usr_bot' });
    expect((await tenant.create('ada', { userId: 'usr_bot' })).told).toEqual(['LIMIT_EXCEEDED input']);
    world.now += DAY_MS;
    await tenant.token('ada', { userId: 'usr_bot' });
  });

  it('can be made for a service user who is inactive, with a warning [A19]', async () => {
    const tenant = await world.account();
    const { payload } = await tenant.create('ada', { userId: 'usr_idle' });
    expect(payload?.warnings).toEqual([{ code: 'INACTIVE_PRINCIPAL' }]);
    expect(await tenant.who(payload?.token ?? '')).toBe(401);
  });

  it('can be made by a token, as by its user, and the trail tells of it [A19]', async () => {
    const tenant = await world.account();
    const first = await tenant.token('otto');
    const second = await tenant.token(first.token);
    expect(await tenant.who(second.token)).toBe('usr_otto');
    expect(await tenant.events(1)).toMatchObject([
      { kind: 'ACCESS_TOKEN_CREATED', actorId: 'usr_otto', accessTokenId: first.id },
    ]);
    expect((await tenant.create(first.token, { userId: 'usr_bot' })).told).toEqual(['FORBIDDEN']);
  });

  it('are revoked by their user and by administrators, once [A19]', async () => {
    const tenant = await world.account();
    const [own, bots, ottos] = [
      await tenant.token('otto', { name: 'Own' }),
      await tenant.token('ada', { userId: 'usr_bot' }),
      await tenant.token('otto'),
    ];
    const before = await tenant.revision();
    const { payload } = await tenant.revoke('otto', own.id, { reason: 'lost' });
    expect(payload).toEqual({
      ...{ revokedAccessTokenId: own.id, warnings: [], userErrors: [], revision: before + 1 },
    });
    expect(await tenant.events(1)).toMatchObject([
      {
        ...{ kind: 'ACCESS_TOKEN_REVOKED', actorId: 'usr_otto', reason: 'lost', after: null },
        ...{ before: { id: own.id, name: 'Own' }, target: { kind: 'ACCESS_TOKEN', name: 'Own' } },
      },
    ]);
    for (const as of ['otto', 'ada']) {
      const again = await tenant.revoke(as, own.id);
      expect(again.payload).toEqual({
        ...{ revokedAccessTokenId: own.id, warnings: [{ code: 'NO_EFFECT' }], userErrors: [] },
        revision: before + 1,
      });
    }
    for (const id of [bots.id, 'tok_none', 'no id', 'x'.repeat(200)]) {
      expect((await tenant.revoke('otto', id)).told).toEqual(['FORBIDDEN']);
    }
    expect((await tenant.revoke('ada', 'tok_none')).told).toEqual(['NOT_FOUND']);
    expect((await tenant.revoke('otto', 'x'.repeat(201))).told).toEqual(['BAD_USER_INPUT']);
    expect(await tenant.revision()).toBe(before + 1);
    for (const { id, token } of [bots, ottos]) {
      expect((await tenant.revoke('ada', id)).told).toEqual(['done']);
      expect(await tenant.who(token)).toBe(401);
    }
  });

  it('are not known in another account [A19]', async () => {
    const [tenant, other] = [await world.account(), await world.account()];
    const { id, token } = await tenant.token('otto');
    expect((await other.revoke('ada', id)).told).toEqual(['NOT_FOUND']);
    expect((await other.revoke('otto', id)).told).toEqual(['FORBIDDEN']);
    expect(await other.who(token.replace(tenant.id, other.id))).toBe(401);
    expect(await tenant.who(token)).toBe('usr_otto');
  });
});

function iso(at: number): string {
  return new Date(at).toISOString();
}
