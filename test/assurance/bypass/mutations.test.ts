import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { RuleName } from '../../../src/graphql/guard/rules.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { builtSchema } from '../../graphql/built-schema.js';
import { ruledFields } from '../schema/guarded-fields.js';
import { tally } from '../tally.js';
import { giveAccessTokens } from './access-tokens.js';
import { askAs } from './asking.js';
import { everyUseOf, objectType } from './documents/selection.js';
import type { Selected } from './documents/selection.js';
import { NAMED_FRAGMENTS, PLAIN } from './documents/styles.js';
import { EFFECTS } from './effects.js';
import type { Done, Effect } from './effects.js';
import { differences } from './reference/compare.js';
import type { Answer } from './reference/compare.js';
import { Coverage } from './reference/coverage.js';
import { OUTCOMES } from './reference/rules.js';
import { ACME, GLOBEX, VIEWERS } from './world.js';
import type { Viewer } from './world.js';

/** How many objects deep the walk goes from a payload. */
const HOPS = 4;

const schema = builtSchema();
const mutation = objectType(schema, 'Mutation');
const CELLS = Object.values(mutation.getFields()).flatMap((field) =>
  VIEWERS.map((viewer) => ({ field, viewer, name: field.name, who: viewer.title })),
);

describe('every mutation, with everything that its payload leads to', () => {
  const coverage = new Coverage();
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({
      engine: 'sqlite',
      accounts: [ACME, GLOBEX],
      explorer: false,
      limits: { errors: 10_000 },
    });
    for (const world of [ACME, GLOBEX]) await giveAccessTokens(gateway, world);
  });
  afterAll(() => gateway.stop());

  const stateOf = async ({ world }: Viewer) => {
    const administrator = { account: world.account.id, user: world === ACME ? 'usr_ada' : 'usr_gina' };
    const page = '{ edges { node { id } } }';
    const trail = 'auditEvents(first: 1) { edges { node { id } } }';
    const { data } = await gateway.ask(
      administrator,
      `{ account { revision } integrations { edges { node { id version permissions ${page} } } } ${trail} }`,
    );
    return state.parse(data);
  };

  it.each(CELLS)('does as its rule says: $name for $who', async ({ field, viewer }) => {
    const styles = [PLAIN, NAMED_FRAGMENTS];
    const found: string[] = [];
    for (const [index, selected] of everyUseOf(mutation, field, HOPS).entries()) {
      const before = await stateOf(viewer);
      const style = styles[index % styles.length] ?? PLAIN;
      const answer = await askAs(gateway, viewer, { selected, style, operation: 'mutation' });
      const after = await stateOf(viewer);
      const effect = effectOf(viewer, selected, newIds(before, after, answer));
      const seen = { userId: viewer.userId, world: effect?.world ?? viewer.world };
      const root = { type: 'Mutation', row: effect?.row };
      const question = { viewer: seen, before: viewer.world, root, selected, style, coverage };
      found.push(...differences(question, answer));
      if (effect === undefined || effect.world === viewer.world) expect(after).toEqual(before);
      else {
        expect(after.account.revision).toBe(before.account.revision + 1);
        await gateway.importAccount(viewer.world, { replace: true });
        await giveAccessTokens(gateway, viewer.world);
      }
    }
    expect(found.slice(0, 20)).toEqual([]);
  });

  // From here on about what the cells above met.
  it.each(Object.keys(mutation.getFields()))('lets somebody do %s, and refuses it to somebody', (name) => {
    expect(coverage.saidOf(`Mutation.${name}`)).toEqual(['REFUSED', 'VALUE']);
  });

  it('fills every field that only a mutation leads to', () => {
    const only = /^(Mutation|\w+Payload|PermissionChange|UserError|Warning)\.|^Permission\.reason$/;
    const places = ruledFields(schema)
      .map(({ place }) => place)
      .filter((place) => only.test(place));
    expect(places.filter((place) => !coverage.hasGiven(place))).toEqual([]);
    tally('B2', coverage.cells);
  });
});

const nodeIds = <T extends z.ZodRawShape>(more: T) =>
  z.object({ edges: z.array(z.object({ node: z.object({ id: z.string(), ...more }) })) });
const state = z.object({
  account: z.object({ revision: z.number() }),
  integrations: nodeIds({ version: z.number(), permissions: nodeIds({}) }),
  auditEvents: nodeIds({}),
});
type State = z.infer<typeof state>;

/** Undefined when the mutation's rule does not let it through. */
function effectOf(
  viewer: Viewer,
  { rule, field, args }: Selected,
  ids: readonly string[],
): Effect | undefined {
  const { world, userId: viewerId } = viewer;
  const parent = { type: 'Mutation', row: undefined };
  if (OUTCOMES[rule as RuleName]({ world, viewerId, parent, args }) !== 'VALUE') return undefined;
  const effect = EFFECTS[field.name];
  if (effect === undefined) throw new Error(`Mutation.${field.name} is new: say in effects.ts what it does`);
  return effect({ world, viewerId, newIds: ids, input: args.input as Done['input'] });
}

/** Of a new integration and its permission; and of permissions that only the answer tells of. */
function newIds(before: State, after: State, { data }: Answer): readonly string[] {
  const idsIn = ({ integrations: { edges } }: State) =>
    edges.flatMap(({ node }) => [node.id, ...node.permissions.edges.map((edge) => edge.node.id)]);
  const known = new Set(idsIn(before));
  const told = Array.from(JSON.stringify(data ?? null).matchAll(CREATED), ([, id = '']) => id);
  return [...new Set([...idsIn(after).filter((id) => !known.has(id)), ...told])];
}

/** `outcome` comes before `permission`, and `id` first in it. */
const CREATED = /"outcome":"CREATED","permission":\{"id":"([^"]+)"/g;
