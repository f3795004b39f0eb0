import { Kind, OperationTypeNode, parse, print } from 'graphql';
import type { DirectiveNode, SelectionSetNode } from 'graphql';

/** A field with how often it is asked for, and under how long a name. */
export interface Asked {
  readonly field: string;
  /** As in a document; see `RequestText` for the words that stand for ids. */
  readonly given: string;
  /** The type that has it, where that is one of several. */
  readonly on: string | undefined;
  readonly times: number;
  /** Of its name in the answer; 0 for its own name, where it is asked for once. */
  readonly nameLength: number;
  readonly of: readonly Asked[];
}

/** The person who asks. */
export type Caller = 'administrator' | 'member';

/** What a request asks for, in a form that a search can change. */
export interface AskedRequest {
  readonly caller: Caller;
  readonly operation: 'query' | 'mutation';
  readonly of: readonly Asked[];
}

/**
 * Reads what is written by hand: a document without fragments but those on a type, in which `@times(of: 40, name: 128)`
 * says how often a field is asked for and how long its names are.
 */
export function askedIn(text: string, caller: Caller): AskedRequest {
  const [definition] = parse(text).definitions;
  if (
    definition?.kind !== Kind.OPERATION_DEFINITION ||
    definition.operation === OperationTypeNode.SUBSCRIPTION
  ) {
    throw new Error(`No query and no mutation: ${text}`);
  }
  return { caller, operation: definition.operation, of: fieldsOf(definition.selectionSet, undefined) };
}

function fieldsOf({ selections }: SelectionSetNode, on: string | undefined): readonly Asked[] {
  return selections.flatMap((selection): readonly Asked[] => {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return fieldsOf(selection.selectionSet, selection.typeCondition?.name.value);
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('Fragments are made, not written');
    const { name, arguments: given = [], directives = [], selectionSet } = selection;
    return [
      {
        field: name.value,
        given: given.map((argument) => print(argument)).join(', '),
        on,
        times: numberIn(directives, 'of') ?? 1,
        nameLength: numberIn(directives, 'name') ?? 0,
        of: selectionSet === undefined ? [] : fieldsOf(selectionSet, undefined),
      },
    ];
  });
}

function numberIn(directives: readonly DirectiveNode[], name: string): number | undefined {
  const value = directives[0]?.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}
