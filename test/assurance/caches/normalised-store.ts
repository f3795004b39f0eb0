import { isAbstractType, isObjectType, Kind, valueFromASTUntyped } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';

/** One answer, with what it answers. */
export interface Answered {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

interface Held {
  readonly value: string;
  readonly path: string;
}

/** Where the walk is: in which thing of the cache, and in which place of the answer. */
interface Place {
  readonly key: string;
  readonly path: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * What a client's cache holds that knows objects by `__typename` and `id`: for each of them, field by field with its
 * arguments, one value. Answers must have been asked with both wherever there are both.
 */
export class NormalisedStore {
  readonly #schema: GraphQLSchema;
  readonly #held = new Map<string, Held>();
  readonly #typesMet = new Set<string>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** How many fields of objects it holds. */
  get size(): number {
    return this.#held.size;
  }

  /** The types of the objects that were known by an id. */
  get typesMet(): ReadonlySet<string> {
    return this.#typesMet;
  }

  /** @throws Error when something is told otherwise than it was before. */
  add({ document, variables, data }: Answered): void {
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION || !isJsonObject(data)) continue;
      const root = this.#schema.getRootType(definition.operation)?.name ?? '';
      const walk = new Walk(document, { ...defaultsOf(definition), ...variables });
      this.#addObject(
        walk,
        { set: definition.selectionSet, data: { __typename: root, ...data } },
        rootPlace(root),
      );
    }
  }

  #addObject(walk: Walk, { set, data }: { set: SelectionSetNode; data: JsonObject }, at: Place): void {
    const typeName = String(data.__typename);
    for (const field of this.#fieldsOf(walk, set, typeName)) {
      const responseName = field.alias?.value ?? field.name.value;
      if (!(responseName in data)) continue;
      const name = `${field.name.value}${walk.argumentsOf(field)}`;
      const place = { key: `${at.key}.${name}`, path: `${at.path}.${responseName}` };
      const value = this.#addValue(walk, { field, value: data[responseName] }, place);
      this.#hold(place, value);
    }
  }

  /** Answers what stands in the cache for the value: a reference where an object is known by its id. */
  #addValue(walk: Walk, { field, value }: { field: FieldNode; value: unknown }, at: Place): unknown {
    if (Array.isArray(value)) {
      return value.map((item: unknown, index) => {
        const place = { key: `${at.key}[${index}]`, path: `${at.path}[${index}]` };
        return this.#addValue(walk, { field, value: item }, place);
      });
    }
    if (field.selectionSet === undefined || !isJsonObject(value)) return value;
    const key = this.#keyOf(value) ?? at.key;
    this.#addObject(walk, { set: field.selectionSet, data: value }, { key, path: at.path });
    return { reference: key };
  }

  #keyOf({ __typename: typeName, id }: JsonObject): string | undefined {
    const type = this.#schema.getType(String(typeName));
    if (!isObjectType(type) || !('id' in type.getFields())) return undefined;
    if (typeof id !== 'string')
      throw new Error(`An object of type ${type.name} was asked for without its id`);
    this.#typesMet.add(type.name);
    return `${type.name}:${id}`;
  }

  #hold({ key, path }: Place, value: unknown): void {
    const text = JSON.stringify(value);
    const held = this.#held.get(key);
    if (held !== undefined && held.value !== text) {
      throw new Error(`${key} is ${held.value} at ${held.path}, and ${text} at ${path}`);
    }
    this.#held.set(key, { value: text, path });
  }

  /** The fields that are asked of an object, those of fragments on its type included. */
  #fieldsOf(walk: Walk, { selections }: SelectionSetNode, typeName: string): readonly FieldNode[] {
    return selections.flatMap((selection): readonly FieldNode[] => {
      if (selection.kind === Kind.FIELD) return [selection];
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragment(selection.name.value);
      const condition = fragment.typeCondition?.name.value ?? typeName;
      return this.#isA(typeName, condition) ? this.#fieldsOf(walk, fragment.selectionSet, typeName) : [];
    });
  }

  #isA(typeName: string, condition: string): boolean {
    const [type, other] = [this.#schema.getType(typeName), this.#schema.getType(condition)];
    if (type === other) return true;
    return isAbstractType(other) && isObjectType(type) && this.#schema.isSubType(other, type);
  }
}

/** The types whose objects a cache knows by their id. */
export function typesWithId(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && 'id' in type.getFields())
    .map(({ name }) => name);
}

/** What an operation is walked with. */
class Walk {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    document: DocumentNode,
    private readonly variables: JsonObject,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  fragment(name: string): FragmentDefinitionNode {
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) throw new Error(`There is no fragment ${name}`);
    return fragment;
  }

  argumentsOf({ arguments: given = [] }: FieldNode): string {
    if (given.length === 0) return '';
    const values = given.map(({ name, value }) => [name.value, valueFromASTUntyped(value, this.variables)]);
    return JSON.stringify(Object.fromEntries(values.sort()));
  }
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): JsonObject {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
}

function rootPlace(root: string): Place {
  return { key: root, path: root.toLowerCase() };
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
