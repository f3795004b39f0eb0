import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { builtSchema } from '../../graphql/built-schema.js';
import { DISGUISED, PLAIN, SYNTAXES } from './syntaxes.js';
import type { Selection } from './syntaxes.js';
import { WAYS } from './ways.js';
import type { Way } from './ways.js';
import { BYPASS_WORLD, PLANTED } from './ways-world.js';
import { guardedFields } from '../schema/guarded-fields.js';
import type { RuledField } from '../schema/guarded-fields.js';
import { tally } from '../tally.js';

const GUARDED = guardedFields(builtSchema());

interface Sending {
  readonly method: 'POST' | 'GET';
  readonly user?: string;
}

const answerSchema = z.object({
  data: z.unknown(),
  errors: z.array(
    z.object({
      path: z.array(z.union([z.string(), z.int()])),
      extensions: z.object({ code: z.string(), action: z.string().nullable(), reason: z.string() }),
    }),
  ),
});

/** GET carries no mutations; what is refused there is refused by the protocol. */
const TRANSPORTS = WAYS.flatMap((way) =>
  (isMutation(way) ? (['POST'] as const) : (['POST', 'GET'] as const)).map((method) => ({ way, method })),
);
const CASES = TRANSPORTS.map(({ way, method }) => ({
  way,
  method,
  title: `${way.typeName} through ${way.name}, by ${method}`,
}));

describe('guarded fields', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({
      engine: 'sqlite',
      accounts: [BYPASS_WORLD],
      explorer: false,
    });
  });
  afterAll(() => gateway.stop());

  const send = async (way: Way, { fragments, object }: Selection, { method, user = way.as }: Sending) => {
    const query = `${way.operation(object)} ${fragments}`;
    const variables = (await way.prepare?.(gateway)) ?? {};
    const authorization = `Bearer ${await gateway.token('acme', user)}`;
    const response = await (method === 'GET'
      ? fetch(`${gateway.url}/graphql?${new URLSearchParams({ query }).toString()}`, {
          headers: { authorization, 'apollo-require-preflight': 'true' },
        })
      : fetch(`${gateway.url}/graphql`, {
          method,
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
        }));
    return response.text();
  };

  const expectRefused = (way: Way, selection: Selection, text: string) => {
    const { data, errors } = answerSchema.parse(JSON.parse(text));
    const expected = selection.keys.map((key) => `${way.path}.${key}`);
    expect(errors.map(({ path }) => path.join('.')).sort()).toEqual([...expected].sort());
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']));
    expect(selection.keys.map((key) => at(data, `${way.path}.${key}`))).toEqual(
      selection.keys.map(() => null),
    );
    expect(text).not.toContain(PLANTED);
    tally('B5', selection.keys.length);
  };

  it('are reached by some way each', () => {
    const reached = new Set(WAYS.flatMap(refusedBy));
    expect(GUARDED.filter((field) => !reached.has(field))).toEqual([]);
  });

  describe.each(CASES)('$title', ({ way, method }) => {
    const fields = refusedBy(way);

    it.each(SYNTAXES)('are null and FORBIDDEN when written as $name', async ({ select }) => {
      const selection = select(fields);
      expectRefused(way, selection, await send(way, selection, { method }));
    });

    // The method makes no difference to what is loaded for a field.
    if (method === 'GET') return;
    it.each(fields)('are so alone, whatever else is not asked for: $place', async (field) => {
      for (const { select } of [PLAIN, DISGUISED]) {
        const selection = select([field]);
        expectRefused(way, selection, await send(way, selection, { method }));
      }
    });
  });

  const open = WAYS.filter(({ operation }) =>
    /^\{ (integration|usable|integrations|users|groups)/.test(operation('')),
  );

  it.each(open)('are there for an administrator: $typeName through $name', async (way) => {
    for (const { select } of SYNTAXES) {
      const { object, fragments, keys } = select(GUARDED.filter(({ typeName }) => typeName === way.typeName));
      const text = await send(way, { object, fragments, keys }, { method: 'POST', user: 'usr_ada' });
      const { data, errors } = z
        .object({ data: z.unknown(), errors: z.unknown().optional() })
        .parse(JSON.parse(text));
      expect(errors).toBeUndefined();
      const present = keys.filter((key) => (at(data, `${way.path}.${key}`) ?? null) !== null);
      expect(present).toEqual([...keys]);
    }
  });

  it('name in the refusal what was missing', async () => {
    const [way] = WAYS;
    if (way === undefined) throw new Error('There is a way');
    const fields = refusedBy(way);
    const { errors } = answerSchema.parse(
      JSON.parse(await send(way, PLAIN.select(fields), { method: 'POST' })),
    );
    const actions = fields.map(({ rule }) => rule);
    expect(errors.map(({ extensions }) => extensions.action)).toEqual(actions);
  });
});

function isMutation({ operation }: Way): boolean {
  return operation('').startsWith('mutation');
}

function refusedBy({ typeName, refused }: Way): readonly RuledField[] {
  const rules: readonly string[] = refused;
  return GUARDED.filter((field) => field.typeName === typeName && rules.includes(field.rule));
}

/** What stands at a path of names and numbers; undefined when nothing does. */
function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return (inner as Record<string, unknown>)[key];
  }, value);
}
