import { GraphQLError, Kind } from 'graphql';
import type { ASTVisitor, FragmentDefinitionNode, SelectionSetNode, ValidationContext } from 'graphql';

/** Fields may be nested this deep. Introspection is left out: explorers nest it deeper, and it is bounded itself. */
export const MAX_DEPTH = 20;

/** A validation rule: refuses operations whose fields are nested deeper than `MAX_DEPTH`, through fragments as well. */
export function depthLimit(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (depthOf(operation.selectionSet, context, { depth: 0, within: new Set() }) <= MAX_DEPTH) return;
      context.reportError(
        new GraphQLError(`Fields are nested more than ${MAX_DEPTH} deep`, { nodes: [operation] }),
      );
    },
  };
}

interface Walk {
  readonly depth: number;
  /** Fragments being walked: another rule refuses cycles, this one must only end. */
  readonly within: ReadonlySet<FragmentDefinitionNode>;
}

function depthOf(selectionSet: SelectionSetNode, context: ValidationContext, walk: Walk): number {
  if (walk.depth > MAX_DEPTH) return walk.depth;
  let deepest = walk.depth;
  for (const selection of selectionSet.selections) {
    deepest = Math.max(deepest, depthOfSelection(selection, context, walk));
  }
  return deepest;
}

function depthOfSelection(
  selection: SelectionSetNode['selections'][number],
  context: ValidationContext,
  walk: Walk,
): number {
  switch (selection.kind) {
    case Kind.FIELD: {
      const depth = walk.depth + 1;
      const isIntrospection = selection.name.value.startsWith('__');
      if (isIntrospection || selection.selectionSet === undefined)
        return isIntrospection ? walk.depth : depth;
      return depthOf(selection.selectionSet, context, { ...walk, depth });
    }
    case Kind.INLINE_FRAGMENT:
      return depthOf(selection.selectionSet, context, walk);
    case Kind.FRAGMENT_SPREAD: {
      const fragment = context.getFragment(selection.name.value);
      if (!fragment || walk.within.has(fragment)) return walk.depth;
      return depthOf(fragment.selectionSet, context, {
        ...walk,
        within: new Set([...walk.within, fragment]),
      });
    }
  }
}
