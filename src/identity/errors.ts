import { ServiceUnavailableError, UnauthenticatedError } from '../errors/public-errors.js';

/** The token is not valid. */
export class InvalidTokenError extends UnauthenticatedError {}

/** The keys that tokens are checked with cannot be read, so nobody can be identified right now. */
export class IdentityUnavailableError extends ServiceUnavailableError {}
