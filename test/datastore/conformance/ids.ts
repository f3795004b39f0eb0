import { describe, expect, it } from '@jest/globals';
import { AccountUnderTest } from './account-under-test.js';
import { idsOf, shuffled, sortedBy } from './pages.js';
import type { Subject } from './subject.js';
import { auditEvent, group, integration, on, permission, team, user } from './world.js';

/** At this level an id is any text; each of these has broken some store somewhere. */
const IDS: readonly string[] = [
  ...['a', 'A', 'a ', ' a', 'ä', 'Ä', '\u00e4'.normalize('NFD'), 'ß', 'ss', 'İ', 'i', 'ı'],
  ...[
    '$a',
    '$where',
    '$',
    '.',
    'a.b',
    'a..b',
    '.a',
    'a.',
    'a|b',
    'a~1b',
    '|',
    '~',
    '*',
    '%',
    '_',
    '?1',
    ':a',
  ],
  ...["'", '"', '`', "'; drop table accounts; --", '[]', '{}', '["a"]', '{"$gt":""}', '\\', '\\u0000', '\\0'],
  ...[
    'null',
    'true',
    '0',
    '1',
    '1.0',
    '01',
    '1e3',
    'NaN',
    '-',
    '9007199254740993',
    '__proto__',
    'constructor',
  ],
  ...[
    '\u0001',
    '\u0001\u0001',
    '\u0001\u0002',
    'a\u0001',
    'a\tb',
    'a\nb',
    '\r\n',
    '\u007f',
    '\u0085',
    '\u2028',
  ],
  ...[
    '\u200b',
    '\ufeff',
    '\ufffd',
    '\uffff',
    '\ud83d\ude00',
    '\ud83d\ude01',
    '\u{10ffff}',
    '中文',
    'x'.repeat(500),
  ],
];
const IN_ORDER = sortedBy(IDS, (id) => id);
/** The contract knows no integration `*`: its RBAC id would be the wildcard. */
const IN_ORDER_OF_INTEGRATIONS = IN_ORDER.filter((id) => id !== '*');
const WITH_TWINS = { directory: [...IDS.map((id) => group(id)), ...IDS.map((id) => team(id))] };

export function describeIds(subject: Subject): void {
  describe('ids of any text', () => {
    it('are different where one character differs, in case or form too', () => {
      expect(new Set(IDS).size).toBe(IDS.length);
    });

    it('find their own row and no other, in the directory', async () => {
      const account = await subject.account(WITH_TWINS);
      await account.read(async (snapshot) => {
        for (const id of IDS) {
          expect(await snapshot.directory([{ kind: 'TEAM', id }])).toEqual([team(id)]);
        }
        const all = await snapshot.directory(IDS.map((id) => ({ kind: 'GROUP', id }) as const));
        expect(sortedBy(all, ({ id }) => id)).toEqual(IN_ORDER.map((id) => group(id)));
      });
    });

    it('open the snapshot for their own user and are members of their own group', async () => {
      const directory = IDS.map((id) => user(id, { name: 'same', groupIds: [id] }));
      const account = await subject.account({ directory: shuffled(directory) });
      for (const id of IDS) expect(await account.read((snapshot) => snapshot.user?.id, id)).toBe(id);
      await account.read(async (snapshot) => {
        const groups = IDS.map((groupId) => ({ groupId }));
        const pages = await snapshot.memberPages(groups, { first: 9 });
        expect(pages.map(idsOf)).toEqual(IDS.map((id) => [id]));
        const [everyone] = await snapshot.memberPages(['EVERYONE'], { first: 500 });
        expect(idsOf(everyone)).toEqual(IN_ORDER);
      });
    });

    it('order lists by code point where names tie, also beyond the basic plane', async () => {
      const integrations = IN_ORDER_OF_INTEGRATIONS.map((id) => integration(id, { name: 'same' }));
      const account = await subject.account({ integrations: shuffled(integrations) });
      const page = await account.read((snapshot) =>
        snapshot.integrationPage({ first: 500, tokens: ['*'], withDetails: false }),
      );
      expect(idsOf(page)).toEqual(IN_ORDER_OF_INTEGRATIONS);
      const [replacement, emoji] = ['\ufffd', '\ud83d\ude00'].map((id) => idsOf(page).indexOf(id));
      expect(replacement).toBeLessThan(emoji ?? -1);
    });

    it('order names by code point too, not by UTF-16 unit', async () => {
      const names = ['\ud83d\ude00', '\ufffd', '\ue000', 'z', '\u{10400}'];
      const account = await subject.account({
        directory: names.map((name, at) => team(`id_${at}`, { name })),
      });
      const page = await account.read((snapshot) => snapshot.directoryPage({ kind: 'TEAM', first: 9 }));
      const found = page.rows.map(({ row }) => row.name);
      expect(found).toEqual(['z', '\ue000', '\ufffd', '\u{10400}', '\ud83d\ude00']);
    });

    it('are tokens, each its own', async () => {
      const integrations = IDS.map((token, at) => integration(`int_${at}`, { tokens: [token] }));
      const account = await subject.account({ integrations });
      await account.read(async (snapshot) => {
        for (const [at, token] of IDS.entries()) {
          const query = { first: 9, tokens: [token], withDetails: false };
          expect(idsOf(await snapshot.integrationPage(query))).toEqual([`int_${at}`]);
        }
      });
    });

    it('are of permissions, principals, RBAC ids and audit events', async () => {
      const permissions = IDS.map((id) =>
        permission(id, { rbacId: on(id), principal: { type: 'GROUP', id } }),
      );
      const account = await subject.account({ permissions });
      for (const id of IDS.slice(0, 5)) {
        await account.change({ auditEvents: [auditEvent(`event_${id}`, { actorId: id, rbacId: on(id) })] });
      }
      await account.read(async (snapshot) => {
        for (const [at, id] of IDS.entries()) {
          expect(await snapshot.permissions([id])).toEqual([permissions[at]]);
          const held = await snapshot.permissionsOn([on(id)], [{ type: 'GROUP', id }]);
          expect(held).toEqual([permissions[at]]);
        }
        for (const id of IDS.slice(0, 5)) {
          expect(idsOf(await snapshot.auditPage({ first: 9, actorId: id }))).toEqual([`event_${id}`]);
        }
      });
    });

    it('are of accounts', async () => {
      const prefix = subject.newAccountId();
      const ids = ['', 'A', 'a', '.', '$', '\u0001', '|', '\ud83d\ude00'].map((id) => prefix + id);
      const accounts = ids.map((id) => new AccountUnderTest(subject.datastore, id));
      for (const account of accounts) {
        expect(await account.import({ directory: [team('team', { name: account.id })] })).toBe(1);
      }
      for (const account of accounts) {
        const found = await account.read((snapshot) => snapshot.directory([{ kind: 'TEAM', id: 'team' }]));
        expect(found).toEqual([team('team', { name: account.id })]);
      }
    });
  });
}
