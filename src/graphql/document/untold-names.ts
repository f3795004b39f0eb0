import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import type { GraphQLSchema } from 'graphql';

const NAME = /[_A-Za-z]\w*/g;
const QUOTED = /"[^"]*"/g;

/**
 * What GraphQL finds wrong, in words of ours that hold names of the document alone. A name is what stands in group 1:
 * the document's own, and never a type, argument or value of the schema that it should have named.
 */
const FINDINGS: readonly (readonly [finding: RegExp, said: string])[] = [
  [/^Cannot query field "(\w+)"/, 'There is no field "$1" where it is asked for.'],
  [/^Unknown argument "(\w+)"/, 'There is no argument "$1" where it is given.'],
  [/^Unknown type "(\w+)"/, 'There is no type "$1".'],
  [/^Field "(\w+)" .*must have a selection/, 'Of field "$1" it has to be said which fields are asked for.'],
  [/^Field "(\w+)" must not have a selection/, 'Field "$1" has no fields that could be asked for.'],
  [/^Field "(\w+)" argument .* is required/, 'Field "$1" lacks an argument that it needs.'],
  [/^Argument "(\w+)" .*(?:required|non-null)/, 'Argument "$1" needs a value.'],
  [
    /^Variable "(\$\w+)" of type .* used in position/,
    'Variable "$1" has a type that does not fit where it is used.',
  ],
  [/^Variable "(\$\w+)" cannot be non-input type/, 'Variable "$1" has a type that no variable can have.'],
  [/^Variable "(\$\w+)" got/, 'Variable "$1" got a value that does not fit its type.'],
  [/^Variable "(\$\w+)" /, 'Variable "$1" needs a value.'],
  [/^Fragment "(\w+)" cannot/, 'Fragment "$1" stands where it can never apply.'],
  [/^Fragment cannot/, 'A fragment stands where it can never apply.'],
  [/^Field "(\w+)" is not defined by type/, 'There is no field "$1" in the value that holds it.'],
  [/^Field ".*required type/, 'A value lacks a field that it needs.'],
  [/enum/i, 'A value is none of those that may stand where it does.'],
  [
    /^(?:Expected (?:value|a value|non-nullable)|\w+ cannot represent)/,
    'A value is not of the type that is needed where it stands.',
  ],
];

const OTHERWISE = 'What is asked for does not fit what can be asked for here.';

/**
 * Keeps names of the schema from whoever may not ask for them: a document that is not valid is told of in the names
 * that it holds itself [O9].
 */
export class UntoldNames {
  readonly #types = new Set<string>();
  readonly #members = new Set<string>();

  constructor(schema: GraphQLSchema) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (isIntrospectionType(type)) continue;
      // Messages use the names of these as plain words too.
      (isSpecifiedScalarType(type) ? this.#members : this.#types).add(type.name);
      if (isEnumType(type)) for (const { name } of type.getValues()) this.#types.add(name);
      if (isInputObjectType(type)) for (const name of Object.keys(type.getFields())) this.#members.add(name);
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      for (const { name, args } of Object.values(type.getFields())) {
        this.#members.add(name);
        for (const argument of args) this.#members.add(argument.name);
      }
    }
  }

  /** The message as it is when it tells nothing that the document's text does not hold, else one of ours. */
  without(message: string, document: string): string {
    const held = new Set(document.match(NAME));
    if (!this.#tells(message, held)) return message;
    const [finding, said] = FINDINGS.find(([each]) => each.test(message)) ?? [];
    const name = finding?.exec(message)?.[1] ?? '';
    const ours = said?.replace('$1', () => name) ?? OTHERWISE;
    return this.#tells(ours, held) ? OTHERWISE : ours;
  }

  /** Plain words are names of fields as well, so that outside of quotes only types and values count. */
  #tells(message: string, held: ReadonlySet<string>): boolean {
    const isUntold = (name: string) => !held.has(name);
    const quoted = (message.match(QUOTED) ?? []).flatMap((text) => text.match(NAME) ?? []);
    const all = message.match(NAME) ?? [];
    return (
      all.some((name) => this.#types.has(name) && isUntold(name)) ||
      quoted.some((name) => this.#members.has(name) && isUntold(name))
    );
  }
}
