import { expect, it } from '@jest/globals';
import { EDIT, OWNER, USE, VIEWER } from './stage/company.js';
import { done, onlyPermission, outcomes, refusal } from './stage/replies.js';
import type { PermissionsPayload } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';

/** How many run at once: more than a lock or a pool has places. */
const MANY = 40;

function atOnce<T>(count: number, act: (number: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, number) => act(number)));
}

onBothEngines('changes at the same time', (stage) => {
  it('leave one permission of many identical grants, and bump the revision once', async () => {
    const tenant = await stage.company();
    const grant = { on: 'int_slack', to: 'usr_otto', set: USE };
    const payloads: PermissionsPayload[] = [];
    const events = await tenant.eventsOf(async () => {
      const replies = await atOnce(MANY, (n) => tenant.as(n % 2 === 0 ? 'ada' : 'rosa').grant(grant));
      payloads.push(...replies.map(done));
    });
    expect(payloads.flatMap(outcomes).sort()).toEqual([
      'CREATED usr_otto',
      ...Array.from({ length: MANY - 1 }, () => 'UNCHANGED usr_otto'),
    ]);
    expect(new Set(payloads.map((payload) => onlyPermission(payload).id)).size).toBe(1);
    expect(new Set(payloads.map(({ revision }) => revision)).size).toBe(1);
    expect(events).toHaveLength(1);
    expect(await tenant.permissions('int_slack')).toHaveLength(3);
  });

  it('remove a permission once', async () => {
    const tenant = await stage.company();
    const before = await tenant.revision();
    const replies = await atOnce(10, () => tenant.as('ada').revoke('pol_slack_mia'));
    const all = replies.map(done).flatMap(outcomes).sort();
    expect(all).toEqual([...Array.from({ length: 9 }, () => 'ABSENT'), 'REMOVED usr_mia']);
    expect(await tenant.revision()).toBe(before + 1);
  });

  it('all count when they differ, and each has a revision of its own', async () => {
    const tenant = await stage.company();
    const before = await tenant.revision();
    const principals = ['usr_otto', 'usr_zoe', 'usr_ina', 'grp_oncall', 'grp_everyone'];
    const grants = principals.flatMap((to) =>
      [USE, VIEWER, EDIT].map((set) => ({ on: 'int_slack', to, set })),
    );
    const replies = await Promise.all(grants.map((grant) => tenant.as('ada').grant(grant)));
    const revisions = replies.map((reply) => done(reply).revision ?? 0).sort((a, b) => a - b);
    expect(revisions).toEqual(grants.map((_, index) => before + 1 + index));
    expect(await tenant.permissions('int_slack')).toHaveLength(2 + grants.length);
  });

  it('end with one CONFLICT when two people save what they saw', async () => {
    const tenant = await stage.company();
    const seen = await tenant.revision();
    const replies = await Promise.all([
      tenant.as('ada').save({
        ...{ on: 'int_slack', add: [{ to: 'usr_otto', set: USE }], expectedRevision: seen },
      }),
      tenant.as('rosa').save({ on: 'int_slack', remove: ['pol_slack_mia'], expectedRevision: seen }),
    ]);
    expect(replies.map(refusal).sort()).toEqual([[], ['CONFLICT input.expectedRevision']]);
    expect(await tenant.revision()).toBe(seen + 1);
  });

  it('never leave an integration without a permission of the Owner set', async () => {
    const tenant = await stage.company({
      permissions: [
        {
          ...{ id: 'pol_second', rbacId: 'data_providers.int_slack', permissionSetId: OWNER },
          principal: { type: 'USER', id: 'usr_zoe' },
        },
      ],
    });
    const replies = await Promise.all([
      tenant.as('ada').revoke('pol_slack_owner'),
      tenant.as('rosa').revoke('pol_second'),
    ]);
    expect(replies.map(refusal).sort()).toEqual([[], ['LAST_OWNER input.allowOrphan']]);
  });

  it('let one update win when both expect the same version', async () => {
    const tenant = await stage.company();
    const replies = await atOnce(8, (n) =>
      tenant.as('mia').update('int_pd', { name: `Name ${n}`, expectedVersion: 1 }),
    );
    const refused = replies.map(refusal).filter((codes) => codes.length > 0);
    expect(refused).toEqual(Array.from({ length: 7 }, () => ['CONFLICT input.expectedVersion']));
    expect((await tenant.integration('int_pd'))?.version).toBe(2);
  });

  it('delete an integration once; for the others it does not exist any more', async () => {
    const tenant = await stage.company();
    const replies = await atOnce(6, () => tenant.as('mia').remove('int_pd'));
    expect(replies.map(refusal).sort()).toEqual([[], ...Array.from({ length: 5 }, () => ['NOT_FOUND'])]);
  });
});
