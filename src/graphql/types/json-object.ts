import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import type { ObjectValueNode, ValueNode } from 'graphql';
import type { JsonObject } from '../../datastore/contract/records.js';
import { isExactNumber } from '../../json/exact-numbers.js';

type Variables = Readonly<Record<string, unknown>> | null | undefined;

/**
 * An object of JSON. Written in the document it is what the same JSON would be as a variable: every key is data, also
 * `__proto__`, and a number that would not come back as it was written is infinite, which no input takes.
 */
export const JSONObject = new GraphQLScalarType<JsonObject, JsonObject>({
  name: 'JSONObject',
  description: 'An object of JSON; not a list, text or number.',
  specifiedByURL: 'http://www.ecma-international.org/publications/files/ECMA-ST/ECMA-404.pdf',
  serialize: objectFrom,
  parseValue: objectFrom,
  parseLiteral: (node, variables) => {
    if (node.kind !== Kind.OBJECT) throw notAnObject(node);
    return objectIn(node, variables) as JsonObject;
  },
});

function objectFrom(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notAnObject();
  return value as JsonObject;
}

function notAnObject(node?: ValueNode): GraphQLError {
  return new GraphQLError('JSONObject must be an object of JSON', node && { nodes: node });
}

function objectIn({ fields }: ObjectValueNode, variables: Variables): object {
  return Object.fromEntries(fields.map(({ name, value }) => [name.value, valueOf(value, variables)]));
}

function valueOf(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return isExactNumber(node.value) ? Number(node.value) : Number.POSITIVE_INFINITY;
    case Kind.OBJECT:
      return objectIn(node, variables);
    case Kind.LIST:
      return node.values.map((value) => valueOf(value, variables));
    case Kind.NULL:
      return null;
    case Kind.VARIABLE:
      return variables && Object.hasOwn(variables, node.name.value) ? variables[node.name.value] : undefined;
    case Kind.ENUM:
      throw new GraphQLError('JSONObject holds a name; a text stands in quotes', { nodes: node });
  }
}
