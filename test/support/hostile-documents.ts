import { getNamedType, isCompositeType, isObjectType, isRequiredArgument } from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';

/** What arguments are filled with: ids that the account has, so that there is something to do. */
export interface KnownIds {
  readonly integrations: readonly string[];
  readonly users: readonly string[];
}

const SIZES = [100, 1, 50, 5, 99];
const REPEATS = [1, 1, 2, 7, 40];
const DEEPEST = 12;
const LONGEST = 4_000;

/**
 * Writes a query of the schema from a list of numbers, each of which decides one thing: which fields, how often under
 * how many names, pages of which size, spread from which fragments. Any list gives a valid document, a longer one a
 * larger document, so that tests can draw and shrink them and a search can change them.
 */
export class HostileDocuments {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly ids: KnownIds,
  ) {}

  of(numbers: readonly number[]): string {
    const query = this.schema.getQueryType();
    if (!query) throw new Error('The schema has no queries');
    return new Writing(this.ids, numbers).query(query);
  }
}

class Writing {
  private readonly fragments: string[] = [];
  private position = 0;
  private names = 0;

  constructor(
    private readonly ids: KnownIds,
    private readonly numbers: readonly number[],
  ) {}

  query(type: GraphQLObjectType): string {
    const selections = this.selections(type, DEEPEST);
    return [`{ ${selections} }`, ...this.fragments].join('\n');
  }

  private selections(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const count = 1 + (this.next() % 3);
    return Array.from({ length: count }, () => this.field(fields, depth)).join(' ');
  }

  private field(fields: readonly GraphQLField<unknown, unknown>[], depth: number): string {
    const field = fields[this.next() % fields.length];
    if (field === undefined) return '__typename';
    const type = getNamedType(field.type);
    if (isCompositeType(type) && (depth === 0 || !isObjectType(type))) return '__typename';
    const inner = isObjectType(type) ? this.inner(type, depth - 1) : '';
    const wanted = REPEATS[this.next() % REPEATS.length] ?? 1;
    // What is repeated within what is repeated would grow beyond every limit of a text.
    const repeats = inner.length * wanted > LONGEST ? 1 : wanted;
    return Array.from({ length: repeats }, () => {
      this.names += 1;
      return `a${this.names}: ${field.name}${this.argumentsOf(field)}${inner}`;
    }).join(' ');
  }

  /** In place, or as a fragment that several fields spread. */
  private inner(type: GraphQLObjectType, depth: number): string {
    const selections = this.selections(type, depth);
    if (this.next() % 3 !== 0) return ` { ${selections} }`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} { ${selections} }`);
    return ` { ...${name} ...${name} }`;
  }

  private argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
    const given = args.flatMap((argument) => {
      const value = this.valueOf(argument);
      return value === undefined ? [] : [`${argument.name}: ${value}`];
    });
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  /** Undefined: left out. */
  private valueOf(argument: GraphQLArgument): string | undefined {
    const number = this.next();
    if (argument.name === 'first') return String(SIZES[number % SIZES.length] ?? 1);
    if (argument.name === 'search') return number % 4 === 1 ? `"nothing ${number}"` : undefined;
    if (!isRequiredArgument(argument)) return undefined;
    return this.requiredValue(argument.name, number);
  }

  private requiredValue(name: string, number: number): string {
    const integration = this.ids.integrations[number % this.ids.integrations.length] ?? '';
    const user = this.ids.users[number % this.ids.users.length] ?? '';
    switch (name) {
      case 'rbacId':
        return `"data_providers.${integration}"`;
      case 'action':
        return 'USE';
      case 'checks':
        return `[${`{ rbacId: "data_providers.${integration}", action: UPDATE, userId: "${user}" } `.repeat(number % 100)}]`;
      default:
        return `"${name.startsWith('user') ? user : integration}"`;
    }
  }

  private next(): number {
    const number = this.numbers[this.position] ?? 0;
    this.position += 1;
    return number;
  }
}
