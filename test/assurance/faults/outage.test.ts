import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import type { GraphqlAnswer } from '../../support/gateway.js';
import { Mongod } from '../../support/mongod.js';
import type { CommandFailure } from '../../support/mongod.js';
import { describeWithOwnMongod } from '../../support/mongodb.js';
import { tally } from '../tally.js';
import { OBSERVER } from '../worlds/observed.js';
import { administratorOf, change } from './asked-changes.js';
import type { AskedOf } from './asked-changes.js';
import { QUESTIONS } from './questions.js';
import { mistakesIn } from './right-or-refused.js';
import { Stage } from './stage.js';
import { baselineOf, expectWhole } from './whole.js';
import type { Account, AskedChange } from './whole.js';

const LIMIT_MS = 5_000;

const TRANSACTION_GONE = { errorCode: 251, errorLabels: ['TransientTransactionError'] };
const SHUTTING_DOWN = { errorCode: 91, errorLabels: ['UnknownTransactionCommitResult'] };

const creation = (name: string): string =>
  `${name}: createIntegration(input: { name: "${name}", type: SLACK, teamIds: ["team_pay"] })
   { revision userErrors { code } }`;
const CREATE = { text: `mutation { ${creation('changed')} }` };
const SEVERAL = `mutation { ${['a', 'b', 'c', 'd', 'e'].map(creation).join('\n')} }`;

describeWithOwnMongod('MongoDB goes away under a running gateway and comes back', (binary) => {
  const stage = new Stage();
  let mongod: Mongod;
  let account: Account;
  let administrator: AskedOf;

  beforeAll(async () => {
    mongod = await Mongod.start({ binary });
    await stage.start(() => createMongodbDatastore({ uri: mongod.uri }));
  });
  afterAll(async () => {
    await stage.stop();
    await mongod.stop();
  });

  const ask = (user: string, query: string): Promise<GraphqlAnswer> =>
    stage.gateway.ask({ account: account.id, user }, query);
  const askAll = () => Promise.all(QUESTIONS.map(([user, query]) => timed(() => ask(user, query))));

  /** Begins the outage in the middle of the transaction of this one of the changes to come; resolves when it began. */
  function outageInChange(number: number, begin: () => Promise<void>): Promise<void> {
    let changes = 0;
    return new Promise((resolve) => {
      stage.troubled.trouble((call) => {
        if (call !== 'change.write' || (changes += 1) !== number) return undefined;
        return async (run) => {
          await begin();
          resolve();
          return run();
        };
      });
    });
  }

  const outages = [
    { how: 'is killed and started again', begin: () => mongod.kill(), end: () => mongod.restart() },
    { how: 'hangs and goes on', begin: hang, end: goOn },
  ];

  it.each(outages)(
    'answers all within 5 s when it $how in the middle of a change, and right again within 5 s',
    async ({ begin, end }) => {
      account = await stage.newAccount();
      administrator = await administratorOf(stage.gateway, account.id);
      const baseline = await baselineOf(account);
      const right = await askAll();

      const begun = outageInChange(3, begin);
      const several = ask(OBSERVER, SEVERAL);
      await begun;
      const [questions, lost, ofSeveral] = await Promise.all([
        askAll(),
        timed(() => change(administrator, CREATE)),
        timed(() => several),
      ]);
      await end();
      stage.troubled.repair();
      const back = await timed(() => untilAcknowledged(administrator));

      for (const [at, { value, milliseconds }] of questions.entries()) {
        expect(mistakesIn(value, right[at]?.value ?? value)).toEqual([]);
        expect(milliseconds).toBeLessThan(LIMIT_MS);
      }
      // Those after the first that fails do not wait for their turn to fail.
      expect(ofSeveral.value.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual(
        ['c', 'd', 'e'].map((name) => [[name], 'SERVICE_UNAVAILABLE']),
      );
      for (const { milliseconds } of [lost, ofSeveral, back]) expect(milliseconds).toBeLessThan(LIMIT_MS);
      await stage.troubled.untilQuiet();
      await expectWhole(
        account,
        baseline,
        [lost.value, back.value].filter((each) => each !== undefined),
      );
      tally('F4', questions.length + 3);
    },
  );

  it.each<[how: string, failure: CommandFailure]>([
    ['its insert loses the connection', { commands: ['insert'], closeConnection: true }],
    ['its update loses the connection', { commands: ['update'], closeConnection: true }],
    ['its commit loses the connection', { commands: ['commitTransaction'], closeConnection: true }],
    ['its commit finds the transaction gone', { commands: ['commitTransaction'], ...TRANSACTION_GONE }],
    ['its commit is cut short by a shutdown', { commands: ['commitTransaction'], ...SHUTTING_DOWN }],
  ])('makes a change once and whole, or not at all, when %s', async (_how, failure) => {
    account = await stage.newAccount();
    administrator = await administratorOf(stage.gateway, account.id);
    const baseline = await baselineOf(account);
    await mongod.failCommands(failure);
    const first = await change(administrator, CREATE);
    await mongod.failCommands({ ...failure, times: 0 });
    const second = await untilAcknowledged(administrator);
    await expectWhole(
      account,
      baseline,
      [first, second].filter((each) => each !== undefined),
    );
    tally('F4', 2);
  });

  function hang(): Promise<void> {
    mongod.pause();
    return Promise.resolve();
  }

  function goOn(): Promise<void> {
    mongod.continue();
    return Promise.resolve();
  }
});

interface Timed<T> {
  readonly value: T;
  readonly milliseconds: number;
}

async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const start = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - start };
}

async function untilAcknowledged(administrator: AskedOf): Promise<AskedChange> {
  for (;;) {
    const asked = await change(administrator, CREATE);
    if (asked?.revision !== undefined) return asked;
  }
}
