import { expect, it } from '@jest/globals';
import { createMongodbDatastore } from '../../src/datastore/mongodb/mongodb-datastore.js';
import type { Datastore, Snapshot } from '../../src/datastore/contract/datastore.js';
import { createSealer } from '../../src/secrets/sealer.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../support/mongodb.js';
import { at } from './mistake-case.js';
import { sampleDocument } from './sample-document.js';
import type { Loose } from './sample-document.js';
import { exportFrom, importInto, withDatastore, withSnapshot } from './transfers.js';

const SEALER = createSealer(Buffer.alloc(32, 1));
const SECRETS = { apiKey: 'x', 'other key': 'y' };

/** The sample account, its first integration with these keys beside its own. */
function fileWith(values: Loose): object {
  const document = sampleDocument();
  Object.assign(at(document.integrations, 0), values);
  return document;
}

const secretsIn = (snapshot: Snapshot) =>
  snapshot.integrations(['int_pd'], { withDetails: true }).then(([row]) => row?.details?.secrets);

/** What is left of two secrets when a file with these keys replaces the account. */
async function replacedBy(datastore: Datastore, values: Loose, dropSecrets = false) {
  await importInto(datastore, fileWith({ secrets: SECRETS }), { sealer: SEALER });
  const before = await withSnapshot(datastore, secretsIn);
  const options = { sealer: SEALER, dropSecrets, newId: () => 'evt_2' };
  const { secrets } = await importInto(datastore, fileWith(values), options);
  return { told: secrets, before, after: await withSnapshot(datastore, secretsIn) };
}

function defineTests(withEngine: (use: (datastore: Datastore) => Promise<void>) => Promise<void>): void {
  it('keeps the secrets of an integration whose row says nothing of them, sealed as they are [O30]', () =>
    withEngine(async (datastore) => {
      const { told, before, after } = await replacedBy(datastore, { name: 'Renamed' });
      expect(told).toEqual({ kept: 2, dropped: 0 });
      expect(before).toHaveLength(2);
      expect(after).toEqual(before);
    }));

  it('drops them when it is told to, and says how many [O30]', () =>
    withEngine(async (datastore) => {
      const { told, after } = await replacedBy(datastore, {}, true);
      expect(told).toEqual({ kept: 0, dropped: 2 });
      expect(after).toEqual([]);
    }));

  it.each<[string, Loose, readonly string[]]>([
    ['secrets', { secrets: { other: 'z' } }, ['other']],
    ['no secrets', { secrets: {} }, []],
    ['no sealed secrets', { sealedSecrets: [] }, []],
  ])('takes the row for all there is when it gives %s', (_what, values, names) =>
    withEngine(async (datastore) => {
      const { told, after } = await replacedBy(datastore, values);
      expect(told).toEqual({ kept: 0, dropped: 0 });
      expect(after?.map(({ name }) => name)).toEqual(names);
    }),
  );

  it('goes back to an export without secrets, whatever was set since', () =>
    withEngine(async (datastore) => {
      await importInto(datastore, sampleDocument(), { sealer: SEALER });
      const exported = await exportFrom(datastore, 'acme');
      await importInto(datastore, fileWith({ secrets: SECRETS }), { sealer: SEALER, newId: () => 'evt_2' });
      await importInto(datastore, exported, { newId: () => 'evt_3' });
      expect(await exportFrom(datastore, 'acme')).toBe(exported);
    }));
}

defineTests(withDatastore);
describeWithMongodb('on MongoDB', () => {
  defineTests(async (use) => {
    const datastore = createMongodbDatastore({ uri: uniqueDatabaseUri() });
    await datastore.open();
    try {
      await use(datastore);
    } finally {
      await datastore.close();
    }
  });
});

it.each<[string, boolean, (document: ReturnType<typeof sampleDocument>) => unknown]>([
  ['an active member of ADMINISTRATORS', true, () => undefined],
  [
    'nobody but inactive ones',
    false,
    ({ users }) => users.map((user) => Object.assign(user, { active: false })),
  ],
])('says whether the account has an administrator: %s [O30]', async (_who, expected, damage) => {
  const document = sampleDocument();
  damage(document);
  const summary = await withDatastore((datastore) => importInto(datastore, document));
  expect(summary.hasActiveAdministrator).toBe(expected);
});

it.each([
  [{ teamId: 'team_root', role: 'ADMINISTRATOR' }, true, true],
  [{ teamId: 'team_root', role: 'ADMINISTRATOR' }, false, false],
  [{ teamId: 'team_root', role: 'INTEGRATIONS_MANAGER' }, true, false],
])('counts a role in the root team: %j, active %s: %s', async (membership, ...[active, expected]) => {
  const account = sampleDocument().account;
  const document = { account, users: [{ id: 'usr_root', name: 'Root', active, memberships: [membership] }] };
  const summary = await withDatastore((datastore) => importInto(datastore, document));
  expect(summary.hasActiveAdministrator).toBe(expected);
});
