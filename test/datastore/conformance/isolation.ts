import { describe, expect, it } from '@jest/globals';
import { FIRST_EVENT_ID } from './account-under-test.js';
import type { AccountUnderTest } from './account-under-test.js';
import { idsOf, rowsOf } from './pages.js';
import type { Subject } from './subject.js';
import { FIRST_SET_ID, auditEvent, group, integration, on, permission, user } from './world.js';
import type { World } from './world.js';

/** Two accounts with the same ids and other names, so that a row of the wrong one shows. */
function worldNamed(name: string): World {
  return {
    directory: [group('grp', { name }), user('usr', { name, groupIds: ['grp'] })],
    integrations: [integration('int', { name })],
    permissions: [
      permission('pol', {
        rbacId: on('int'),
        principal: { type: 'GROUP', id: 'grp' },
        permissionSetId: FIRST_SET_ID,
        reason: name,
      }),
    ],
  };
}

const page = { first: 10 };

async function namesIn(account: AccountUnderTest): Promise<readonly (string | null | undefined)[]> {
  return account.read(async (snapshot) => {
    const [members] = await snapshot.memberPages([{ groupId: 'grp' }], page);
    const [everyone] = await snapshot.memberPages(['EVERYONE'], page);
    const [held] = await snapshot.permissionPages([{ heldBy: { type: 'GROUP', id: 'grp' } }], {
      ...page,
      visibleTokens: ['*'],
    });
    return [
      snapshot.user?.name,
      ...(await snapshot.directory([{ kind: 'GROUP', id: 'grp' }])).map(({ name }) => name),
      ...rowsOf(await snapshot.directoryPage({ ...page, kind: 'USER' })).map(({ name }) => name),
      ...rowsOf(members).map(({ name }) => name),
      ...rowsOf(everyone).map(({ name }) => name),
      ...(await snapshot.integrations(['int'], { withDetails: false })).map(({ name }) => name),
      ...rowsOf(
        await snapshot.integrationPage({ ...page, tokens: ['*'], type: 'SLACK', withDetails: false }),
      ).map(({ name }) => name),
      ...(await snapshot.permissions(['pol'])).map(({ reason }) => reason),
      ...(await snapshot.permissionsOn([on('int')])).map(({ reason }) => reason),
      ...rowsOf(held).map(({ reason }) => reason),
      ...rowsOf(await snapshot.permissionScan(page)).map(({ reason }) => reason),
    ];
  }, 'usr');
}

export function describeIsolation(subject: Subject): void {
  describe('two accounts with the same ids', () => {
    it('never see each other, whatever is read', async () => {
      const [left, right] = [
        await subject.account(worldNamed('left')),
        await subject.account(worldNamed('right')),
      ];
      expect(new Set(await namesIn(left))).toEqual(new Set(['left']));
      expect(new Set(await namesIn(right))).toEqual(new Set(['right']));
    });

    it('never change each other', async () => {
      const [left, right] = [
        await subject.account(worldNamed('left')),
        await subject.account(worldNamed('right')),
      ];
      const before = await namesIn(right);
      await left.change({ removePermissionIds: ['pol'], auditEvents: [auditEvent('event_left')] });
      await left.change({
        removeIntegrationIds: ['int'],
        saveIntegrations: [integration('int', { name: 'changed' })],
      });
      await left.import({}, { replace: true });
      expect(await namesIn(right)).toEqual(before);
      expect(await right.read((snapshot) => snapshot.account.revision)).toBe(1);
      expect(idsOf(await right.read((snapshot) => snapshot.auditPage(page)))).toEqual([FIRST_EVENT_ID]);
    });
  });
}
