import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { EDIT, OWNER, USE, VIEWER, integration, rbac } from './stage/company.js';
import { done, onlyPermission } from './stage/replies.js';
import type { Payload, Reply } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';
import type { AuditEvent, Tenant } from './stage/tenant.js';

/** What all events of one change have in common. */
const common = z.object({ requestId: z.uuid(), revision: z.int(), at: z.iso.datetime() });

const EXISTS = { on: 'int_slack', to: 'usr_mia', set: EDIT };

const NO_CHANGES: readonly (readonly [string, (tenant: Tenant) => Promise<Reply<Payload>>])[] = [
  ['a grant of what exists', (tenant) => tenant.as('ada').grant(EXISTS)],
  ['a revocation of what is not there', (tenant) => tenant.as('ada').revoke('pol_nowhere')],
  ['an empty Save', (tenant) => tenant.as('ada').save({ on: 'int_slack' })],
  [
    'a Save of what is so already',
    (tenant) => tenant.as('ada').save({ on: 'int_slack', add: [EXISTS], remove: ['pol_owner'] }),
  ],
  ['an update to nothing', (tenant) => tenant.as('mia').update('int_pd', {})],
  [
    'an update to what is so already',
    (tenant) =>
      tenant.as('mia').update('int_pd', {
        name: 'Integration int_pd',
        teamIds: ['team_pay', 'team_pay'],
        settings: { note: 'kept' },
        secrets: { never: null },
      }),
  ],
  [
    'an update to nulls',
    (tenant) =>
      tenant.as('mia').update('int_pd', { name: null, teamIds: null, settings: null, secrets: null }),
  ],
];

