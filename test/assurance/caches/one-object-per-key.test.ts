import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import type { DocumentNode } from 'graphql';
import { TOUR } from '../../../src/page-documents/tour.js';
import { readDemoAccount, readSignIn } from '../../demo/demo-files.js';
import { builtSchema } from '../../graphql/built-schema.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { asUser } from '../api/ask.js';
import type { Ask } from '../api/ask.js';
import { describeOnEachEngine } from '../laws/each-engine.js';
import { tally } from '../tally.js';
import { observedWorlds } from '../worlds/observed.js';
import { withEveryPlainField } from './every-field.js';
import { NormalisedStore, typesWithId } from './normalised-store.js';
import { questionsAbout } from './questions.js';

const PROMISE = 'C5';
const NEW_ACCESS_TOKEN = 'mutation { createAccessToken(input: { name: "ci" }) { revision } }';
const schema = builtSchema();
const TOUR_STEPS = TOUR.flatMap(({ queries }) => queries);
/** Of a generated account; all that they are told would take too long. */
const VIEWERS = 3;
/** Beside what the tour shows of them. */
const DEMO = ['northwind', 'tamarside', 'corner-shop'].map((name) => readDemoAccount(name));

async function add(store: NormalisedStore, ask: Ask, asked: { document: DocumentNode; variables?: object }) {
  const { document, variables = {} } = asked;
  const { data } = await ask(print(document), variables);
  store.add({ document, variables: { ...variables }, data });
}

describe('what a cache knows by __typename and id', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', demo: true });
  });
  afterAll(() => gateway.stop());

  it.each(readSignIn())('is one thing in all answers to $user of $account in the demo', async (viewer) => {
    const { account, user } = viewer;
    const ask = asUser(gateway, account, user);
    const file = DEMO.find((each) => each.account.id === account);
    if (file === undefined) throw new Error(`The demo has no account ${account}`);
    const everything = { document: parse(questionsAbout(schema, file)) };
    let store = new NormalisedStore(schema);
    let held = 0;
    await add(store, ask, everything);
    expect([...store.typesMet].sort()).toEqual(expect.arrayContaining(['Account', 'Integration', 'User']));
    for (const { query, variables } of TOUR_STEPS) {
      // What was changed is another state.
      if (query.startsWith('mutation')) {
        held += store.size;
        store = new NormalisedStore(schema);
      }
      await add(store, ask, {
        document: withEveryPlainField(schema, query),
        ...(variables && { variables }),
      });
    }
    tally(PROMISE, held + store.size);
  });
});

describeOnEachEngine('what a cache knows by __typename and id', (stage) => {
  const typesMet = new Set<string>();

  it('is one thing in all answers to each user of a generated account', async () => {
    await stage.proves(PROMISE, { cases: observedWorlds(), tries: 2 }, async (world) => {
      await stage.import(world);
      const document = parse(questionsAbout(schema, world));
      let held = 0;
      // The last one administers.
      for (const user of world.users.slice(-VIEWERS)) {
        const store = new NormalisedStore(schema);
        const ask = stage.as(world, user.id);
        // No file holds any.
        if (user.active) await ask(NEW_ACCESS_TOKEN);
        await add(store, ask, { document });
        for (const type of store.typesMet) typesMet.add(type);
        held += store.size;
      }
      return held;
    });
  });

  it('is looked at in each type that has an id', () => {
    expect([...typesMet].sort()).toEqual([...typesWithId(schema)].sort());
  });
});
