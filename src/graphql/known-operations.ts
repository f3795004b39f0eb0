import { GraphQLError } from 'graphql';
import type { ASTVisitor, ValidationContext } from 'graphql';

/** A validation rule: refuses kinds of operations that the schema does not have, which execution would stumble on. */
export function knownOperations(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(definition) {
      const { operation } = definition;
      if (context.getSchema().getRootType(operation)) return;
      context.reportError(new GraphQLError(`There is no ${operation} here`, { nodes: [definition] }));
    },
  };
}
