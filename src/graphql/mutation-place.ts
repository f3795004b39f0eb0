import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from './request-context.js';

/** Which mutation of which request. */
export interface MutationPlace extends Pick<GraphQLResolveInfo, 'path'> {
  readonly context: RequestContext;
}
