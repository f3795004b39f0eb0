import { Kind } from 'graphql';
import type { FieldNode, OperationDefinitionNode, SelectionNode, ValueNode } from 'graphql';

/** The value of an argument; of texts, lists and objects only that there is one. */
export interface GivenValue {
  readonly isGiven: boolean;
  readonly value: number | boolean | undefined;
}

const NOT_GIVEN: GivenValue = { isGiven: false, value: undefined };

/**
 * The few values that the cost of an operation depends on, as the document, its variables and their defaults give them.
 * Nothing is checked: what does not fit its type is refused by others.
 */
export class GivenValues {
  private readonly defaults = new Map<string, ValueNode | undefined>();
  private used = false;

  constructor(
    operation: OperationDefinitionNode,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {
    for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
      this.defaults.set(variable.name.value, defaultValue);
    }
  }

  /** Whether any value so far came from a variable. */
  get usedVariables(): boolean {
    return this.used;
  }

  argument(field: FieldNode, name: string): GivenValue {
    const given = this.argumentOf(field, name);
    return isNull(given) ? NOT_GIVEN : { isGiven: true, value: scalarOf(given) };
  }

  /** How many items a list has that is given for an argument. One that is no list is taken for the only item of one. */
  length(field: FieldNode, name: string): number {
    const given = this.argumentOf(field, name);
    if (isNull(given)) return 0;
    if ('json' in given) return Array.isArray(given.json) ? given.json.length : 1;
    return given.node.kind === Kind.LIST ? given.node.values.length : 1;
  }

  /** Whether a directive leaves the selection out. Undecided, it is taken for selected. */
  isLeftOut({ directives = [] }: SelectionNode): boolean {
    return directives.some(({ name, arguments: given = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return false;
      const condition = given.find((argument) => argument.name.value === 'if')?.value;
      const value = condition && this.resolved(condition);
      return value !== undefined && scalarOf(value) === (name.value === 'skip');
    });
  }

  private argumentOf({ arguments: given = [] }: FieldNode, name: string): Resolved | undefined {
    const argument = given.find((one) => one.name.value === name);
    return argument && this.resolved(argument.value);
  }

  private resolved(node: ValueNode): Resolved | undefined {
    if (node.kind !== Kind.VARIABLE) return { node };
    this.used = true;
    const name = node.name.value;
    if (Object.hasOwn(this.variables, name)) return { json: this.variables[name] };
    const usual = this.defaults.get(name);
    return usual && { node: usual };
  }
}

/** What a client gave in JSON, or wrote in the document: never taken for each other. */
type Resolved = { readonly json: unknown } | { readonly node: ValueNode };

function isNull(given: Resolved | undefined): given is undefined {
  if (given === undefined) return true;
  return 'json' in given ? given.json === null || given.json === undefined : given.node.kind === Kind.NULL;
}

function scalarOf(given: Resolved): number | boolean | undefined {
  if ('json' in given) {
    return typeof given.json === 'number' || typeof given.json === 'boolean' ? given.json : undefined;
  }
  if (given.node.kind === Kind.INT) return Number(given.node.value);
  return given.node.kind === Kind.BOOLEAN ? given.node.value : undefined;
}
