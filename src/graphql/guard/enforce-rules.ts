import { defaultFieldResolver, isInterfaceType, isIntrospectionType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../request-context.js';
import { RULES } from './rules.js';
import type { Rule, RuleName } from './rules.js';

type Field = GraphQLField<unknown, RequestContext>;

/**
 * Wraps every field of the built schema with its rule, once. Working on the schema and not on decorators, it covers
 * re-declared fields, field resolvers, simple resolvers and whatever else ends up in the schema.
 * @throws Error when a field has no rule, or an unknown one: such a schema is not served.
 */
export function enforceRules(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const field of Object.values(type.getFields()) as readonly Field[]) {
      const rule = ruleOf(type.name, field);
      field.description = [field.description, rule.description].filter(Boolean).join('\n\n');
      if (isObjectType(type)) guard(field, rule);
    }
  }
  return schema;
}

function guard(field: Field, rule: Rule): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (...call) => {
    const [parent, , context] = call;
    const refusal = rule.check(parent, context);
    if (refusal !== undefined) throw refusal;
    return resolve(...call);
  };
}

function ruleOf(typeName: string, field: Field): Rule {
  const name = field.extensions.rule;
  if (typeof name !== 'string') throw new Error(`${typeName}.${field.name} declares no rule`);
  if (!isRuleName(name)) throw new Error(`${typeName}.${field.name} declares an unknown rule: ${name}`);
  return RULES[name];
}

function isRuleName(name: string): name is RuleName {
  return Object.hasOwn(RULES, name);
}
