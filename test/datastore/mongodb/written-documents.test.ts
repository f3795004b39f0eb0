import { beforeAll, expect, it } from '@jest/globals';
import type { ChangeSet } from '../../../src/datastore/contract/datastore.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../../support/mongodb.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { integration, many, on, permission } from '../conformance/world.js';
import { Datastores } from './datastores.js';
import type { Profiled } from './raw-database.js';

/** Documents that a command inserted, changed or deleted. */
function writtenBy({ ninserted = 0, nModified = 0, ndeleted = 0 }: Profiled): number {
  return ninserted + nModified + ndeleted;
}

const granted = permission('pol_granted', {
  rbacId: on('int_00000'),
  principal: { type: 'USER', id: 'ana' },
});
const changedOn = (tokens: readonly string[]): Pick<ChangeSet, 'permissionsChangedOn'> => ({
  permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: 'int_00000', tokens }],
});

describeWithMongodb('the documents written', () => {
  const datastores = new Datastores();
  const uri = uniqueDatabaseUri();
  const raw = datastores.raw(uri);
  const datastore = datastores.create(uri);

  beforeAll(async () => {
    await datastore.open();
  });

  it.each([10, 1_000])(
    'by a grant and by its revoke are four, with %d integrations and permissions',
    async (rows) => {
      const account = new AccountUnderTest(datastore, `account_${rows}`);
      await account.import({
        integrations: many(rows, (id) => integration(id), 'int_'),
        permissions: many(rows, (id) => permission(id, { rbacId: on('int_00000') })),
      });
      const changes = [
        { addPermissions: [granted], ...changedOn(many(200, (token) => token)) },
        { removePermissionIds: [granted.id], ...changedOn(['*']) },
      ];
      for (const change of changes) {
        const commands = await raw.profiled(() => account.change(change));
        expect(commands.map(writtenBy).filter((written) => written > 0)).toEqual([1, 1, 1, 1]);
      }
    },
  );

  it('by a plan without changes are none', async () => {
    const account = new AccountUnderTest(datastore, 'unchanged');
    await account.import({});
    const commands = await raw.profiled(() => account.plan(() => Promise.resolve({ result: null })));
    expect(commands.map(writtenBy).filter((written) => written > 0)).toEqual([]);
  });
});
