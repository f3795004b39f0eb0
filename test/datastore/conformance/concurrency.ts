import { describe, expect, it } from '@jest/globals';
import type { PlannedChange, Snapshot } from '../../../src/datastore/contract/datastore.js';
import { idsOf } from './pages.js';
import type { Subject } from './subject.js';
import { auditEvent, integration, many, on, permission } from './world.js';

const ANA = { type: 'USER', id: 'usr_ana' } as const;

/** Grants what is not granted yet, as the service does: it looks first, within the change. */
async function grantOnce(snapshot: Snapshot, id: string): Promise<PlannedChange<string>> {
  const found = await snapshot.permissionsOn([on('int_a')], [ANA]);
  if (found.length > 0) return { result: 'UNCHANGED' };
  return {
    result: 'CREATED',
    changes: {
      touched: [],
      addPermissions: [permission(id, { rbacId: on('int_a'), principal: ANA })],
      permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: 'int_a', tokens: ['*', id] }],
      auditEvents: [auditEvent(`event_${id}`)],
    },
  };
}

export function describeConcurrency(subject: Subject): void {
  describe('changes at the same time', () => {
    it('that grant the same leave one permission, one event and one revision more', async () => {
      const account = await subject.account({ integrations: [integration('int_a')] });
      const outcomes = await Promise.all(
        many(40, (id) => account.plan((snapshot) => grantOnce(snapshot, id)), 'pol_'),
      );
      expect(outcomes.filter(({ result }) => result === 'CREATED')).toHaveLength(1);
      expect(new Set(outcomes.map(({ revision }) => revision))).toEqual(new Set([2]));
      await account.read(async (snapshot) => {
        const [stored, ...more] = await snapshot.permissionsOn([on('int_a')]);
        expect(more).toEqual([]);
        expect(snapshot.account.revision).toBe(2);
        expect(await snapshot.auditPage({ first: 9 })).toMatchObject({ rows: { length: 2 } });
        const tokens = [stored?.id ?? ''];
        expect(await snapshot.integrationPage({ first: 9, tokens, withDetails: false })).toMatchObject({
          rows: { length: 1 },
        });
      });
    });

    it('are all made, each at a revision of its own, and none is lost', async () => {
      const account = await subject.account({ integrations: [integration('int_a')] });
      const revisions = await Promise.all(
        many(20, (id) =>
          account.change({
            addPermissions: [permission(id, { rbacId: on('int_a') })],
            auditEvents: [auditEvent(`event_${id}`)],
          }),
        ),
      );
      expect([...revisions].sort((a, b) => a - b)).toEqual(many(20, (_, at) => at + 2));
      await account.read(async (snapshot) => {
        expect(await snapshot.permissionsOn([on('int_a')])).toHaveLength(20);
        const events = await snapshot.auditPage({ first: 50 });
        expect(new Set(events.rows.map(({ row }) => row.revision)).size).toBe(21);
      });
    });

    it('each see what the ones before them made: a counter reaches their number', async () => {
      const account = await subject.account({ integrations: [integration('int_a')] });
      const increment = async (snapshot: Snapshot): Promise<PlannedChange<null>> => {
        const [found] = await snapshot.integrations(['int_a'], { withDetails: false });
        const saved = integration('int_a', { version: (found?.version ?? 0) + 1 });
        const auditEvents = [auditEvent(`event_${saved.version}`)] as const;
        return { result: null, changes: { touched: [], saveIntegrations: [saved], auditEvents } };
      };
      await Promise.all(many(15, () => account.plan(increment)));
      const [found] = await account.read((snapshot) =>
        snapshot.integrations(['int_a'], { withDetails: false }),
      );
      expect(found?.version).toBe(16);
    });

    it('are never seen in part by a snapshot', async () => {
      const account = await subject.account({ integrations: [integration('int_a')] });
      const looking = many(20, () =>
        account.read(async (snapshot) => {
          const permissions = await snapshot.permissionScan({ first: 50 });
          const events = await snapshot.auditPage({ first: 50 });
          return [snapshot.account.revision - 1, idsOf(permissions).length, idsOf(events).length - 1];
        }),
      );
      const changing = many(20, (id) =>
        account.change({
          addPermissions: [permission(id, { rbacId: on('int_a') })],
          auditEvents: [auditEvent(`event_${id}`)],
        }),
      );
      const [seen] = await Promise.all([Promise.all(looking), Promise.all(changing)]);
      for (const [revision, permissions, events] of seen) {
        expect([permissions, events]).toEqual([revision, revision]);
      }
    });
  });
}
