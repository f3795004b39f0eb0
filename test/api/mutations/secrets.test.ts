import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { EDIT, VIEWER, integration, permission } from './stage/company.js';
import { done, refusal } from './stage/replies.js';
import { PLANTED_SECRET, onBothEngines } from './stage/stage.js';
import type { Tenant } from './stage/tenant.js';

const secret = (n: number | string) => `${PLANTED_SECRET} ${n}`;

async function secretsOf(tenant: Tenant, id: string) {
  return (await tenant.integration(id))?.secrets ?? [];
}

async function namesOf(tenant: Tenant, id: string) {
  return (await secretsOf(tenant, id)).map(({ name }) => name);
}

onBothEngines('the secrets of an integration', (stage) => {
  it('are set with it, and show their names and when they were set', async () => {
    const tenant = await stage.company();
    const before = Date.now();
    const input = { secrets: { token: secret(1), apiKey: secret(2) } };
    const id = done(await tenant.as('mia').create(input)).integration?.id ?? '';
    const secrets = await secretsOf(tenant, id);
    expect(secrets.map(({ name }) => name)).toEqual(['apiKey', 'token']);
    for (const { setAt } of secrets) expect(Date.parse(setAt)).toBeGreaterThanOrEqual(before - 1);
  });

  it('are merged: what is not named stays, null removes one', async () => {
    const tenant = await stage.company();
    const mia = tenant.as('mia');
    done(await mia.update('int_pd', { secrets: { a: secret(1), b: secret(2), c: secret(3) } }));
    const first = await secretsOf(tenant, 'int_pd');
    done(await mia.update('int_pd', { secrets: { b: null, d: secret(4), e: null } }));
    expect(await namesOf(tenant, 'int_pd')).toEqual(['a', 'c', 'd']);
    const second = await secretsOf(tenant, 'int_pd');
    expect(second.filter(({ name }) => name !== 'd')).toEqual(first.filter(({ name }) => name !== 'b'));
    done(await mia.update('int_pd', { name: 'x', settings: {}, secrets: {} }));
    expect(await secretsOf(tenant, 'int_pd')).toEqual(second);
    done(await mia.update('int_pd', { secrets: { a: null, c: null, d: null } }));
    expect(await secretsOf(tenant, 'int_pd')).toEqual([]);
  });

  it('are replaced by name, each alone', async () => {
    const tenant = await stage.company();
    const mia = tenant.as('mia');
    done(await mia.update('int_pd', { secrets: { a: secret(1), b: secret(2) } }));
    const sealed = await sealedIn(tenant, 'int_pd');
    done(await mia.update('int_pd', { secrets: { a: secret(3) } }));
    const again = await sealedIn(tenant, 'int_pd');
    expect(again.get('a')).not.toBe(sealed.get('a'));
    expect(again.get('b')).toBe(sealed.get('b'));
    expect((await tenant.integration('int_pd'))?.version).toBe(3);
  });

  it('are kept under any name, as given', async () => {
    const tenant = await stage.company();
    const names = ['constructor', 'toString', 'Ä', 'a.b', '$ne', ' ', '🔑', 'x'.repeat(200)];
    const secrets = Object.fromEntries(names.map((name) => [name, secret(name)]));
    done(await tenant.as('mia').update('int_pd', { secrets }));
    expect(new Set(await namesOf(tenant, 'int_pd'))).toEqual(new Set(names));
    expect((await sealedIn(tenant, 'int_pd')).size).toBe(names.length);
  });

  it('are nowhere to be read: not by administrators, not in the audit trail, not in an export', async () => {
    const tenant = await stage.company({
      integrations: [integration('int_from_file', { secrets: { fromFile: secret('file') } })],
    });
    const mia = tenant.as('mia');
    const id = done(await mia.create({ secrets: { token: secret(1) }, settings: {} })).integration?.id ?? '';
    done(await mia.update(id, { secrets: { token: secret(2), second: secret(3) } }));
    done(await mia.grant({ on: id, to: 'usr_otto', set: VIEWER }));
    const { data } = await tenant.as('ada').ask(`{ integrations { edges { node {
      id settings secrets { name setAt } version createdBy { name } permissions { edges { node { id } } } } } } }`);
    const state = await tenant.state();
    done(await mia.remove(id));
    const everything = JSON.stringify([data, state, await tenant.state()]);
    expect(everything).toContain('"second"');
    expect(everything).toContain('fromFile');
    expect(everything).not.toContain(PLANTED_SECRET);
  });

  it('are not told by refusals', async () => {
    const tenant = await stage.company({
      permissions: [permission('pol_nils_view', { to: 'usr_nils', set: VIEWER, on: 'int_pd' })],
    });
    const secrets = { token: secret('refused') };
    const refusals = [
      await tenant.as('nils').update('int_pd', { secrets }),
      await tenant.as('mia').update('int_ops', { secrets }),
      await tenant.as('mia').update('int_pd', { secrets, expectedVersion: 7 }),
      await tenant.as('mia').update('int_pd', { secrets, name: '' }),
      await tenant.as('mia').update('int_pd', { secrets: { '': secret(1) } }),
      await tenant.as('mia').update('int_pd', { secrets: { token: secret('x'.repeat(16 * 1024)) } }),
      await tenant.as('mia').update('int_pd', { secrets: { token: { inner: secret(1) } } }),
      await tenant.as('mia').update('int_pd', { secrets: { token: [secret(1)] } }),
      await tenant.as('mia').create({ secrets: { token: null, other: secret(1) } }),
      await tenant.as('mia').create({ secrets, teamIds: ['team_nowhere'] }),
      await tenant.as('otto').create({ secrets }),
    ].map(refusal);
    expect(refusals.map(([first]) => first)).toEqual([
      'FORBIDDEN',
      'NOT_FOUND',
      'CONFLICT input.expectedVersion',
      ...Array.from({ length: 6 }, () => 'BAD_USER_INPUT'),
      'TEAM_NOT_FOUND input.teamIds',
      'FORBIDDEN',
    ]);
    expect(await namesOf(tenant, 'int_pd')).toEqual([]);
  });

  it('need UPDATE to be set, and READ to be known of', async () => {
    const tenant = await stage.company({
      permissions: [permission('pol_nils_edit', { to: 'usr_nils', set: EDIT, on: 'int_pd' })],
    });
    done(await tenant.as('nils').update('int_pd', { secrets: { byNils: secret(1) } }));
    expect(await namesOf(tenant, 'int_pd')).toEqual(['byNils']);
    expect(refusal(await tenant.as('otto').update('int_pd', { secrets: {} }))).toEqual(['NOT_FOUND']);
  });
});

