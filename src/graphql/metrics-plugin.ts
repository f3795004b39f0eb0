import type { ApolloServerPlugin } from '@apollo/server';
import { LAYERS } from '../decision/decision.js';
import type { Metrics } from '../metrics/metrics.js';
import type { RequestContext } from './request-context.js';

/** Counts the decisions that refused something [O23]. Those that a client asks for are counted where they are made. */
export function metricsPlugin(metrics: Metrics): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response: { body } }) => {
          const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
          for (const { extensions } of errors) {
            const decidedBy = LAYERS.find((layer) => layer === extensions?.layer);
            if (decidedBy !== undefined) metrics.decision({ allowed: false, decidedBy });
          }
          return Promise.resolve();
        },
      }),
  };
}
