import { GraphQLError, isValueNode } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import {
  CorruptRecordError,
  DatastoreError,
  DatastoreOverloadedError,
  IdempotencyKeyInUseError,
  OutcomeUnknownError,
} from '../datastore/contract/errors.js';
import {
  KeyInUseError,
  OverloadedError,
  PayloadUnavailableError,
  PublicError,
  ServiceUnavailableError,
  UnknownOutcomeError,
} from '../errors/public-errors.js';
import { placesOf } from './document/places.js';
import { unquotedMessage } from './unquoted-message.js';

/** What is logged of an error that a client sees only in general terms. */
export interface HiddenError {
  readonly errorId: string;
  readonly event:
    | 'datastore_unavailable'
    | 'datastore_overloaded'
    | 'outcome_unknown'
    | 'payload_unavailable'
    | 'corrupt_record'
    | 'identity_unavailable'
    | 'internal_error';
  readonly error: unknown;
}

export interface ErrorMask {
  newErrorId(): string;
  log(hidden: HiddenError): void;
  /** A message of GraphQL about the document, as this client may be told it. @default as it is */
  told?(message: string): string;
}

/** The mask of errors in one request; undefined when it is not known which. */
export type ErrorMasks = (requestId: string | undefined) => ErrorMask;

/**
 * The form in which an error reaches the client. Only our own public errors and GraphQL's own about the document keep
 * their message; everything else becomes a general text with an id that is found in the log.
 */
export function publicForm(
  formatted: GraphQLFormattedError,
  thrown: unknown,
  mask: ErrorMask,
): GraphQLFormattedError {
  const error = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
  const locations = formatted.locations ?? placesOf(thrown instanceof GraphQLError ? thrown.nodes : []);
  const place = {
    ...(locations && { locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  if (error instanceof IdempotencyKeyInUseError) return { ...place, ...bodyOf(new KeyInUseError()) };
  if (isAboutAvailability(error)) {
    mask.log({ errorId: mask.newErrorId(), event: eventOf(error), error });
    return { ...place, ...bodyOf(publicErrorOf(error)) };
  }
  if (error instanceof PublicError) return { ...place, ...bodyOf(error) };
  const unquoted = unquotedMessage(formatted.message, error);
  const message = mask.told?.(unquoted) ?? unquoted;
  if (isAboutTheDocument(formatted, thrown, error)) return { ...formatted, ...place, message };
  if (isAboutAnArgument(thrown)) return { ...place, message, extensions: { code: 'BAD_USER_INPUT' } };
  const errorId = mask.newErrorId();
  mask.log({ errorId, event: 'internal_error', error });
  return {
    ...place,
    message: 'Internal server error',
    extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
  };
}

/** Errors that a client is told of in general terms, and the log in full. */
type AvailabilityError = DatastoreError | ServiceUnavailableError | PayloadUnavailableError;

function isAboutAvailability(error: unknown): error is AvailabilityError {
  return (
    error instanceof DatastoreError ||
    error instanceof ServiceUnavailableError ||
    error instanceof PayloadUnavailableError
  );
}

function eventOf(error: AvailabilityError): HiddenError['event'] {
  if (error instanceof CorruptRecordError) return 'corrupt_record';
  if (error instanceof OutcomeUnknownError) return 'outcome_unknown';
  if (error instanceof DatastoreOverloadedError) return 'datastore_overloaded';
  if (error instanceof PayloadUnavailableError) return 'payload_unavailable';
  return error instanceof DatastoreError ? 'datastore_unavailable' : 'identity_unavailable';
}

/** What a client is told of an error of the datastore; unavailability promises that nothing was changed [O17]. */
export function publicErrorOf(error: AvailabilityError): PublicError {
  if (error instanceof OutcomeUnknownError) return new UnknownOutcomeError();
  if (error instanceof DatastoreOverloadedError) return new OverloadedError();
  return error instanceof PayloadUnavailableError ? error : new ServiceUnavailableError();
}

/** The codes of errors in this form, each once. */
export function codesOf(errors: readonly GraphQLFormattedError[]): readonly string[] {
  return [...new Set(errors.map(({ extensions }) => String(extensions?.code)))];
}

function bodyOf({ message, code, extensions }: PublicError): GraphQLFormattedError {
  return { message, extensions: { code, ...extensions } };
}

/** Apollo's own findings about a request. */
export const DOCUMENT_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Apollo's own findings about the request; an error thrown by a resolver is never one, whatever code it carries. */
function isAboutTheDocument(
  { extensions, path }: GraphQLFormattedError,
  thrown: unknown,
  error: unknown,
): boolean {
  const isThrownByResolver = path !== undefined && thrown !== error;
  return !isThrownByResolver && DOCUMENT_CODES.has(extensions?.code);
}

/**
 * A value found wrong only while executing, such as a null in a variable whose default made it pass validation. Such
 * an error names the value in the document; one thrown by a resolver names the field.
 */
function isAboutAnArgument(thrown: unknown): boolean {
  const [node] = thrown instanceof GraphQLError ? (thrown.nodes ?? []) : [];
  return node !== undefined && isValueNode(node);
}
