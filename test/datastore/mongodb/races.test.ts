import { beforeAll, expect, it } from '@jest/globals';
import { DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../../support/mongodb.js';
import { AccountUnderTest, write } from '../conformance/account-under-test.js';
import { idsOf } from '../conformance/pages.js';
import {
  ON_WILDCARD,
  accountState,
  auditEvent,
  integration,
  many,
  on,
  permission,
} from '../conformance/world.js';
import type { World } from '../conformance/world.js';
import { Datastores } from './datastores.js';

describeWithMongodb('two processes on one MongoDB', () => {
  const datastores = new Datastores();
  const uri = uniqueDatabaseUri();
  const one = datastores.create(uri);
  const other = datastores.create(uri);

  beforeAll(async () => {
    await one.open();
    await other.open();
  });

  /** The same account, as each process has it. */
  async function account(id: string): Promise<readonly [AccountUnderTest, AccountUnderTest]> {
    const here = new AccountUnderTest(one, id);
    await here.import({ integrations: [integration('int')] });
    return [here, new AccountUnderTest(other, id)];
  }

  it('plan a change again when the other one changed the account under it', async () => {
    const [here, there] = await account('planned-again');
    const seen: number[] = [];
    const outcome = await here.plan(async (snapshot) => {
      seen.push(snapshot.account.revision);
      if (seen.length === 1) await there.change({ auditEvents: [auditEvent('of_the_other')] });
      return { result: 'done', changes: { touched: [], auditEvents: [auditEvent('of_the_first')] } };
    });

    expect(outcome).toEqual({ result: 'done', revision: 3 });
    expect(seen).toEqual([1, 2]);
    const trail = await here.read((snapshot) => snapshot.auditPage({ first: 2 }));
    expect(idsOf(trail)).toEqual(['of_the_first', 'of_the_other']);
  });

  it('see a grant that the other one made under them, and leave one permission', async () => {
    const [here, there] = await account('granted-twice');
    const grant = permission('pol', { rbacId: on('int') });
    let runs = 0;
    const { result } = await here.plan(async (snapshot) => {
      runs += 1;
      const present = await snapshot.permissionsOn([on('int')], [grant.principal]);
      if (present.length > 0) return { result: 'UNCHANGED' };
      await there.change({
        addPermissions: [{ ...grant, id: 'pol_of_the_other' }],
        auditEvents: [auditEvent('of_the_other')],
      });
      const auditEvents = [auditEvent('granted')] as const;
      return { result: 'CREATED', changes: { touched: [], addPermissions: [grant], auditEvents } };
    });

    expect([result, runs]).toEqual(['UNCHANGED', 2]);
    const stored = await here.read((snapshot) => snapshot.permissionsOn([on('int')]));
    expect(stored.map(({ id }) => id)).toEqual(['pol_of_the_other']);
  });

  it('plan a change again on the new state when an import replaced the account under it', async () => {
    const [here, there] = await account('replaced');
    let runs = 0;
    const { revision } = await here.plan(async (snapshot) => {
      runs += 1;
      if (runs === 1) await replaceBy(there, { integrations: [integration('int_new')] });
      const found = await snapshot.integrations(['int', 'int_new'], { withDetails: false });
      const after = { ids: found.map(({ id }) => id) };
      return { result: after, changes: { touched: [], auditEvents: [auditEvent('changed', { after })] } };
    });

    expect([revision, runs]).toEqual([3, 2]);
    const trail = await here.read((snapshot) => snapshot.auditPage({ first: 1 }));
    expect(trail.rows[0]?.row.after).toEqual({ ids: ['int_new'] });
  });

  it('give up as unavailable within 5 s when they lose every race, and go on afterwards', async () => {
    const [here, there] = await account('losing');
    const start = performance.now();
    let runs = 0;
    const losing = here.plan(async () => {
      runs += 1;
      await there.change({ auditEvents: [auditEvent(`winning_${runs}`)] });
      return { result: null, changes: { touched: [], auditEvents: [auditEvent('late')] } };
    });

    await expect(losing).rejects.toBeInstanceOf(DatastoreUnavailableError);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(runs).toBeGreaterThan(1);
    const revision = await here.read((snapshot) => snapshot.account.revision);
    // The other one's last change may have come in between.
    expect(await here.change({})).toBeGreaterThan(revision);
  });

  it('make all of many changes at once, each at a revision of its own', async () => {
    const accounts = await account('busy');
    const revisions = await Promise.all(
      many(30, (id) => permission(id)).map((grant, at) => {
        const auditEvents = [auditEvent(`event_${grant.id}`)] as const;
        const permissionsChangedOn = [{ kind: 'WILDCARD' }] as const;
        return accounts[at % 2 === 0 ? 0 : 1].change({
          addPermissions: [grant],
          permissionsChangedOn,
          auditEvents,
        });
      }),
    );

    expect([...revisions].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, at) => at + 2));
    const stored = await accounts[1].read((snapshot) => snapshot.permissionsOn([ON_WILDCARD]));
    expect(stored).toHaveLength(30);
  });

  it('carry out one of two changes under the same key; the other one is shown it or told that it is at work [O17]', async () => {
    const [here, there] = await account('same-key');
    const target = { accountId: here.id, userId: 'usr_ana', idempotencyKey: 'key' };
    const keep = { requestHash: 'hash', keptAt: 1, expiresAt: 2, outcomes: [] };
    const changing = (at: AccountUnderTest, then: () => Promise<unknown>) =>
      at.datastore.change(target, async (_snapshot, kept) => {
        await then();
        if (kept !== undefined) return { result: 'SHOWN' };
        return {
          result: 'MADE',
          changes: { touched: [], auditEvents: [auditEvent(`event_${at === here}`)] },
          keep,
        };
      });
    let runs = 0;
    const outcome = await changing(here, async () => {
      runs += 1;
      if (runs === 1) await changing(there, () => Promise.resolve());
    });

    expect([outcome?.result, runs]).toEqual(['SHOWN', 2]);
    expect(await here.read((snapshot) => snapshot.account.revision)).toBe(2);
    await expect(changing(here, () => Promise.resolve())).resolves.toMatchObject({ result: 'SHOWN' });
  });

  it('see each change of the other one as soon as it is acknowledged', async () => {
    const [here, there] = await account('new-enemy');
    for (let at = 0; at < 200; at += 1) {
      const tokens = [`token_${at}`];
      const revision = await here.change({
        permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: 'int', tokens }],
        auditEvents: [auditEvent(`event_${at}`)],
      });
      await there.read(async (snapshot) => {
        expect(snapshot.account.revision).toBe(revision);
        const page = await snapshot.integrationPage({ first: 1, tokens, withDetails: false });
        expect(idsOf(page)).toEqual(['int']);
      });
    }
  });
});

async function replaceBy({ datastore, id }: AccountUnderTest, world: World): Promise<void> {
  const started = await datastore.beginImport(id, { replace: true });
  await write(started, world);
  await started.commit(accountState(id), auditEvent('of_the_import'));
}
