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

/** Refuses variables called `$__proto__`: graphql-js keeps values in a plain object, in which that one would be lost [O10]. */
function keptVariables(context: ValidationContext): ASTVisitor {
  return {
    VariableDefinition({ variable }) {
      if (variable.name.value !== '__proto__') return;
      context.reportError(
        new GraphQLError('A variable cannot be called "$__proto__"', { nodes: [variable] }),
      );
    },
  };
}

/** What a document must be beside what GraphQL says. */
export const VALIDATION_RULES: readonly ValidationRule[] = [knownOperations, keptVariables];
