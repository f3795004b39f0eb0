import { GraphQLError, Kind } from 'graphql';
import type { SelectionSetNode, ValidationContext, ValidationRule } from 'graphql';

/**
 * A validation rule: refuses operations whose fields are nested deeper than `maxDepth`, through fragments as well.
 * Introspection is left out: explorers nest it deeper, and it is bounded itself.
 */
export function depthLimit(maxDepth: number): ValidationRule {
  return (context) => {
    const depths = new Depths(context);
    return {
      OperationDefinition(operation) {
        if (depths.of(operation.selectionSet) <= maxDepth) return;
        context.reportError(
          new GraphQLError(`Fields are nested more than ${maxDepth} deep`, { nodes: [operation] }),
        );
      },
    };
  };
}

/**
 * Walks each fragment once, however often it is spread: else a short document could keep us busy for ever. In plain
 * loops, two calls for each level: a document may hold a chain of nearly two thousand fragments, and the stack ends.
 */
class Depths {
  readonly #ofFragments = new Map<string, number>();
  readonly #context: ValidationContext;

  constructor(context: ValidationContext) {
    this.#context = context;
  }

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
    // Met again while it is walked, it is a cycle: another rule refuses those, this one must only end.
    this.#ofFragments.set(name, 0);
    const fragment = this.#context.getFragment(name);
    const depth = fragment ? this.of(fragment.selectionSet) : 0;
    this.#ofFragments.set(name, depth);
    return depth;
  }
}
