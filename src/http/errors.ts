import { BadUserInputError } from '../errors/public-errors.js';

/** The request itself is wrong, before there is an operation: unlike a wrong argument, it fails as a whole. */
export class BadRequestError extends BadUserInputError {
  readonly status: number = 400;
}

/** The body is of a type or in an encoding that is not read. */
export class UnsupportedBodyError extends BadRequestError {
  override readonly status = 415;
}
