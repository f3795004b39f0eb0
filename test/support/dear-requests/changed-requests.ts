import { getNamedType, isCompositeType, isInterfaceType, isObjectType, isRequiredArgument } from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLNamedType, GraphQLSchema } from 'graphql';
import type { Asked, AskedRequest } from './asked.js';

/** A whole number from 0 up to the bound. */
export type Random = (below: number) => number;

const SIZES = [100, 100, 50, 10, 1];
const NAME_LENGTHS = [0, 8, 32, 64, 128];
const DEEPEST = 8;

/** What arguments may be given; those that are not here are left out. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  first: SIZES.map(String),
  search: ['', '"nothing NUMBER"', '"Channel 1"', '"NUMBER"', '"e"'],
  rbacId: ['"data_providers.INTEGRATION"', '"data_providers.INTEGRATION"', '"data_providers.*"'],
  includeWildcard: ['', 'true'],
  action: ['USE', 'MANAGE_PERMISSIONS', 'CREATE', 'UPDATE'],
  userId: ['', '"PERSON"'],
  actorId: ['', '"PERSON"'],
  id: ['"INTEGRATION"'],
  ids: ['IDS'],
  checks: ['CHECKS'],
};

/** Changes what is asked in one place, at random, as a step of a search. Changes to data are left as they are. */
export class ChangedRequests {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
  ) {}

  /** Something else that the schema answers, made of one request and a part of another. */
  of(asked: AskedRequest, other: AskedRequest): AskedRequest {
    const root = asked.operation === 'query' ? this.schema.getQueryType() : this.schema.getMutationType();
    if (!root) return asked;
    if (asked.operation === 'query' && other.operation === 'query' && this.random(6) === 0) {
      return { ...asked, of: [...asked.of, this.pick(other.of)].filter(isAsked) };
    }
    if (this.random(12) === 0) {
      return { ...asked, caller: asked.caller === 'member' ? 'administrator' : 'member' };
    }
    return { ...asked, of: this.#changed(asked.of, root, 0) };
  }

  #changed(of: readonly Asked[], type: GraphQLNamedType, depth: number): readonly Asked[] {
    const place = this.random(of.length);
    const one = of[place];
    if (one === undefined) return this.#more(of, type, depth);
    const inner = this.#typeOf(one, type);
    if (inner !== undefined && isCompositeType(inner) && this.random(4) > 0) {
      return replaced(of, place, { ...one, of: this.#changed(one.of, inner, depth + 1) });
    }
    switch (this.random(7)) {
      case 0:
        return replaced(of, place, { ...one, times: one.times * 2 });
      case 1:
        return replaced(of, place, { ...one, times: Math.max(1, Math.floor(one.times / 2)) });
      case 2:
        return replaced(of, place, { ...one, nameLength: this.pick(NAME_LENGTHS) ?? 0 });
      case 3:
        return of.length === 1 ? of : of.filter((_, at) => at !== place);
      case 4:
        return replaced(of, place, { ...one, given: this.#given(one, type) });
      default:
        return this.#more(of, type, depth);
    }
  }

  #more(of: readonly Asked[], type: GraphQLNamedType, depth: number): readonly Asked[] {
    const added = this.#field(type, depth);
    if (added === undefined || type === this.schema.getMutationType()) return of;
    return of.some(({ field, on }) => field === added.field && on === added.on) ? of : [...of, added];
  }

  #field(type: GraphQLNamedType, depth: number): Asked | undefined {
    if (isInterfaceType(type)) {
      const one = this.pick(this.schema.getPossibleTypes(type));
      const field = one && this.#field(one, depth);
      return one && field && { ...field, on: one.name };
    }
    if (!isObjectType(type)) return undefined;
    const field = this.pick(Object.values(type.getFields()));
    if (field === undefined) return undefined;
    const inner = getNamedType(field.type);
    if (isCompositeType(inner) && depth > DEEPEST) return undefined;
    const of = isCompositeType(inner) ? [this.#field(inner, depth + 1)].filter(isAsked) : [];
    return {
      field: field.name,
      given: this.#valuesOf(field),
      on: undefined,
      times: 1,
      nameLength: 0,
      of,
    };
  }

  #given(one: Asked, parent: GraphQLNamedType): string {
    const type = one.on === undefined ? parent : this.schema.getType(one.on);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[one.field] : undefined;
    return field === undefined || parent === this.schema.getMutationType()
      ? one.given
      : this.#valuesOf(field);
  }

  #valuesOf({ args }: GraphQLField<unknown, unknown>): string {
    return args
      .flatMap((argument) => {
        const value = this.#valueOf(argument);
        return value === '' ? [] : [`${argument.name}: ${value}`];
      })
      .join(', ');
  }

  #valueOf(argument: GraphQLArgument): string {
    const values = VALUES[argument.name] ?? [''];
    const possible = isRequiredArgument(argument) ? values.filter((value) => value !== '') : values;
    return this.pick(possible) ?? '';
  }

  #typeOf({ field, on }: Asked, parent: GraphQLNamedType): GraphQLNamedType | undefined {
    const type = on === undefined ? parent : this.schema.getType(on);
    const found = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
    return found && getNamedType(found.type);
  }

  private pick<T>(list: readonly T[]): T | undefined {
    return list[this.random(list.length)];
  }
}

function replaced(of: readonly Asked[], place: number, by: Asked): readonly Asked[] {
  return of.map((one, at) => (at === place ? by : one));
}

function isAsked(one: Asked | undefined): one is Asked {
  return one !== undefined;
}
