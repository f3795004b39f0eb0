import { beforeAll, expect, it } from '@jest/globals';
import { DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import type { AccountDocument, GenerationDocument } from '../../../src/datastore/mongodb/documents.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../../support/mongodb.js';
import { AccountUnderTest, write } from '../conformance/account-under-test.js';
import { accountState, auditEvent, integration, many, permission, user } from '../conformance/world.js';
import { Datastores } from './datastores.js';

const WORLD = {
  directory: many(3, (id) => user(id)),
  integrations: many(3, (id) => integration(id)),
  permissions: many(3, (id) => permission(id)),
};
const TWO_HOURS_AGO = { $dateSubtract: { startDate: '$$NOW', unit: 'hour', amount: 2 } };

describeWithMongodb('what imports leave behind', () => {
  const datastores = new Datastores();
  const uri = uniqueDatabaseUri();
  const raw = datastores.raw(uri);
  const [crashing, datastore] = [datastores.create(uri), datastores.create(uri)];

  beforeAll(async () => {
    await crashing.open();
    await datastore.open();
  });

  async function rowsStored(): Promise<readonly number[]> {
    const collections = ['directory', 'integrations', 'permissions', 'generations'];
    return Promise.all(collections.map((name) => raw.collection(name).countDocuments()));
  }

  const grownOld = (): Promise<unknown> =>
    raw
      .collection<GenerationDocument>('generations')
      .updateMany({ state: 'WRITING' }, [{ $set: { seenAt: TWO_HOURS_AGO } }]);

  it('is removed when a later one starts, of any account, but not what another process is writing', async () => {
    const abandoned = await crashing.beginImport('crashed', { replace: false });
    await write(abandoned, WORLD);
    const before = await rowsStored();

    const living = await datastore.beginImport('living', { replace: false });
    await write(living, WORLD);
    expect(await rowsStored()).toEqual(before.map((rows) => 2 * rows));

    await grownOld();
    const later = await datastore.beginImport('later', { replace: false });
    expect(await rowsStored()).toEqual([0, 0, 0, 1]);
    await later.discard();
    expect(await rowsStored()).toEqual([0, 0, 0, 0]);
  });

  it('of a deletion that was interrupted goes with the trail when a later import starts [A21]', async () => {
    const account = new AccountUnderTest(datastore, 'deleted');
    await account.import(WORLD);
    await account.change({});
    const accounts = raw.collection<AccountDocument>('accounts');
    const stored = await accounts.findOneAndDelete({ _id: account.id });
    await raw
      .collection<GenerationDocument>('generations')
      .updateOne({ _id: stored?.generation ?? '' }, { $set: { state: 'DELETED', accountId: account.id } });
    const events = raw.collection('audit_events');
    expect(await events.countDocuments({ accountId: account.id })).toBe(2);
    await (await datastore.beginImport('third', { replace: false })).discard();
    expect(await rowsStored()).toEqual([0, 0, 0, 0]);
    expect(await events.countDocuments({ accountId: account.id })).toBe(0);
  });

  it('cannot be committed after it was removed, and changes nothing', async () => {
    const account = new AccountUnderTest(datastore, 'slept');
    await account.import(WORLD);
    const slept = await crashing.beginImport(account.id, { replace: true });
    await write(slept, { integrations: [integration('int_new')] });
    await grownOld();
    const later = await datastore.beginImport('later', { replace: false });
    await later.discard();

    const committing = slept.commit(accountState(account.id), auditEvent('event_new'));
    await expect(committing).rejects.toBeInstanceOf(DatastoreUnavailableError);
    const found = await account.read((snapshot) =>
      snapshot.integrationPage({ first: 9, tokens: ['*'], withDetails: false }),
    );
    expect(found.rows.map(({ row }) => row.id)).toEqual(WORLD.integrations.map(({ id }) => id));
  });

  it('of the state that was replaced is removed with the commit', async () => {
    const account = new AccountUnderTest(datastore, 'replaced');
    await account.import(WORLD);
    const before = await rowsStored();
    await account.import({ integrations: [integration('int_new')] }, { replace: true });

    expect(await rowsStored()).toEqual([-3, -2, -3, 0].map((added, at) => (before[at] ?? 0) + added));
  });

  it('of a commit that was refused is removed at once', async () => {
    const before = await rowsStored();
    const refused = await datastore.beginImport('refused', { replace: false });
    await write(refused, WORLD);
    const unstorable = refused.commit(accountState('refused', { name: 'a\u0000' }), auditEvent('event'));

    await expect(unstorable).rejects.toBeInstanceOf(RangeError);
    expect(await rowsStored()).toEqual(before);
  });
});
