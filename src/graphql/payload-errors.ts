import type { GraphQLFormattedError } from 'graphql';
import { PayloadUnavailableError } from '../errors/public-errors.js';
import type { RequestContext } from './request-context.js';

/**
 * What cannot be read below a mutation is a part of the payload of something that was done: unavailability would
 * promise that nothing was changed [O17].
 */
export function payloadErrors(
  errors: readonly GraphQLFormattedError[],
  context: Pick<RequestContext, 'revisionAfter'>,
): GraphQLFormattedError[] {
  return errors.map((error) => {
    const [field, ...below] = error.path ?? [];
    const revision = below.length > 0 ? context.revisionAfter(String(field)) : undefined;
    if (revision === undefined || error.extensions?.code !== 'SERVICE_UNAVAILABLE') return error;
    const { message, code, extensions } = new PayloadUnavailableError(revision);
    return { ...error, message, extensions: { code, ...extensions } };
  });
}
