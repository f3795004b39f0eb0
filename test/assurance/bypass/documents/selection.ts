import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { builtSchema } from '../../../graphql/built-schema.js';
import { fieldsOfConnection } from '../reference/connection-fields.js';
import { ARGUMENTS } from './arguments.js';
import type { Arguments } from './arguments.js';

/** A field that is asked for, with everything that is asked of what it leads to. */
export interface Selected {
  /** As in `User.email`. */
  readonly place: string;
  readonly rule: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly args: Arguments;
  /** Absent for a leaf; empty where the walk ends, which asks for `__typename`. */
  readonly children?: readonly Selected[];
  /** Of an interface: what is asked of each type beside what they have in common. */
  readonly byType?: readonly Possible[];
}

export interface Possible {
  readonly typeName: string;
  readonly children: readonly Selected[];
}

/**
 * Every field of a type, and every way on from it, `hops` objects far. Connections and their edges are no hop.
 * @throws Error when a field takes arguments and nobody says which to give it.
 */
export function everythingOf(type: Composite, hops: number): readonly Selected[] {
  return Object.values(type.getFields()).map((field) => {
    const [args] = argumentsOf(type, field);
    return selected(type, field, { args, hops });
  });
}

/** A field with each of the arguments that are tried on it, and every way on from there. */
export function everyUseOf(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  hops: number,
): readonly Selected[] {
  return argumentsOf(type, field).map((args) => selected(type, field, { args, hops }));
}

type Composite = GraphQLObjectType | GraphQLInterfaceType;

const schema = builtSchema();

function selected(
  type: Composite,
  field: GraphQLField<unknown, unknown>,
  { args, hops }: { readonly args: Arguments; readonly hops: number },
): Selected {
  const own = { place: placeOf(type, field), rule: String(field.extensions.rule), field, args };
  const next = getNamedType(field.type);
  if (isInterfaceType(next)) return { ...own, ...everyTypeOf(next, hops) };
  if (!isObjectType(next)) return own;
  if (fieldsOfConnection(next.name) !== undefined) return { ...own, children: everythingOf(next, hops) };
  return { ...own, children: hops === 0 ? [] : everythingOf(next, hops - 1) };
}

function everyTypeOf(
  next: GraphQLInterfaceType,
  hops: number,
): Required<Pick<Selected, 'children' | 'byType'>> {
  if (hops === 0) return { children: [], byType: [] };
  const byType = schema.getPossibleTypes(next).map((possible) => ({
    typeName: possible.name,
    children: everythingOf(possible, hops - 1).filter(({ field }) => !(field.name in next.getFields())),
  }));
  return { children: everythingOf(next, hops - 1), byType };
}

function argumentsOf(
  type: Composite,
  field: GraphQLField<unknown, unknown>,
): readonly [Arguments, ...Arguments[]] {
  if (field.args.length === 0) return [{}];
  const place = placeOf(type, field);
  const table = ARGUMENTS[place];
  if (table === undefined)
    throw new Error(`${place} is new: say in documents/arguments.ts how it is asked for`);
  return table;
}

function placeOf(type: Composite, { name }: GraphQLField<unknown, unknown>): string {
  return `${type.name}.${name}`;
}

/** @throws Error when the schema has no such object type. */
export function objectType(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`The schema has no objects of type ${name}`);
  return type;
}
