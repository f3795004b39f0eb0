import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  print,
  astFromValue,
} from 'graphql';
import type { GraphQLArgument, GraphQLInputField, GraphQLNamedType, GraphQLSchema } from 'graphql';

/**
 * Everything a client can depend on, one line each, as in `Query.users(first: Int = 50)`: two schemas are compatible
 * when the lines of the one are among those of the other.
 */
export function schemaLines(schema: GraphQLSchema): readonly string[] {
  return typesOf(schema).flatMap(linesOfType);
}

/** The types of a schema without those that every schema has. */
export function typesOf(schema: GraphQLSchema): readonly GraphQLNamedType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );
}

function linesOfType(type: GraphQLNamedType): readonly string[] {
  const kind = `${type.name} is ${type.constructor.name}`;
  if (isObjectType(type) || isInterfaceType(type)) {
    const interfaces = type.getInterfaces().map(({ name }) => `${type.name} implements ${name}`);
    const fields = Object.values(type.getFields()).flatMap(({ name, type: returned, args }) => [
      `${type.name}.${name}: ${returned.toString()}`,
      ...args.map((argument) => `${type.name}.${name}(${inputLine(argument)})`),
    ]);
    return [kind, ...interfaces, ...fields];
  }
  if (isInputObjectType(type)) {
    return [kind, ...Object.values(type.getFields()).map((field) => `${type.name}.${inputLine(field)}`)];
  }
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return [kind, ...names.map((name, index) => `${type.name} ${index}: ${name}`)];
  }
  return [kind];
}

function inputLine({ name, type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  const literal = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return `${name}: ${type.toString()}${literal ? ` = ${print(literal)}` : ''}`;
}
