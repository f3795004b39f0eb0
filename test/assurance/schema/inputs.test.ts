import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isInputObjectType, isObjectType } from 'graphql';
import { builtSchema } from '../../graphql/built-schema.js';
import { typesOf } from '../../graphql/schema-lines.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { ACME, SETS } from '../bypass/world.js';
import { storeAccessTokens, storedAccessToken } from '../../support/stored-access-tokens.js';
import { tally } from '../tally.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { INPUT_CASES, PAGED_LISTS } from './input-cases.js';

const OWNER = ACME.permissions.filter(({ id }) => id === 'pol_dina');
/** Dina manages `int_pd` by her permission to edit it; the last Owner there is Ada's. */
const WORLD: AccountWorld = {
  ...ACME,
  permissions: [
    ...ACME.permissions.map((each) =>
      each.id === 'pol_dina' ? { ...each, permissionSetId: SETS.EDIT } : each,
    ),
    ...OWNER.map((each) => ({
      ...each,
      id: 'pol_last',
      principal: { type: 'USER', id: 'usr_ada' } as const,
    })),
  ],
};
const ADA = { account: 'acme', user: 'usr_ada' };

const TOKENS = ['tok_a', 'tok_b'].map((id) => storedAccessToken(id, 'usr_ada'));

/** What a mutation can leave behind. */
const STATE = `{
  integrations { edges { node { id name type settings secrets { name } teams { id } } } }
  users { edges { node { id permissions { edges { node { rbacId permissionSet { id } reason } } } } } }
  groups { edges { node { id permissions { edges { node { rbacId permissionSet { id } reason } } } } } }
  auditEvents(first: 1) { edges { node { kind rbacId actorId before after reason } } }
}`;

/** Ids and times that are new each time; the ids of permission sets are of another version. */
const NEW = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}|tok_[0-9a-f]{32}|\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const DAY_MS = 86_400_000;

/** Of what is to come, how many days away it is. */
function named(found: string): string {
  const days = Math.round((Date.parse(found) - Date.now()) / DAY_MS);
  return days > 0 ? `IN ${days} DAYS` : 'NEW';
}
const BROKEN = /BAD_USER_INPUT|GRAPHQL_/;

describe('every argument and input field is read', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', accounts: [WORLD], explorer: false });
    await storeAccessTokens(gateway.datastore, 'acme', TOKENS);
  });
  afterAll(() => gateway.stop());

  /** What a request answers and leaves behind, always on the same account. */
  const outcomeOf = async (user: string, query: string): Promise<string> => {
    const isMutation = query.startsWith('mutation');
    const { data, errors } = await gateway.ask({ account: 'acme', user }, query);
    if (!isMutation) return JSON.stringify({ data, errors });
    const state = await gateway.ask(ADA, STATE);
    await gateway.importAccount(WORLD, { replace: true });
    await storeAccessTokens(gateway.datastore, 'acme', TOKENS);
    return JSON.stringify({ data, errors, state }).replaceAll(NEW, named);
  };

  const known = new Map<string, string>();
  /** Asked twice: what is the same without an input each time differs with it because of it. */
  const settled = async (user: string, query: string): Promise<string> => {
    const outcome = known.get(`${user} ${query}`) ?? (await outcomeOf(user, query));
    if (!known.has(`${user} ${query}`)) expect(await outcomeOf(user, query)).toBe(outcome);
    known.set(`${user} ${query}`, outcome);
    return outcome;
  };

  it.each(INPUT_CASES)('$place, whose presence shows', async ({ as, without, given }) => {
    const before = await settled(as, without);
    const after = await outcomeOf(as, given);
    expect(`${before} ${after}`).not.toMatch(BROKEN);
    expect(after === before).toBe(false);
    tally('W2', 1);
  });

  it.each(Object.entries(PAGED_LISTS))(
    '%s(first) and (after), which show in the page',
    async (_place, query) => {
      const pageOf = async (args: string) =>
        JSON.stringify(await gateway.ask(ADA, query.replace('PAGE', args)));
      const cursors = (text: string) =>
        Array.from(text.matchAll(/"cursor":"([^"]+)"/g), ([, cursor]) => cursor);
      const [one, two] = [await pageOf('first: 1'), await pageOf('first: 2')];
      expect([cursors(one).length, cursors(two).length]).toEqual([1, 2]);
      const next = await pageOf(`first: 1, after: "${String(cursors(one)[0])}"`);
      expect(cursors(next)).toEqual(cursors(two).slice(1));
      tally('W2', 2);
    },
  );

  it('and each has a case here', () => {
    const paged = Object.keys(PAGED_LISTS).flatMap((place) => [`${place}(first)`, `${place}(after)`]);
    const shown = [...INPUT_CASES.map(({ place }) => place), ...paged];
    expect([...shown].sort()).toEqual([...inputPlaces()].sort());
  });
});

/** Every argument and every field of an input. */
function inputPlaces(): readonly string[] {
  return typesOf(builtSchema()).flatMap((type) => {
    if (isInputObjectType(type)) return Object.keys(type.getFields()).map((name) => `${type.name}.${name}`);
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      field.args.map(({ name }) => `${type.name}.${field.name}(${name})`),
    );
  });
}
