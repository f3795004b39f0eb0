import {
  defaultFieldResolver,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNullableType,
  isObjectType,
} from 'graphql';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../request-context.js';
import type { InputCheck } from './guarded.js';
import { granted, RULES } from './rules.js';
import type { Rule } from './rules.js';

type Field = GraphQLField<unknown, RequestContext, Readonly<Record<string, unknown>>>;

/** The rules that a schema may name. */
export type RuleTable = Readonly<Record<string, Rule>>;

/**
 * Wraps every field of the built schema with its rule, once. Working on the schema and not on decorators, it covers
 * re-declared fields, field resolvers, simple resolvers and whatever else ends up in the schema.
 * @throws Error when a field has no rule, or an unknown one, and when anything else declares one, which nobody would
 * enforce: such a schema is not served.
 */
export function enforceRules(schema: GraphQLSchema, rules: RuleTable = RULES): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    refuseRule(type.name, type);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) refuseRule(`${type.name}.${field.name}`, field);
    }
    if (!(isObjectType(type) || isInterfaceType(type))) continue;
    for (const field of Object.values(type.getFields()) as readonly Field[]) {
      const place = `${type.name}.${field.name}`;
      for (const argument of field.args) refuseRule(`${place}.${argument.name}`, argument);
      const rule = ruleOf(place, field, rules);
      field.description = [field.description, rule.description].filter(Boolean).join('\n\n');
      if (isObjectType(type)) guard(field, rule);
    }
  }
  return schema;
}

/** A property under a rule that never refuses is left as it is: on a list they are most of the fields. */
function guard(field: Field, rule: Rule): void {
  if (field.resolve === undefined && rule.check === granted) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  const isNullable = isNullableType(field.type);
  const checkInput = field.extensions.input as InputCheck | undefined;
  field.resolve = (...call) => {
    const [parent, args, context, info] = call;
    const refusal = rule.check(parent, context);
    if (refusal === undefined) return resolve(parent, args, context, info);
    if (isNullable && !context.refusals.mayBeMade()) return null;
    checkInput?.(parent, args, context);
    throw refusal();
  };
}

function ruleOf(place: string, { extensions }: Declared, rules: RuleTable): Rule {
  const name = extensions.rule;
  if (typeof name !== 'string') throw new Error(`${place} declares no rule`);
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (rule === undefined) throw new Error(`${place} declares an unknown rule: ${name}`);
  return rule;
}

interface Declared {
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** A rule on a whole type or on an input would only look like one. */
function refuseRule(place: string, { extensions }: Declared): void {
  if (extensions.rule === undefined) return;
  throw new Error(`${place} declares a rule, which is enforced only on fields of objects and interfaces`);
}
