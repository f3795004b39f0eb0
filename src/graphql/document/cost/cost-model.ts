import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
} from 'graphql';
import type { GraphQLField, GraphQLNamedType, GraphQLSchema } from 'graphql';
import { introspectionItems } from './introspection-items.js';
import { CHANGE, CONNECTION, ITEMS_OF_TYPE, ROW, USUAL, WEIGHTS } from './weights.js';
import type { GivenItems, Weight } from './weights.js';

/** How one field is counted. */
export interface FieldCost {
  readonly own: number;
  /** Beside it, when a search is asked for. */
  readonly search: number;
  /** How often what is selected in it comes; `PAGE` in the edges of a connection, whose size the connection is given. */
  readonly items: number | typeof PAGE | { readonly argument: string };
  readonly item: number;
  readonly given: GivenItems | undefined;
  /** Whether it holds the page whose size its argument `first` says. */
  readonly isConnection: boolean;
}

export const PAGE = Symbol('the size of the page');

/** How every field of a schema is counted. */
export class CostModel {
  private readonly byField = new Map<string, FieldCost>();

  /** @throws Error that names each list of which nobody knows how long it is, and each weight of a field that is not there. */
  constructor(schema: GraphQLSchema) {
    const items = introspectionItems(schema);
    const mistakes: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        const place = `${type.name}.${field.name}`;
        const cost = isIntrospectionType(type)
          ? plain(items.get(place) ?? 1)
          : costOf(field, { place, type, isMutation: type === schema.getMutationType() });
        if (cost === undefined) mistakes.push(`${place} is a list, and no weight says how long it may be`);
        else this.byField.set(place, cost);
      }
    }
    for (const place of Object.keys(WEIGHTS)) {
      if (!this.byField.has(place)) mistakes.push(`${place} has a weight, and there is no such field`);
    }
    if (mistakes.length > 0) throw new Error(`The cost of a request cannot be told: ${mistakes.join('; ')}`);
  }

  /** Of a field that the schema has; of those that every type has, such as `__typename`, the usual. */
  of(typeName: string, fieldName: string): FieldCost {
    return this.byField.get(`${typeName}.${fieldName}`) ?? plain(1);
  }
}

function plain(items: number): FieldCost {
  return { own: USUAL, search: 0, items, item: 0, given: undefined, isConnection: false };
}

interface Placed {
  readonly place: string;
  readonly type: GraphQLNamedType;
  readonly isMutation: boolean;
}

/** Undefined for a list without a bound. */
function costOf(
  field: GraphQLField<unknown, unknown>,
  { place, type, isMutation }: Placed,
): FieldCost | undefined {
  const weight: Weight = WEIGHTS[place] ?? {};
  const isConnection = isConnectionType(field);
  const items = itemsOf(field, type, weight);
  if (items === undefined) return undefined;
  return {
    own: weight.own ?? (isConnection ? CONNECTION : isMutation ? CHANGE : USUAL),
    search: weight.search ?? 0,
    items,
    item: weight.item ?? (items === PAGE ? ROW : 0),
    given: weight.given,
    isConnection,
  };
}

function itemsOf(
  field: GraphQLField<unknown, unknown>,
  type: GraphQLNamedType,
  { items }: Weight,
): FieldCost['items'] | undefined {
  if (!isListType(getNullableType(field.type))) return 1;
  if (field.name === 'edges' && type.name.endsWith('Connection')) return PAGE;
  return items ?? ITEMS_OF_TYPE[getNamedType(field.type).name];
}

function isConnectionType({ type, args }: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(type).name.endsWith('Connection') && args.some(({ name }) => name === 'first');
}
