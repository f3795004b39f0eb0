import { isObjectType } from 'graphql';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import type { RuleName } from '../../../src/graphql/guard/rules.js';

export interface RuledField {
  /** As in `User.email`. */
  readonly place: string;
  readonly typeName: string;
  readonly rule: string;
  readonly field: GraphQLField<unknown, unknown>;
}

/** The rules that may refuse a field of an object which the viewer has got already. */
const REFUSING: ReadonlySet<string> = new Set<RuleName>([
  'READ',
  'MANAGE_PERMISSIONS',
  'SELF_OR_ADMINISTRATOR',
  'MEMBER_OR_ADMINISTRATOR',
  'TEAM_MEMBER_OR_ADMINISTRATOR',
  'READS_GROUP_DETAILS',
  'READS_TEAM_DETAILS',
]);

/** Every field of every object type, with its rule. */
export function ruledFields(schema: GraphQLSchema): readonly RuledField[] {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return types
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({
        place: `${type.name}.${field.name}`,
        typeName: type.name,
        rule: String(field.extensions.rule),
        field,
      })),
    );
}

/** The fields that a denial makes null. */
export function guardedFields(schema: GraphQLSchema): readonly RuledField[] {
  return ruledFields(schema).filter(({ rule }) => REFUSING.has(rule));
}
