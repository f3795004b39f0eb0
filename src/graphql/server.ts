import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Limits } from '../limits/limits.js';
import { costPlugin } from './document/cost/cost-plugin.js';
import type { Costs } from './document/cost/costs.js';
import type { KeptDocuments } from './document/kept-documents.js';
import { UntoldNames } from './document/untold-names.js';
import { idempotencyPlugin } from './idempotency/idempotency-plugin.js';
import type { Metrics } from '../metrics/metrics.js';
import { metricsPlugin } from './metrics-plugin.js';
import { publicForm } from './public-form.js';
import type { ErrorMasks } from './public-form.js';
import type { RequestContext } from './request-context.js';
import { requestPlugin } from './request-plugin.js';
import { ToldErrors } from './told-errors.js';
import { VALIDATION_RULES } from './validation-rules.js';

export interface GraphqlServerOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly maskOf: ErrorMasks;
  /** For Apollo's own messages. */
  readonly logger: ApolloServer['logger'];
  readonly limits: Limits;
  /** Where documents are kept that passed every check. */
  readonly documents: KeptDocuments;
  readonly costs: Costs;
  readonly metrics?: Metrics | undefined;
}

/** Every option that Apollo would otherwise take from NODE_ENV is given. */
export function createGraphqlServer(options: GraphqlServerOptions): ApolloServer<RequestContext> {
  const told = new ToldErrors(options.limits.errors);
  const untold = options.introspection ? undefined : new UntoldNames(options.schema);
  return new ApolloServer<RequestContext>({
    schema: options.schema,
    logger: options.logger,
    introspection: options.introspection,
    documentStore: options.documents,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: options.limits.tokens },
    validationRules: [...VALIDATION_RULES],
    // Each adds one that says so where there were more.
    validationOptions: { maxErrors: told.most },
    executionOptions: { maxCoercionErrors: told.most },
    formatError: (formatted, error) =>
      told.isLeftOut(error)
        ? formatted
        : publicForm(formatted, error, {
            ...options.maskOf(told.requestIdOf(error)),
            ...(untold && { told: (message) => untold.without(message, told.documentOf(error)) }),
          }),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      // Before what acts on an operation that may run.
      costPlugin(options.costs),
      idempotencyPlugin(),
      requestPlugin(told),
      ...(options.metrics ? [metricsPlugin(options.metrics)] : []),
    ],
  });
}
