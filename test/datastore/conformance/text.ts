import { describe, expect, it } from '@jest/globals';
import { AccountUnderTest, write } from './account-under-test.js';
import { idsOf } from './pages.js';
import type { Subject } from './subject.js';
import { accountState, auditEvent, integration, permission, team, user } from './world.js';
import type { World } from './world.js';

const TEXTS: readonly string[] = [
  '',
  ' spaces  at both ends ',
  '\u00e9',
  'e\u0301',
  '\u0001\u0002\u001f\u007f',
  'line\r\nbreak\ttab\u2028',
  'x\u0001\u0001y',
  '\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \ufffd \uffff \u{10ffff}',
  '\\u0000 \\ud800 %00 &#0;',
  '"quoted" \'and\' `more`',
  'İstanbul ẞ ǅ Σς',
  'long '.repeat(20_000),
];

const SETTINGS = {
  plan: 'STANDARD',
  permissionSets: 'OFF',
  accessModel: 'LAYERED',
  residualRead: false,
} as const;

/** Text that has no exact stored form. */
const UNSTORABLE: readonly (readonly [string, string])[] = [
  ['U+0000', 'a\u0000b'],
  ['a lone high surrogate', 'a\ud800'],
  ['a lone low surrogate', '\udc00b'],
  ['surrogates in the wrong order', '\udc00\ud800'],
  ['U+0000 after a backslash', '\\\u0000'],
];

/** Every place of a world that takes text, with the text in it. */
function worldsWith(text: string): readonly World[] {
  return [
    { directory: [user(text)] },
    { directory: [user('usr', { name: text })] },
    { directory: [user('usr', { email: text })] },
    { directory: [user('usr', { groupIds: [text] })] },
    { directory: [user('usr', { memberships: [{ teamId: text, role: 'OPERATOR' }] })] },
    { integrations: [integration(text)] },
    { integrations: [integration('int', { tokens: [text] })] },
    { integrations: [integration('int', { teamIds: [text] })] },
    { integrations: [integration('int', { createdById: text })] },
    { integrations: [integration('int', { details: { settings: { a: [{ b: text }] }, secrets: [] } })] },
    { integrations: [integration('int', { details: { settings: { [text]: 1 }, secrets: [] } })] },
    { permissions: [permission(text)] },
    { permissions: [permission('pol', { reason: text })] },
    { permissions: [permission('pol', { principal: { type: 'USER', id: text } })] },
  ];
}