onBothEngines(
  'a gateway without a key for secrets',
  (stage) => {
    it('refuses them, and names what is missing', async () => {
      const tenant = await stage.company();
      const input = { id: 'int_pd', name: 'x', secrets: { token: secret(1) } };
      const { errors = [] } = await tenant.unchangedBy(() =>
        tenant
          .as('mia')
          .ask(
            'mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { revision } }',
            { input },
          ),
      );
      expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT' }]);
      expect(errors[0]?.message).toContain('LATCHKEY_SECRETS_KEY');
      const created = await tenant.unchangedBy(() => tenant.as('mia').create({ secrets: { a: secret(1) } }));
      expect(refusal(created)).toEqual(['BAD_USER_INPUT']);
    });

    it('refuses them before it looks whether there is such an integration', async () => {
      const tenant = await stage.company();
      const secrets = { token: secret(1) };
      expect(refusal(await tenant.as('mia').update('int_nowhere', { secrets }))).toEqual(['BAD_USER_INPUT']);
      expect(refusal(await tenant.as('zoe').create({ secrets }))).toEqual(['BAD_USER_INPUT']);
    });

    it('takes everything else, also that one is removed', async () => {
      const tenant = await stage.company();
      done(await tenant.as('mia').update('int_pd', { name: 'x', secrets: { gone: null } }));
      done(await tenant.as('mia').update('int_pd', { name: 'y', secrets: {} }));
      done(await tenant.as('mia').create({ secrets: {} }));
    });
  },
  { withoutSealer: true },
);

const exported = z.object({
  integrations: z.array(
    z.object({
      id: z.string(),
      sealedSecrets: z.array(z.object({ name: z.string(), sealed: z.string() })).default([]),
    }),
  ),
});

/** The sealed form of each secret, which an export holds. */
async function sealedIn(tenant: Tenant, id: string): Promise<ReadonlyMap<string, string>> {
  const { integrations } = exported.parse(JSON.parse((await tenant.state()).file));
  const own = integrations.find((each) => each.id === id)?.sealedSecrets ?? [];
  return new Map(own.map(({ name, sealed }) => [name, sealed]));
}
