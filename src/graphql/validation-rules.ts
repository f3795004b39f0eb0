import { GraphQLError } from 'graphql';
import type { ASTVisitor, ValidationContext, ValidationRule } from 'graphql';

/** Refuses kinds of operations that the schema does not have, which execution would stumble on. */
function knownOperations(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(definition) {
      const { operation } = definition;
      if (context.getSchema().getRootType(operation)) return;
      context.reportError(new GraphQLError(`There is no ${operation} here`, { nodes: [definition] }));
    },
  };
}

/**
 * Refuses variables that are called as something every object of JavaScript has, such as `$__proto__` and `$toString`:
 * graphql-js keeps values in such an object, so that one would be lost, or found where none was given [O10].
 */
function plainVariableNames(context: ValidationContext): ASTVisitor {
  return {
    VariableDefinition({ variable }) {
      const name = variable.name.value;
      if (!(name in Object.prototype)) return;
      context.reportError(new GraphQLError(`A variable cannot be called "$${name}"`, { nodes: [variable] }));
    },
  };
}

/** What a document must be beside what GraphQL says. */
export const VALIDATION_RULES: readonly ValidationRule[] = [knownOperations, plainVariableNames];
