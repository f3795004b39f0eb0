import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphQLField } from 'graphql';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { builtSchema } from '../../graphql/built-schema.js';
import { guardedFields, ruledFields } from '../schema/guarded-fields.js';
import { tally } from '../tally.js';
import { askAs } from './asking.js';
import { everyUseOf, objectType } from './documents/selection.js';
import type { Selected } from './documents/selection.js';
import { PLAIN, STYLES } from './documents/styles.js';
import { differences } from './reference/compare.js';
import { Coverage } from './reference/coverage.js';
import { OUTCOMES } from './reference/rules.js';
import { unreadable } from './reference/unreadable.js';
import { leaveTraces } from './traces.js';
import { ACME, GLOBEX, VIEWERS } from './world.js';

/** How many objects deep the walk goes from a root field, and with other arguments, styles and methods. */
const DEEP = 4;
const LESS_DEEP = 3;
const FLAT = 2;

const schema = builtSchema();
const query = objectType(schema, 'Query');
const CELLS = Object.values(query.getFields()).flatMap((field) =>
  VIEWERS.map((viewer) => ({ field, viewer, name: field.name, who: viewer.title })),
);
const METHODS = ['POST', 'GET'] as const;

/** Rules that say something else than to give or to refuse. The objects that VISIBLE is about are not made unseen. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  PUBLIC: ['VALUE'],
  ACTIVE_USER: ['VALUE'],
  VISIBLE: ['VALUE'],
  LISTS_READABLE: ['REFUSED', 'VALUE'],
  LISTS_USABLE: ['VALUE'],
  NULL_UNLESS_VISIBLE: ['NULL', 'VALUE'],
  ASKS_ABOUT_RIGHTS: ['NULL', 'REFUSED', 'VALUE'],
};
const OF_MUTATIONS: readonly string[] = [
  ...['CREATES', 'UPDATES_ARGUMENT', 'DELETES_ARGUMENT'],
  ...['CREATES_ACCESS_TOKEN', 'REVOKES_ACCESS_TOKEN'],
  ...['CHANGES_USERS', 'CHANGES_GROUPS', 'CHANGES_TEAMS', 'CHANGES_SETTINGS'],
];
/** What only a change leads to is met with the mutations. */
const AFTER_CHANGES = /^(Mutation|\w+Payload|PermissionChange|UserError|Warning)\.|^Permission\.reason$/;

describe('every query, with everything that can be reached from it', () => {
  const coverage = new Coverage();
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({
      engine: 'sqlite',
      accounts: [ACME, GLOBEX],
      explorer: false,
      limits: { errors: 10_000 },
    });
    await leaveTraces(gateway);
  });
  afterAll(() => gateway.stop());

  it.each(CELLS)('answers as the rules say: $name for $who', async ({ field, viewer }) => {
    const found: string[] = [];
    const root = { type: 'Query', row: undefined };
    const hidden = unreadable(viewer);
    for (const { selected, style, by } of waysOf(field)) {
      const answer = await askAs(gateway, viewer, { selected, style, by, operation: 'query' });
      found.push(...differences({ viewer, root, selected, style, coverage }, answer));
      found.push(...hidden.filter((text) => answer.text.includes(text)).map((text) => `tells of ${text}`));
    }
    expect(found.slice(0, 20)).toEqual([]);
  });

  // From here on about what the cells above met.
  it('gives each guarded field to somebody and refuses it to somebody', () => {
    const places = guardedFields(schema).map(({ place }) => place);
    expect(places.map((place) => [place, ...coverage.saidOf(place)])).toEqual(
      places.map((place) => [place, 'REFUSED', 'VALUE']),
    );
    tally('B1', coverage.cells);
  });

  it('gives every field to somebody', () => {
    const asked = ruledFields(schema).filter(({ place }) => !AFTER_CHANGES.test(place));
    expect(asked.filter(({ place }) => !coverage.hasGiven(place)).map(({ place }) => place)).toEqual([]);
  });

  it.each(Object.keys(OUTCOMES).filter((rule) => !OF_MUTATIONS.includes(rule)))(
    'meets the rule %s, and where it can refuse or hide, also that',
    (rule) => {
      expect(coverage.saidBy(rule)).toEqual(SAID[rule] ?? ['REFUSED', 'VALUE']);
    },
  );
});

/** Each argument list in some depth, one in full depth; each style by each method with that one. */
function waysOf(field: GraphQLField<unknown, unknown>) {
  const plain = (selected: Selected) => ({ selected, style: PLAIN, by: 'POST' });
  const first = (hops: number) => everyUseOf(query, field, hops).slice(0, 1);
  const written = first(FLAT).flatMap((selected) =>
    STYLES.flatMap((style) => METHODS.map((by) => ({ selected, style, by }))),
  );
  return [...[...first(DEEP), ...everyUseOf(query, field, LESS_DEEP).slice(1)].map(plain), ...written];
}
