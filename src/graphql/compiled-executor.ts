import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { execute, getVariableValues, GraphQLError, OperationTypeNode } from 'graphql';
import type {
  DocumentNode,
  ExecutionResult,
  GraphQLSchema,
  OperationDefinitionNode,
  SourceLocation,
  VariableDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { CompiledQuery } from 'graphql-jit';
import { expandedSize } from './expanded-size.js';

type Executing = ApolloServerOptionsWithGateway<BaseContext>['gateway'];
/** Apollo hands on a document without choosing when the request names none of its operations. */
type Executed = Omit<
  Parameters<NonNullable<Awaited<ReturnType<Executing['load']>>['executor']>>[0],
  'operation'
> & { readonly operation: OperationDefinitionNode | undefined };

/**
 * Of an operation that is compiled, in fields with all fragments expanded: the compiler expands them, at any length.
 * What applications send has a tenth of it.
 */
const MAX_SIZE = 2_000;

/** Apollo keeps as many errors of variables. */
const VARIABLE_ERRORS = { maxErrors: 50 };

/**
 * Executes queries with code made for each of them, which takes a twentieth of what interpreting them does. A change
 * is interpreted: it is rare, and carried out field by field. Compiled code knows the schema and the document alone;
 * rights are looked up in the context as ever, so no change of permissions has to be told to it.
 *
 * @param afterUses An operation is compiled when it comes once more than this: compiling costs as much as
 * interpreting once.
 *
 * Apollo lets nobody else execute but a `gateway`. It keeps documents, bounded and one object for one text; code is
 * kept by its operations and goes with them.
 */
export function compiledExecutor(schema: GraphQLSchema, afterUses: number): Executing {
  const compiled = new CompiledQueries(schema, afterUses);
  return {
    onSchemaLoadOrUpdate: (loaded) => {
      loaded({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        executor: async ({ document, operation, request, context }: Executed) => {
          const { operationName, variables = {} } = request;
          const definitions = operation?.variableDefinitions ?? [];
          const query =
            operation?.operation === OperationTypeNode.QUERY ? compiled.of(document, operation) : undefined;
          if (query === undefined || isNullForDefault(definitions, variables)) {
            const contextValue = context;
            return execute({ schema, document, operationName, variableValues: variables, contextValue });
          }
          const { errors } = getVariableValues(schema, definitions, variables, VARIABLE_ERRORS);
          if (errors !== undefined) return { errors };
          return withUsualErrors(document, await query.query(undefined, context, variables));
        },
      }),
    stop: () => Promise.resolve(),
  };
}

/**
 * A null in place of a default passes validation and is found wrong only where it is used; compiled code takes it for
 * false in a directive, and tells of it as if a resolver had thrown in an argument.
 */
function isNullForDefault(
  definitions: readonly VariableDefinitionNode[],
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return definitions.some(
    ({ variable, defaultValue }) => defaultValue !== undefined && variables[variable.name.value] === null,
  );
}

interface Known {
  uses: number;
  query: CompiledQuery | undefined;
}

class CompiledQueries {
  readonly #byOperation = new WeakMap<OperationDefinitionNode, Known>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly afterUses: number,
  ) {}

  /** Undefined while it is not worth it, and when it cannot be compiled. */
  of(document: DocumentNode, operation: OperationDefinitionNode): CompiledQuery | undefined {
    const known = this.#byOperation.get(operation) ?? { uses: 0, query: undefined };
    this.#byOperation.set(operation, known);
    known.uses += 1;
    if (known.uses === this.afterUses + 1 && expandedSize(document, operation) <= MAX_SIZE) {
      const result = compileQuery(this.schema, document, operation.name?.value);
      known.query = isCompiledQuery(result) ? result : undefined;
    }
    return known.query;
  }
}

/**
 * The compiler's errors lack what Apollo needs to tell of them: one thrown by a resolver would reach the client as a
 * bare text, past everything that masks and numbers errors. They are made again as graphql-js makes them.
 */
function withUsualErrors(document: DocumentNode, result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined) return result;
  const source = document.loc?.source;
  const errors = result.errors.map(({ message, path, originalError, locations }) => {
    const positions = source && locations?.map((location) => positionOf(source.body, location));
    return new GraphQLError(message, { path, originalError, source, positions });
  });
  return { ...result, errors };
}

function positionOf(text: string, { line, column }: SourceLocation): number {
  const ends = [...text.matchAll(/\r\n|[\n\r]/g)].map(({ index, 0: end }) => index + end.length);
  return ([0, ...ends][line - 1] ?? 0) + column - 1;
}