export function describeText(subject: Subject): void {
  describe('text', () => {
    it('comes back exactly as it went in', async () => {
      const account = new AccountUnderTest(subject.datastore, subject.newAccountId());
      const directory = TEXTS.map((name, at) => user(`usr_${at}`, { name, email: name }));
      const integrations = TEXTS.map((name, at) =>
        integration(`int_${at}`, { name, details: { settings: { text: name, [name]: 1 }, secrets: [] } }),
      );
      const permissions = TEXTS.map((reason, at) => permission(`pol_${at}`, { reason }));
      await account.import({ directory, integrations, permissions }, { account: { name: TEXTS[7] ?? '' } });
      await account.read(async (snapshot) => {
        expect(snapshot.account.name).toBe(TEXTS[7]);
        for (const [at, expected] of directory.entries()) {
          expect(await snapshot.directory([{ kind: 'USER', id: `usr_${at}` }])).toEqual([expected]);
          const [found] = await snapshot.integrations([`int_${at}`], { withDetails: true });
          expect([found?.name, found?.details]).toEqual([TEXTS[at], integrations[at]?.details]);
          expect(await snapshot.permissions([`pol_${at}`])).toEqual([permissions[at]]);
        }
      });
    });

    it.each(UNSTORABLE)(
      'with %s is refused wherever an import takes text, and leaves nothing',
      async (_, text) => {
        for (const world of worldsWith(text)) {
          const account = new AccountUnderTest(subject.datastore, subject.newAccountId());
          const started = await subject.datastore.beginImport(account.id, { replace: false });
          await expect(write(started, world)).rejects.toBeInstanceOf(RangeError);
          await started.discard();
          expect(await subject.datastore.openSnapshot(account.id)).toBeUndefined();
        }
        const account = new AccountUnderTest(subject.datastore, subject.newAccountId());
        const refused = account.import({}, { account: { name: text } });
        await expect(refused).rejects.toBeInstanceOf(RangeError);
        expect(await subject.datastore.openSnapshot(account.id)).toBeUndefined();
      },
    );

    it.each(UNSTORABLE)(
      'with %s is refused wherever a change takes text, and changes nothing',
      async (_, text) => {
        const account = await subject.account({ integrations: [integration('int')] });
        const event = auditEvent('event');
        for (const changes of [
          { removeDirectory: [{ kind: 'USER', id: text }] as const },
          { saveDirectory: [user('usr', { name: text })] },
          { settings: { ...SETTINGS, name: text } },
          { removeIntegrationIds: [text] },
          { saveIntegrations: [integration('int', { name: text })] },
          { removePermissionIds: [text] },
          { addPermissions: [permission('pol', { reason: text })] },
          { permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: 'int', tokens: [text] }] as const },
          { auditEvents: [auditEvent('event', { before: { [text]: text } })] as const },
        ]) {
          const refused = account.change({ auditEvents: [event], ...changes });
          await expect(refused).rejects.toBeInstanceOf(RangeError);
        }
        expect(await account.read((snapshot) => snapshot.account.revision)).toBe(1);
      },
    );

    it.each(UNSTORABLE)('with %s is refused in every question', async (_, text) => {
      const account = await subject.account({ directory: [team('team')] });
      await expect(subject.datastore.openSnapshot(text)).rejects.toBeInstanceOf(RangeError);
      await expect(subject.datastore.openSnapshot(account.id, text)).rejects.toBeInstanceOf(RangeError);
      const page = { first: 9 };
      await account.read(async (snapshot) => {
        const questions = [
          () => snapshot.directory([{ kind: 'USER', id: text }]),
          () => snapshot.directorySearch({ ...page, kind: 'USER', search: text }),
          () => snapshot.directoryPage({ ...page, kind: 'USER', after: text }),
          () => snapshot.memberPages([{ groupId: text }], page),
          () => snapshot.memberPages([{ teamId: text }], page),
          () => snapshot.usersNamed([text]),
          () => snapshot.hasAdministratorBeside([text]),
          () => snapshot.integrations([text], { withDetails: false }),
          () => snapshot.integrationPage({ ...page, tokens: [text], withDetails: false }),
          () => snapshot.integrationSearch({ ...page, tokens: ['*'], search: text, withDetails: false }),
          () => snapshot.permissions([text]),
          () => snapshot.permissionsOn([text]),
          () => snapshot.permissionsOn(['a'], [{ type: 'USER', id: text }]),
          () => snapshot.permissionPages([{ on: text }], { ...page, visibleTokens: [] }),
          () => snapshot.permissionPages([], { ...page, visibleTokens: [text] }),
          () => snapshot.auditPage({ ...page, rbacId: text }),
        ];
        for (const ask of questions) await expect(ask()).rejects.toBeInstanceOf(RangeError);
        expect(idsOf(await snapshot.directoryPage({ ...page, kind: 'TEAM' }))).toEqual(['team']);
      });
    });

    it('that names an account is refused when it cannot be stored', async () => {
      const started = subject.datastore.beginImport('a\u0000', { replace: true });
      await expect(started).rejects.toBeInstanceOf(RangeError);
      const state = accountState(subject.newAccountId(), { rootTeamId: 'a\u0000' });
      const other = await subject.datastore.beginImport(state.id, { replace: false });
      await expect(other.commit(state, auditEvent('event'))).rejects.toBeInstanceOf(RangeError);
    });
  });
}
