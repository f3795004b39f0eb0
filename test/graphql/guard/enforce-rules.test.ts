import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  graphqlSync,
} from 'graphql';
import type { ExecutionResult, GraphQLFieldConfig, GraphQLNamedType } from 'graphql';
import { enforceRules } from '../../../src/graphql/guard/enforce-rules.js';
import type { RuleTable } from '../../../src/graphql/guard/enforce-rules.js';
import { Refusals } from '../../../src/graphql/guard/refusals.js';
import type { Rule } from '../../../src/graphql/guard/rules.js';

type Field = GraphQLFieldConfig<unknown, unknown>;

/** A schema with one field, `secret`, and whatever other types are given. */
function schemaWith(field: Partial<Field>, types: readonly GraphQLNamedType[] = []): GraphQLSchema {
  const secret: Field = { type: GraphQLString, resolve: () => 'told', ...field };
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: { secret } }),
    types: [...types],
  });
}

/** As much of a request's context as a refusal looks at. */
function ask(schema: GraphQLSchema, source: string, rootValue?: object): ExecutionResult {
  return graphqlSync({ schema, source, rootValue, contextValue: { refusals: new Refusals(100) } });
}

const OPEN: Rule = { description: 'Needs nothing.', check: () => undefined };
const CLOSED: Rule = { description: 'Needs a miracle.', check: () => () => new Error('refused') };
const rules: RuleTable = { OPEN, CLOSED };

describe('enforceRules refuses to serve a schema', () => {
  it('with a field that declares no rule', () => {
    expect(() => enforceRules(schemaWith({}), rules)).toThrow('Query.secret declares no rule');
  });

  it.each(['CLOSE', '', 'open', 'constructor', '__proto__', 'toString'])(
    'with a field whose rule nobody knows: %j',
    (rule) => {
      const schema = schemaWith({ extensions: { rule } });
      expect(() => enforceRules(schema, rules)).toThrow('Query.secret declares an unknown rule');
    },
  );

  it.each([true, 1, ['OPEN'], { name: 'OPEN' }, null])('with a rule that is no name: %j', (rule) => {
    const schema = schemaWith({ extensions: { rule } });
    expect(() => enforceRules(schema, rules)).toThrow('Query.secret declares no rule');
  });

  it('with an interface whose field declares no rule', () => {
    const named = new GraphQLInterfaceType({ name: 'Named', fields: { name: { type: GraphQLString } } });
    const schema = schemaWith({ extensions: { rule: 'OPEN' } }, [named]);
    expect(() => enforceRules(schema, rules)).toThrow('Named.name declares no rule');
  });

  it('with a type that no field leads to and that has a field without a rule', () => {
    const orphan = new GraphQLObjectType({ name: 'Orphan', fields: { name: { type: GraphQLString } } });
    const schema = schemaWith({ extensions: { rule: 'OPEN' } }, [orphan]);
    expect(() => enforceRules(schema, rules)).toThrow('Orphan.name declares no rule');
  });

  it('with a rule on an argument or an input, which nobody would enforce', () => {
    const onArgument = schemaWith({
      extensions: { rule: 'OPEN' },
      args: { name: { type: GraphQLString, extensions: { rule: 'CLOSED' } } },
    });
    const input = new GraphQLInputObjectType({
      name: 'Wish',
      fields: { name: { type: GraphQLString } },
      extensions: { rule: 'CLOSED' },
    });
    expect(() => enforceRules(onArgument, rules)).toThrow('Query.secret.name declares a rule');
    const onInput = schemaWith({ extensions: { rule: 'OPEN' } }, [input]);
    expect(() => enforceRules(onInput, rules)).toThrow('Wish declares a rule');
  });
});

describe('enforceRules wraps a field so that it', () => {
  it('answers when its rule lets it, with what its resolver returns', () => {
    const schema = enforceRules(schemaWith({ extensions: { rule: 'OPEN' } }), rules);
    expect(ask(schema, '{ secret }')).toEqual({ data: { secret: 'told' } });
  });

  it('is null with the refusal at its path, and its resolver never runs', () => {
    let ran = false;
    const resolve = () => {
      ran = true;
      return 'told';
    };
    const schema = enforceRules(schemaWith({ extensions: { rule: 'CLOSED' }, resolve }), rules);
    const { data, errors } = ask(schema, '{ alias: secret }');
    expect(data).toEqual({ alias: null });
    expect(errors?.map(({ message, path }) => ({ message, path }))).toEqual([
      { message: 'refused', path: ['alias'] },
    ]);
    expect(ran).toBe(false);
  });

  it('is guarded without a resolver of its own, too', () => {
    const { resolve: _none, ...field } = { extensions: { rule: 'CLOSED' }, resolve: undefined };
    const schema = enforceRules(
      new GraphQLSchema({
        query: new GraphQLObjectType({
          name: 'Query',
          fields: { secret: { type: GraphQLString, ...field } },
        }),
      }),
      rules,
    );
    const answer = ask(schema, '{ secret }', { secret: 'told' });
    expect(answer.data).toEqual({ secret: null });
    expect(answer.errors).toHaveLength(1);
  });

  it.each([
    ['a promise of nothing', () => Promise.resolve(undefined)],
    ['a promise of true', () => Promise.resolve(true)],
    ['false', () => false],
    ['true', () => true],
    ['null', () => null],
  ])('refuses when its rule answers %s instead of nothing', (_what, check) => {
    const careless = { description: '', check: check as unknown as Rule['check'] };
    const schema = enforceRules(schemaWith({ extensions: { rule: 'CARELESS' } }), { CARELESS: careless });
    const { data, errors } = ask(schema, '{ secret }');
    expect(data).toEqual({ secret: null });
    expect(errors).toHaveLength(1);
  });

  it('refuses when its rule fails', () => {
    const check = () => {
      throw new Error('the rule is broken');
    };
    const broken = { description: '', check };
    const schema = enforceRules(schemaWith({ extensions: { rule: 'BROKEN' } }), { BROKEN: broken });
    const { data, errors } = ask(schema, '{ secret }');
    expect(data).toEqual({ secret: null });
    expect(errors?.[0]?.message).toBe('the rule is broken');
  });

  it('makes no more refusals than an answer tells, and one that shows that there were more [O3]', () => {
    let made = 0;
    const counted: Rule = {
      description: '',
      check: () => () => {
        made += 1;
        return new Error('refused');
      },
    };
    const schema = enforceRules(schemaWith({ extensions: { rule: 'COUNTED' } }), { COUNTED: counted });
    const aliases = Array.from({ length: 2_000 }, (_, index) => `a${index}: secret`);
    const { data, errors } = ask(schema, `{ ${aliases.join(' ')} }`);
    expect(made).toBe(101);
    expect(errors).toHaveLength(101);
    expect(Object.values(data ?? {})).toEqual(aliases.map(() => null));
  });

  it('tells in its description what it needs', () => {
    const type = new GraphQLNonNull(GraphQLString);
    const schema = enforceRules(
      schemaWith({ type, description: 'A secret.', extensions: { rule: 'CLOSED' } }),
      rules,
    );
    expect(schema.getQueryType()?.getFields().secret?.description).toBe('A secret.\n\nNeeds a miracle.');
  });
});
