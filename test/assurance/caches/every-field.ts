import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  GraphQLField,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';

type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** The document with `__typename` asked for everywhere, and with every plain field of whatever has an id. */
export function withEveryPlainField(schema: GraphQLSchema, text: string): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    parse(text),
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave: (set: SelectionSetNode, _key, parent) => {
          const type = types.getParentType();
          const isRoot = parent !== undefined && 'operation' in parent;
          if (isRoot || (!isObjectType(type) && !isInterfaceType(type))) return undefined;
          const names = ['__typename', ...('id' in type.getFields() ? plainFieldsOf(type) : [])];
          return { ...set, selections: [...set.selections, ...names.map(fieldNode)] };
        },
      },
    }),
  );
}

/** Fragments for each type: all its fields, and those of what has an id so many steps on. */
export class EverythingOf {
  readonly #fragments = new Map<string, string>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** What to select of a field of the root, by its name, with so many steps on from what it leads to. */
  selection(fieldName: string, steps: number): string {
    const field = this.schema.getQueryType()?.getFields()[fieldName];
    if (field === undefined) throw new Error(`There is no question ${fieldName}`);
    return this.#selectionOf(field, steps);
  }

  /** The fragments that the selections so far need. */
  get fragments(): string {
    return [...this.#fragments.values()].join('\n');
  }

  #selectionOf(field: GraphQLField<unknown, unknown>, steps: number): string {
    const type = getNamedType(field.type);
    if (!isObjectType(type) && !isInterfaceType(type)) return '';
    return `{ ...${this.#fragment(type, steps)} }`;
  }

  #fragment(type: Composite, steps: number): string {
    const name = `${type.name}_${steps}`;
    if (this.#fragments.has(name)) return name;
    this.#fragments.set(name, '');
    const possible = isInterfaceType(type) ? this.schema.getPossibleTypes(type) : [];
    const narrowed = possible.map((each) => `...${this.#fragment(each, steps)}`);
    const fields = isInterfaceType(type) ? narrowed : this.#fieldsOf(type, steps);
    this.#fragments.set(name, `fragment ${name} on ${type.name} { __typename ${fields.join(' ')} }`);
    return name;
  }

  #fieldsOf(type: GraphQLObjectType, steps: number): readonly string[] {
    const hasId = 'id' in type.getFields();
    return Object.values(type.getFields()).flatMap((field) => {
      if (isLeafType(getNamedType(field.type))) return [field.name];
      if (hasId && steps === 0) return [];
      return [`${field.name} ${this.#selectionOf(field, hasId ? steps - 1 : steps)}`];
    });
  }
}

function plainFieldsOf(type: Composite): readonly string[] {
  return Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0)
    .map(({ name }) => name);
}

function fieldNode(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}
