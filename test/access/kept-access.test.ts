import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KeptAccess } from '../../src/access/kept-access.js';
import { ViewerAccess } from '../../src/access/viewer-access.js';
import type { IntegrationAccess } from '../../src/access/resource-access.js';
import type { Datastore } from '../../src/datastore/contract/datastore.js';
import { keepFacts } from '../../src/datastore/facts/keeping-datastore.js';
import { createSqliteDatastore } from '../../src/datastore/sqlite/sqlite-datastore.js';
import { EDIT_INTEGRATION, VIEWER } from '../../src/decision/permission-sets.js';
import { EVERY_INTEGRATION } from '../../src/decision/visibility.js';
import type { ListedAction } from '../../src/decision/visibility.js';
import { AccountUnderTest } from '../datastore/conformance/account-under-test.js';
import { integration, on, ON_WILDCARD, permission, user } from '../datastore/conformance/world.js';

const HELD_BY_ANA = { rbacId: on('int_a'), principal: { type: 'USER', id: 'usr_ana' } } as const;
const WORLD = {
  directory: [user('usr_ana'), user('usr_ben')],
  integrations: [integration('int_a'), integration('int_b')],
  permissions: [permission('pol_a', { ...HELD_BY_ANA, permissionSetId: VIEWER.id })],
};

describe('a decision that is kept', () => {
  let store: Datastore;
  beforeEach(async () => {
    store = createSqliteDatastore({ file: ':memory:' });
    await store.open();
  });
  afterEach(() => store.close());

  const accountIn = async (datastore: Datastore): Promise<AccountUnderTest> => {
    const account = new AccountUnderTest(datastore, 'acme');
    await account.import(WORLD, { account: { accessModel: 'GRANTS_ONLY' } });
    return account;
  };
  const decided = (
    account: AccountUnderTest,
    userId: string,
    { ids = ['int_a'], withDetails = false } = {},
  ): Promise<readonly IntegrationAccess[]> =>
    account.read(async (snapshot) => {
      const access = ViewerAccess.of(snapshot, { now: Date.now() });
      return access.over(await snapshot.integrations(ids, { withDetails }), ids);
    }, userId);
  const mayOnA = ([first]: readonly IntegrationAccess[]) =>
    (['READ', 'UPDATE'] as const).filter((action) => first?.allows(action));

  it('is made once for a viewer at a revision', async () => {
    const account = await accountIn(keepFacts(store));
    const first = await decided(account, 'usr_ana');
    const [again] = await decided(account, 'usr_ana');
    expect(mayOnA(first)).toEqual(['READ']);
    expect(again).toBe(first[0]);
  });

  it('is that of nobody else', async () => {
    const account = await accountIn(keepFacts(store));
    await decided(account, 'usr_ana');
    expect(mayOnA(await decided(account, 'usr_ben'))).toEqual([]);
  });

  it('is made again after any change', async () => {
    const account = await accountIn(keepFacts(store));
    await decided(account, 'usr_ana');
    await account.change({
      addPermissions: [permission('pol_edit', { ...HELD_BY_ANA, permissionSetId: EDIT_INTEGRATION.id })],
      permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: 'int_a', tokens: [] }],
    });
    expect(mayOnA(await decided(account, 'usr_ana'))).toEqual(['READ', 'UPDATE']);
    await account.change({
      removePermissionIds: ['pol_a', 'pol_edit'],
      permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: 'int_a', tokens: [] }],
    });
    expect(mayOnA(await decided(account, 'usr_ana'))).toEqual([]);
  });

  it('joins those that are made anew, in the order asked', async () => {
    const account = await accountIn(keepFacts(store));
    await decided(account, 'usr_ana', { ids: ['int_b'] });
    const both = await decided(account, 'usr_ana', { ids: ['int_a', 'int_b', 'int_never'] });
    expect(both.map(({ rbacId, isVisible }) => [rbacId, isVisible])).toEqual([
      [on('int_a'), true],
      [on('int_b'), false],
    ]);
  });

  it('is not made for a row with details, nor taken for one', async () => {
    const account = await accountIn(keepFacts(store));
    const [plain] = await decided(account, 'usr_ana');
    const [detailed] = await decided(account, 'usr_ana', { withDetails: true });
    expect(detailed?.integration.details).toBeDefined();
    const [again] = await decided(account, 'usr_ana');
    expect(again).toBe(plain);
    expect(again?.integration.details).toBeUndefined();
  });

  it('is none where nothing is kept', async () => {
    const account = await accountIn(store);
    const [first] = await decided(account, 'usr_ana');
    const [again] = await decided(account, 'usr_ana');
    expect(again).not.toBe(first);
  });

  describe('which tokens a list is asked for', () => {
    const tokens = (account: AccountUnderTest, userId = 'usr_ana', action: ListedAction = 'READ') =>
      account.read((snapshot) => ViewerAccess.of(snapshot, { now: Date.now() }).tokens(action), userId);

    it('is made once for a viewer, an action and a revision', async () => {
      const account = await accountIn(keepFacts(store));
      const first = await tokens(account);
      expect(await tokens(account)).toBe(first);
      expect(await tokens(account, 'usr_ana', 'USE')).not.toEqual(first);
      expect(await tokens(account, 'usr_ben')).not.toEqual(first);
    });

    it('is made again after any change', async () => {
      const account = await accountIn(keepFacts(store));
      expect(await tokens(account)).not.toContain(EVERY_INTEGRATION);
      await account.change({
        addPermissions: [
          permission('pol_w', { ...HELD_BY_ANA, rbacId: ON_WILDCARD, permissionSetId: VIEWER.id }),
        ],
      });
      expect(await tokens(account)).toEqual([EVERY_INTEGRATION]);
      await account.change({ removePermissionIds: ['pol_w'] });
      expect(await tokens(account)).not.toContain(EVERY_INTEGRATION);
    });

    it('counts among what is kept, once', () => {
      const bytes: number[] = [];
      const kept = new KeptAccess({ keptUnder: { makeRoomFor: (more) => bytes.push(more) } });
      kept.keepTokens('READ', ['a', 'b', 'c', 'd', 'e']);
      kept.keepTokens('READ', ['a', 'b', 'c', 'd', 'e']);
      expect(bytes).toEqual([5 * 34]);
    });
  });
});
