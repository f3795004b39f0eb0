import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { KeyInUseError, HTTP_STATUS, PublicError } from '../../errors/public-errors.js';
import type { RequestContext } from '../request-context.js';
import { KeysInUse } from './keys-in-use.js';
import { requestKey } from './request-key.js';

/**
 * Has a mutation that comes with an idempotency key carried out once, however often it is sent [O17]. The datastore
 * knows what was carried out; here one at a time is let through, so that a second one does not wait for the first.
 */
export function idempotencyPlugin(): ApolloServerPlugin<RequestContext> {
  const inUse = new KeysInUse();
  return {
    requestDidStart: () => {
      let giveBack: () => void = () => undefined;
      return Promise.resolve({
        didResolveOperation: ({ contextValue, operation, request, source }) => {
          const header = contextValue.idempotencyKey;
          if (header === undefined || operation?.operation !== OperationTypeNode.MUTATION) {
            return Promise.resolve();
          }
          return refusing(() => {
            const { operationName, variables } = request;
            const key = requestKey(header, { document: source, operationName, variables });
            const { accountId, userId } = contextValue.requester;
            giveBack = inUse.take(JSON.stringify([accountId, userId, key.idempotencyKey]));
            contextValue.knowBy(key);
          });
        },
        willSendResponse: () => {
          giveBack();
          return Promise.resolve();
        },
      });
    },
  };
}

/** A refusal of the request as a whole has a status of its own, which Apollo takes from the error. */
function refusing(work: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    try {
      work();
      resolve();
    } catch (error) {
      reject(error instanceof PublicError ? refusalOf(error) : (error as Error));
    }
  });
}

function refusalOf(originalError: PublicError): GraphQLError {
  const status = originalError instanceof KeyInUseError ? HTTP_STATUS[originalError.code] : 400;
  return new GraphQLError(originalError.message, { originalError, extensions: { http: { status } } });
}