onBothEngines('the audit trail of a change', (stage) => {
  it('has one event for each permission that a Save changed, removes first', async () => {
    const tenant = await stage.company();
    const events = await tenant.eventsOf(async () =>
      done(
        await tenant.as('ada').save({
          on: 'int_slack',
          add: [
            { to: 'usr_otto', set: USE },
            { to: 'usr_nils', set: OWNER },
            { to: 'grp_oncall', set: VIEWER },
          ],
          remove: ['pol_slack_mia', 'pol_nowhere'],
          reason: 'Summer plan',
        }),
      ),
    );
    expect(
      events.map(({ kind, rbacId, reason, actorId, actorName }) => ({
        ...{ kind, rbacId, reason, actorId, actorName },
      })),
    ).toEqual(
      ['PERMISSION_REVOKED', 'PERMISSION_GRANTED', 'PERMISSION_GRANTED'].map((kind) => ({
        ...{ kind, rbacId: rbac('int_slack'), reason: 'Summer plan' },
        ...{ actorId: 'usr_ada', actorName: 'Ada' },
      })),
    );
    expect(new Set(events.map((event) => JSON.stringify(common.parse(event)))).size).toBe(1);
    expect(events[0]?.revision).toBe(await tenant.revision());
  });

  it('shows a permission before and after', async () => {
    const tenant = await stage.company();
    const ada = tenant.as('ada');
    const grant = { on: 'int_pd', to: 'usr_otto', set: USE, reason: 'why' };
    let permission: ReturnType<typeof onlyPermission> | undefined;
    const [granted] = await tenant.eventsOf(async () => {
      permission = onlyPermission(done(await ada.grant(grant)));
    });
    const state = {
      id: permission?.id,
      rbacId: rbac('int_pd'),
      principal: { type: 'USER', id: 'usr_otto' },
      permissionSetId: USE,
      source: 'GRANTED',
      grantedBy: 'usr_ada',
      grantedAt: permission?.grantedAt,
      reason: 'why',
    };
    expect(granted).toMatchObject({ before: null, after: state });
    const [revoked, ...others] = await tenant.eventsOf(() => ada.revoke(permission?.id ?? ''));
    expect(others).toEqual([]);
    expect(revoked).toMatchObject({ kind: 'PERMISSION_REVOKED', before: state, after: null, reason: null });
  });

  it('shows an integration before and after, of secrets the names alone', async () => {
    const tenant = await stage.company();
    const mia = tenant.as('mia');
    const asked = {
      name: 'Hook',
      teamIds: ['team_pay'],
      settings: { url: 'x' },
      secrets: { token: 'planted' },
    };
    let id = '';
    const created = await tenant.eventsOf(async () => {
      id = done(await mia.create(asked)).integration?.id ?? '';
    });
    expect(kinds(created)).toEqual(['INTEGRATION_CREATED', 'PERMISSION_GRANTED']);
    const [creation, automatic] = created;
    const first = {
      ...{ id, name: 'Hook', type: 'SLACK', system: false, teamIds: ['team_pay'], createdById: 'usr_mia' },
      ...{ version: 1, settings: { url: 'x' }, secretNames: ['token'] },
    };
    expect(creation).toMatchObject({ rbacId: rbac(id), before: null, after: first, actorId: 'usr_mia' });
    expect(automatic).toMatchObject({
      before: null,
      after: { rbacId: rbac(id), permissionSetId: OWNER, source: 'AUTOMATIC', grantedBy: 'usr_mia' },
    });

    const changes = { name: 'Hook 2', settings: { url: 'y' }, secrets: { token: null, key: 'planted' } };
    const updated = await tenant.eventsOf(async () => done(await mia.update(id, changes)));
    expect(kinds(updated)).toEqual(['INTEGRATION_UPDATED']);
    const second = { ...first, name: 'Hook 2', settings: { url: 'y' }, secretNames: ['key'], version: 2 };
    expect(updated).toMatchObject([{ rbacId: rbac(id), before: first, after: second, reason: null }]);

    const deleted = await tenant.eventsOf(async () => done(await mia.remove(id)));
    expect(kinds(deleted)).toEqual(['INTEGRATION_DELETED', 'PERMISSION_REVOKED']);
    expect(deleted).toMatchObject([
      { rbacId: rbac(id), before: second, after: null },
      { rbacId: rbac(id), before: { source: 'AUTOMATIC' }, after: null },
    ]);
    expect(JSON.stringify((await tenant.state()).events)).not.toContain('planted');
  });

  it('names the request, as the response does', async () => {
    const tenant = await stage.company();
    const requestIds: (string | null)[] = [];
    const [event] = await tenant.eventsOf(async () => {
      const response = await sendGrant(tenant);
      expect(await response.json()).toEqual({ data: { grantPermission: { userErrors: [] } } });
      requestIds.push(response.headers.get('x-request-id'));
    });
    expect(requestIds).toEqual([event?.requestId]);
  });

  it('keeps the name that the actor had', async () => {
    const tenant = await stage.company();
    done(await tenant.as('mia').update('int_pd', { name: 'Pager' }));
    await tenant.replace((file) => ({
      ...file,
      users: file.users?.map((user) => (user.id === 'usr_mia' ? { ...user, name: 'Maria' } : user)) ?? [],
    }));
    const { events } = await tenant.state();
    expect(events.find(({ kind }) => kind === 'INTEGRATION_UPDATED')?.actorName).toBe('Mia');
  });

  it.each(NO_CHANGES)('is not written to by %s, which bumps nothing either', async (_what, act) => {
    const tenant = await stage.company();
    const { revision } = done(await tenant.unchangedBy(() => act(tenant)));
    expect(revision).toBe(await tenant.revision());
  });

  it('is not written to by settings written out in the query that are so already', async () => {
    const settings = { a: { b: [1, { c: null }] }, d: 'x', e: 0 };
    const tenant = await stage.company({
      integrations: [integration('int_set', { createdById: 'usr_ada', settings })],
    });
    const answer = await tenant.unchangedBy(() =>
      tenant.as('ada').ask(`mutation { updateIntegration(input: {
        id: "int_set", settings: { a: { b: [1, { c: null }] }, d: "x", e: -0 }
      }) { integration { version } userErrors { code } } }`),
    );
    expect(answer.data).toEqual({ updateIntegration: { integration: { version: 1 }, userErrors: [] } });
  });
});

function kinds(events: readonly AuditEvent[]): readonly string[] {
  return events.map(({ kind }) => kind);
}

/** Over a plain request, whose headers can be read. */
async function sendGrant({ gateway, id }: Tenant): Promise<Response> {
  const query = `mutation { grantPermission(input: { rbacId: "${rbac('int_pd')}",
    principal: { type: USER, id: "usr_otto" }, permissionSetId: "${USE}" }) { userErrors { code } } }`;
  return fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await gateway.token(id, 'usr_ada')}`,
    },
    body: JSON.stringify({ query }),
  });
}
