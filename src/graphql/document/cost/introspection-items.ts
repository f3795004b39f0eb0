import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/**
 * How long the lists of introspection are in a schema: of its types as many as there are, and of what each type holds
 * as many as on average, since a query for the whole schema goes through all of them.
 */
export function introspectionItems(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const types = Object.values(schema.getTypeMap());
  const withFields = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields = withFields.flatMap((type) => Object.values(type.getFields()));
  const values = types.filter((type) => isEnumType(type)).flatMap((type) => type.getValues());
  const inputs = types
    .filter((type) => isInputObjectType(type))
    .flatMap((type) => Object.values(type.getFields()));
  const share = (count: number, among: number): number => Math.ceil(count / Math.max(1, among));
  return new Map([
    ['__Schema.types', types.length],
    ['__Schema.directives', schema.getDirectives().length],
    ['__Type.fields', share(fields.length, types.length)],
    ['__Type.enumValues', share(values.length, types.length)],
    ['__Type.inputFields', share(inputs.length, types.length)],
    ['__Field.args', share(fields.flatMap(({ args }) => args).length, fields.length)],
    ['__Directive.args', 2],
    ['__Directive.locations', 5],
  ]);
}
