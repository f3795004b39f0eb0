import { getNamedType, isCompositeType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import type { Asked, AskedRequest } from './asked.js';

/** The body of a request. */
export interface RequestBody {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Ids that the words in arguments stand for, each time the next one. */
export interface AskableIds {
  readonly integrations: readonly string[];
  readonly people: readonly string[];
}

/** So many questions or ids in a list that is given as a variable. */
const LONGEST_LIST = 100;
/** So many different lists; a request that asks more often asks again. */
const LISTS = 8;

const WORDS = /\b(?:INTEGRATION|PERSON|NUMBER|CHECKS|IDS)\b/g;

/**
 * Writes what is asked as a document: each field under as many names as it is asked for, and what is asked of such a
 * field in a fragment, so that a short document asks for much. In arguments `INTEGRATION`, `PERSON` and `NUMBER` are
 * another one each time, `CHECKS` and `IDS` a variable with a long list.
 */
export function requestText(
  asked: AskedRequest,
  { schema, ids, name }: { readonly schema: GraphQLSchema; readonly ids: AskableIds; readonly name: string },
): RequestBody {
  return new RequestText(schema, ids).write(asked, name);
}

class RequestText {
  readonly #fragments: string[] = [];
  readonly #variables = new Map<string, { readonly type: string; readonly value: unknown }>();
  #next = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly ids: AskableIds,
  ) {}

  write({ operation, of }: AskedRequest, name: string): RequestBody {
    const root = operation === 'query' ? this.schema.getQueryType() : this.schema.getMutationType();
    if (!root) throw new Error(`The schema has no ${operation}`);
    const selections = this.#selections(of, root);
    const declared = [...this.#variables].map(([variable, { type }]) => `$${variable}: ${type}`).join(', ');
    return {
      query: [
        `${operation} ${name}${declared === '' ? '' : `(${declared})`} { ${selections} }`,
        ...this.#fragments,
      ].join('\n'),
      variables: Object.fromEntries([...this.#variables].map(([variable, { value }]) => [variable, value])),
    };
  }

  #selections(of: readonly Asked[], type: GraphQLNamedType): string {
    const counts = new Map<string, number>();
    for (const { field, times } of of) counts.set(field, (counts.get(field) ?? 0) + times);
    return of
      .map((asked) => {
        const text = this.#field(asked, type, (counts.get(asked.field) ?? 1) > 1);
        return asked.on === undefined ? text : `... on ${asked.on} { ${text} }`;
      })
      .join(' ');
  }

  #field(asked: Asked, parent: GraphQLNamedType, isRepeated: boolean): string {
    const { field, given, on, times, nameLength, of } = asked;
    const type = on === undefined ? parent : this.schema.getType(on);
    const owner = isObjectType(type) || isInterfaceType(type) ? type : undefined;
    const returned = field === '__typename' ? undefined : owner?.getFields()[field]?.type;
    const named = returned && getNamedType(returned);
    const inner =
      named !== undefined && isCompositeType(named)
        ? of.length === 0
          ? '__typename'
          : this.#selections(of, named)
        : undefined;
    const shown =
      inner !== undefined && named !== undefined && times > 1 ? this.#shared(inner, named) : inner;
    return Array.from({ length: times }, () => {
      const alias = isRepeated || nameLength > 0 ? `${this.#alias(nameLength)}: ` : '';
      const inBrackets = given === '' ? '' : `(${this.#filled(given)})`;
      return `${alias}${field}${inBrackets}${shown === undefined ? '' : ` { ${shown} }`}`;
    }).join(' ');
  }

  #shared(inner: string, { name }: GraphQLNamedType): string {
    const fragment = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${fragment} on ${name} { ${inner} }`);
    return `...${fragment}`;
  }

  #alias(length: number): string {
    this.#next += 1;
    return `a${this.#next.toString(36)}`.padEnd(length, '_');
  }

  #filled(given: string): string {
    return given.replace(WORDS, (word) => {
      this.#next += 1;
      if (word === 'INTEGRATION') return at(this.ids.integrations, this.#next);
      if (word === 'PERSON') return at(this.ids.people, this.#next);
      if (word === 'NUMBER') return String(this.#next);
      const variable = `${word.toLowerCase()}${this.#next % LISTS}`;
      this.#variables.set(variable, this.#list(word));
      return `$${variable}`;
    });
  }

  #list(word: string): { readonly type: string; readonly value: unknown } {
    const from = this.#next * LONGEST_LIST;
    const numbers = Array.from({ length: LONGEST_LIST }, (_, n) => from + n);
    const ids = numbers.map((n) => at(this.ids.integrations, n));
    if (word === 'IDS') return { type: '[ID!]!', value: ids };
    const checks = ids.map((id, n) => ({
      rbacId: `data_providers.${id}`,
      action: 'UPDATE',
      userId: at(this.ids.people, n),
    }));
    return { type: '[RightsCheckInput!]!', value: checks };
  }
}

function at(list: readonly string[], place: number): string {
  return list[place % list.length] ?? '';
}
