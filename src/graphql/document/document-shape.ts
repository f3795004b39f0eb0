import { Kind, TokenKind, visit } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode, Token } from 'graphql';

/** How large a document is in each way that its text alone tells. */
export interface DocumentShape {
  /** Comments count: they are read and kept like everything else. */
  readonly tokens: number;
  readonly longestName: number;
  /** Fields within fields, fragments expanded. Introspection is left out: it is bounded itself. */
  readonly depth: number;
  readonly aliases: number;
  /** Of the operation with the most. */
  readonly rootFields: number;
  /** Lists and objects within each other in a value. */
  readonly literalDepth: number;
}

export function shapeOf(document: DocumentNode): DocumentShape {
  return { ...tokensOf(document.loc?.startToken), ...valuesOf(document), ...fieldsOf(document) };
}

function tokensOf(start: Token | undefined): Pick<DocumentShape, 'tokens' | 'longestName'> {
  let tokens = 0;
  let longestName = 0;
  for (let token = start?.next; token && token.kind !== TokenKind.EOF; token = token.next) {
    tokens += 1;
    if (token.kind === TokenKind.NAME) longestName = Math.max(longestName, token.end - token.start);
  }
  return { tokens, longestName };
}

function valuesOf(document: DocumentNode): Pick<DocumentShape, 'aliases' | 'literalDepth'> {
  let aliases = 0;
  let level = 0;
  let literalDepth = 0;
  const nested = {
    enter: () => {
      level += 1;
      literalDepth = Math.max(literalDepth, level);
    },
    leave: () => {
      level -= 1;
    },
  };
  visit(document, {
    Field: ({ alias }) => {
      if (alias) aliases += 1;
    },
    ListValue: nested,
    ObjectValue: nested,
  });
  return { aliases, literalDepth };
}

function fieldsOf({ definitions }: DocumentNode): Pick<DocumentShape, 'depth' | 'rootFields'> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const depths = new Depths(fragments);
  let depth = 0;
  let rootFields = 0;
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    depth = Math.max(depth, depths.of(definition.selectionSet));
    rootFields = Math.max(rootFields, fieldCount(definition.selectionSet, fragments));
  }
  return { depth, rootFields };
}

/** The fields of one level, each fragment once however often it is spread: execution looks at it once as well. */
function fieldCount(top: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): number {
  const seen = new Set<string>();
  const open = [top];
  let count = 0;
  for (let set = open.pop(); set !== undefined; set = open.pop()) {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) count += 1;
      else if (selection.kind === Kind.INLINE_FRAGMENT) open.push(selection.selectionSet);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) open.push(fragment.selectionSet);
      }
    }
  }
  return count;
}

/**
 * Walks each fragment once, however often it is spread: else a short document could keep us busy for ever. In plain
 * loops, two calls for each level: a document may hold a chain of nearly two thousand fragments, and the stack ends.
 */
class Depths {
  readonly #ofFragments = new Map<string, number>();

  constructor(private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>) {}

  of({ selections }: SelectionSetNode): number {
    let deepest = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        deepest = Math.max(deepest, this.#ofFragment(selection.name.value));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        deepest = Math.max(deepest, this.of(selection.selectionSet));
      } else if (!selection.name.value.startsWith('__')) {
        deepest = Math.max(deepest, 1 + (selection.selectionSet ? this.of(selection.selectionSet) : 0));
      }
    }
    return deepest;
  }

  #ofFragment(name: string): number {
    const known = this.#ofFragments.get(name);
    if (known !== undefined) return known;
    // Met again while it is walked, it is a cycle: validation refuses those, this must only end.
    this.#ofFragments.set(name, 0);
    const fragment = this.fragments.get(name);
    const depth = fragment ? this.of(fragment.selectionSet) : 0;
    this.#ofFragments.set(name, depth);
    return depth;
  }
}
