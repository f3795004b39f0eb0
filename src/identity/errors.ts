import { ServiceUnavailableError, UnauthenticatedError } from '../errors/public-errors.js';

/**
 * The token is not valid. Every failure gives this one message: which check failed helps whoever forges tokens more
 * than it helps an honest client, so it stands in the cause, for the log alone.
 */
export class InvalidTokenError extends UnauthenticatedError {
  constructor(options?: ErrorOptions) {
    super('The token is not valid', options);
  }
}

/** The keys that tokens are checked with cannot be read, so nobody can be identified right now. */
export class IdentityUnavailableError extends ServiceUnavailableError {}
