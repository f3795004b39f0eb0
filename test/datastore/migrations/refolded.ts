import { expect } from '@jest/globals';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { startTestGateway } from '../../support/gateway.js';
import type { Engine } from '../../support/gateway.js';
import { greekAccount } from './layout-1.js';

const QUESTION = `{
  integrations(first: 100) { edges { node { id } } }
  byPart: integrations(search: "ΑΣΤΡΟΣ") { edges { node { id } } }
  byType: integrations(type: SLACK, first: 2) { edges { node { id } } }
  users(first: 100) { edges { node { id } } }
  byName: users(search: "γιωργοσ") { edges { node { id } } }
  teams(search: "ΟΥΡΑΝΟΣ") { edges { node { id } } }
  groups(search: "φρουρος") { edges { node { id members(first: 100) { edges { node { id } } } } } }
}`;

/** Names with a final sigma are in the places, and found by the texts, that they have in an account imported today. */
export async function expectRefolded(engine: Engine, migrated: Datastore): Promise<void> {
  const asked = { account: 'astro', user: 'usr_a' };
  const old = await startTestGateway({ engine, datastore: migrated });
  const fresh = await startTestGateway({ engine, accounts: [greekAccount()] });
  try {
    const answer = await old.ask(asked, QUESTION);
    expect(answer).toEqual(await fresh.ask(asked, QUESTION));
    expect(answer.data).toMatchObject({
      byPart: { edges: [{ node: { id: 'int_b' } }, { node: { id: 'int_a' } }] },
      byName: { edges: [{}, {}, {}] },
      teams: { edges: [{}] },
    });
  } finally {
    await old.stop();
    await fresh.stop();
  }
}
