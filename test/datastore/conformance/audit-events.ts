import { describe, expect, it } from '@jest/globals';
import type { AuditQuery, PageRequest } from '../../../src/datastore/contract/datastore.js';
import { FIRST_EVENT_ID } from './account-under-test.js';
import type { AccountUnderTest } from './account-under-test.js';
import { PAGE_SIZES, readAll, rowsOf } from './pages.js';
import type { Subject } from './subject.js';
import { auditEvent, on } from './world.js';

type Filter = Omit<AuditQuery, keyof PageRequest>;

const TARGETS = [
  { kind: 'INTEGRATION', subjectId: 'int_a', name: 'A' },
  { kind: 'USER', subjectId: 'usr_a', name: null },
  { kind: 'PERMISSION', subjectId: 'int_a', name: null },
] as const;

/** Changes of one to three events each; ids rise with time. */
async function withTrail(subject: Subject): Promise<AccountUnderTest> {
  const account = await subject.account();
  for (let change = 0; change < 12; change += 1) {
    const event = (part: number): ReturnType<typeof auditEvent> =>
      auditEvent(`event_${String(change).padStart(3, '0')}_${part}`, {
        rbacId: [on('int_a'), on('int_b'), null][part] ?? null,
        actorId: ['usr_ana', 'usr_bob'][change % 2] ?? null,
        at: change * 100,
        target: TARGETS[part] ?? TARGETS[0],
      });
    await account.change({ auditEvents: [event(0), ...[1, 2].slice(0, change % 3).map(event)] });
  }
  return account;
}

function trail(account: AccountUnderTest, first: number, filter: Filter): Promise<readonly string[]> {
  return account.read(async (snapshot) => {
    const rows = await readAll(first, (request) => snapshot.auditPage({ ...request, ...filter }));
    return rows.map(({ id, revision }) => `${revision} ${id}`);
  });
}

export function describeAuditEvents(subject: Subject): void {
  describe('the audit trail', () => {
    it.each(PAGE_SIZES)('is paged by %d, newest first by revision and id', async (first) => {
      const account = await withTrail(subject);
      const events = await trail(account, first, {});
      expect(events).toHaveLength(12 + 12 + 1);
      expect(events.slice(0, 3)).toEqual(['13 event_011_2', '13 event_011_1', '13 event_011_0']);
      expect(events.at(-1)).toBe(`1 ${FIRST_EVENT_ID}`);
      const revisions = events.map((event) => Number.parseInt(event, 10));
      expect(revisions).toEqual([...revisions].sort((a, b) => b - a));
    });

    it.each(PAGE_SIZES)('is filtered by RBAC id and by actor, paged by %d', async (first) => {
      const account = await withTrail(subject);
      const onB = { rbacId: on('int_b') };
      const byBob = { actorId: 'usr_bob' };
      expect(await trail(account, first, onB)).toHaveLength(8);
      expect(await trail(account, first, byBob)).toHaveLength(12);
      expect(await trail(account, first, { ...onB, ...byBob })).toEqual(
        [11, 7, 5, 1].map((change) => `${change + 2} event_${String(change).padStart(3, '0')}_1`),
      );
      expect(await trail(account, first, { actorId: 'usr_none' })).toEqual([]);
    });

    it.each(PAGE_SIZES)('is filtered by target and by time, half open, paged by %d', async (first) => {
      const account = await withTrail(subject);
      const numbers = async (filter: Filter) =>
        (await trail(account, first, filter)).map((event) => event.replace(/^\d+ event_0*(\d+)_/, '$1.'));
      expect(await numbers({ targetKind: 'USER' })).toHaveLength(8);
      expect(await numbers({ targetId: 'int_a' })).toHaveLength(12 + 4);
      expect(await numbers({ targetKind: 'PERMISSION', targetId: 'int_a', from: 500 })).toEqual([
        '11.2',
        '8.2',
        '5.2',
      ]);
      expect(await numbers({ from: 300, to: 500 })).toEqual(['4.1', '4.0', '3.0']);
      expect(await numbers({ to: 100, actorId: 'usr_ana' })).toEqual(['0.0']);
      expect(await numbers({ targetKind: 'USER', rbacId: on('int_b'), to: 200 })).toEqual(['1.1']);
      expect(await numbers({ from: 500, to: 500 })).toEqual([]);
    });

    it('keeps each event as it was written, with the revision of its change', async () => {
      const account = await subject.account();
      const event = auditEvent('event_full', {
        at: 1_700_000_000_004,
        actorId: 'usr_ana',
        actorName: 'Ana',
        kind: 'INTEGRATION_UPDATED',
        target: { kind: 'INTEGRATION', subjectId: 'int_a', name: 'old' },
        rbacId: on('int_a'),
        before: { name: 'old', teams: ['a', { $b: null }] },
        after: { name: 'new', secrets: [], 'a.b': 1.5 },
        reason: 'because',
        requestId: 'request_1',
      });
      const bare = auditEvent('event_bare', { kind: 'INTEGRATION_DELETED' });
      await account.change({ auditEvents: [event, bare] });
      const page = await account.read((snapshot) => snapshot.auditPage({ first: 2 }));
      expect(rowsOf(page)).toEqual([
        { ...event, revision: 2 },
        { ...bare, revision: 2 },
      ]);
    });
  });
}
