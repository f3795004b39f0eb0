import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runChange } from '../../src/changes/run-change.js';
import type { Datastore, Snapshot } from '../../src/datastore/contract/datastore.js';
import { createSqliteDatastore } from '../../src/datastore/sqlite/sqlite-datastore.js';
import { importInto } from '../transfer/transfers.js';
import { sampleDocument } from '../transfer/sample-document.js';

const LARGEST = 2_147_483_647;
const REQUESTER = { accountId: 'acme', userId: 'usr_ana', requestId: 'req_1' };

/** An account whose revision nobody could wait for; it counts what would be written. */
class OldAccount {
  written = 0;

  constructor(
    private readonly snapshot: Snapshot,
    private readonly revision: number,
  ) {}

  readonly change: Datastore['change'] = async (_target, plan) => {
    const account = { ...this.snapshot.account, revision: this.revision };
    const { user } = this.snapshot;
    const planned = await plan({ ...this.snapshot, account, user }, undefined);
    if (planned.changes !== undefined) this.written += 1;
    return { result: planned.result, revision: this.revision };
  };
}

describe('the revision of an account', () => {
  const datastore = createSqliteDatastore({ file: ':memory:' });
  let snapshot: Snapshot;

  beforeAll(async () => {
    await datastore.open();
    await importInto(datastore, sampleDocument());
    const opened = await datastore.openSnapshot('acme', 'usr_ana');
    if (opened === undefined) throw new Error('There is no such account');
    snapshot = opened;
  });
  afterAll(async () => {
    await snapshot.close();
    await datastore.close();
  });

  it.each([
    ['comes to 2147483647', LARGEST - 1, true, []],
    ['goes no further: the change is refused', LARGEST, true, ['LIMIT_EXCEEDED']],
    ['may stay where it is', LARGEST, false, []],
  ])('%s', async (_what, revision, ...[isChanged, codes]) => {
    const account = new OldAccount(snapshot, revision);
    const dependencies = {
      datastore: { ...datastore, commandCount: 0, change: account.change } as Datastore,
      now: () => 0,
      newId: () => 'id',
    };
    const { userErrors } = await runChange(
      dependencies,
      { requester: REQUESTER, reason: null },
      ({ draft }) => {
        if (isChanged) draft.settings({ name: 'Another name' });
        return Promise.resolve({ result: 'done', userErrors: [], concerned: {} });
      },
    );
    expect(userErrors.map(({ code }) => code)).toEqual(codes);
    expect(account.written).toBe(isChanged && codes.length === 0 ? 1 : 0);
  });
});
