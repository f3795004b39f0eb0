import { Kind } from 'graphql';
import type { FieldNode, OperationDefinitionNode, SelectionNode, ValueNode } from 'graphql';

/** Something that is given and neither a number nor a truth value: of it a cost depends on no more than that. */
export const GIVEN = Symbol('given');

/** The value of an argument; undefined when none is given. */
export type GivenValue = number | boolean | typeof GIVEN | undefined;

/** What was asked of a variable, and the answer. */
export interface AskedVariable {
  readonly name: string;
  readonly about: 'VALUE' | 'LENGTH';
  /** The field of the object that it is, where that was asked about. */
  readonly within: string | undefined;
  readonly answer: GivenValue;
}

/**
 * The few values that the cost of an operation depends on, as the document, its variables and their defaults give them.
 * Nothing is checked: what does not fit its type is refused by others.
 */
export class GivenValues {
  readonly #defaults = new Map<string, ValueNode | undefined>();
  readonly #asked = new Map<string, AskedVariable>();
  readonly #variables: Readonly<Record<string, unknown>>;

  constructor(operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>) {
    this.#variables = variables;
    for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
      this.#defaults.set(variable.name.value, defaultValue);
    }
  }

  /** What was asked of variables so far: with the same answers everything that followed is the same. */
  get asked(): readonly AskedVariable[] {
    return [...this.#asked.values()];
  }

  /** Whether these variables answer alike. */
  answersAlike(asked: readonly AskedVariable[]): boolean {
    return asked.every(({ about, name, within, answer }) => this.#answer(about, name, within) === answer);
  }

  argument(field: FieldNode, name: string): GivenValue {
    return this.#valueOf(argumentOf(field, name));
  }

  /**
   * How many items a list has that is given for an argument, or in a field of the input object that is. One that is no
   * list is taken for the only item of one.
   */
  length(field: FieldNode, name: string, within?: string): number {
    const argument = argumentOf(field, name);
    const isWhole = within === undefined || argument?.kind === Kind.VARIABLE;
    const node = isWhole ? argument : fieldOf(argument, within);
    if (node?.kind !== Kind.VARIABLE) return lengthOf(node);
    const length = this.#ask('LENGTH', node.name.value, node === argument ? within : undefined);
    return typeof length === 'number' ? length : 0;
  }

  /** Whether a directive leaves the selection out. Undecided, it is taken for selected. */
  isLeftOut({ directives = [] }: SelectionNode): boolean {
    return directives.some(({ name, arguments: given = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return false;
      const condition = given.find((argument) => argument.name.value === 'if')?.value;
      return this.#valueOf(condition) === (name.value === 'skip');
    });
  }

  #valueOf(node: ValueNode | undefined): GivenValue {
    return node?.kind === Kind.VARIABLE ? this.#ask('VALUE', node.name.value) : literalOf(node);
  }

  #ask(about: AskedVariable['about'], name: string, within?: string): GivenValue {
    const answer = this.#answer(about, name, within);
    this.#asked.set([about, name, within].join(' '), { about, name, within, answer });
    return answer;
  }

  /** JSON from a client and values written in a document are never taken for each other. */
  #answer(about: AskedVariable['about'], name: string, within: string | undefined): GivenValue {
    const isValue = about === 'VALUE';
    if (!Object.hasOwn(this.#variables, name)) {
      const given = this.#defaults.get(name);
      const usual = within === undefined ? given : fieldOf(given, within);
      return isValue ? literalOf(usual) : lengthOf(usual);
    }
    const given = this.#variables[name];
    const json = within === undefined ? given : ownField(given, within);
    if (json === null || json === undefined) return isValue ? undefined : 0;
    if (!isValue) return Array.isArray(json) ? json.length : 1;
    return typeof json === 'number' || typeof json === 'boolean' ? json : GIVEN;
  }
}

function argumentOf({ arguments: given = [] }: FieldNode, name: string): ValueNode | undefined {
  return given.find((one) => one.name.value === name)?.value;
}

function fieldOf(node: ValueNode | undefined, name: string): ValueNode | undefined {
  if (node?.kind !== Kind.OBJECT) return undefined;
  return node.fields.find((one) => one.name.value === name)?.value;
}

function ownField(json: unknown, name: string): unknown {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, name)) return undefined;
  return (json as Readonly<Record<string, unknown>>)[name];
}

function literalOf(node: ValueNode | undefined): GivenValue {
  if (node === undefined || node.kind === Kind.NULL) return undefined;
  if (node.kind === Kind.INT) return Number(node.value);
  return node.kind === Kind.BOOLEAN ? node.value : GIVEN;
}

function lengthOf(node: ValueNode | undefined): number {
  if (node === undefined || node.kind === Kind.NULL) return 0;
  return node.kind === Kind.LIST ? node.values.length : 1;
}
