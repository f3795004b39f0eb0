import type { Action } from '../decision/actions.js';
import type { Judgement, Layer, Reason } from '../decision/decision.js';

/** The codes a client may meet in `extensions.code`, with the HTTP status of a request that got nothing else. */
export const HTTP_STATUS = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 200,
  NOT_FOUND: 200,
  PLAN_REQUIRED: 200,
  BAD_USER_INPUT: 200,
  BAD_REQUEST: 400,
  DOCUMENT_TOO_LARGE: 400,
  LIMIT_EXCEEDED: 400,
  COST_LIMIT_EXCEEDED: 400,
  UNTRUSTED_DOCUMENT: 400,
  IDEMPOTENCY_KEY_IN_USE: 409,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  SERVICE_UNAVAILABLE: 503,
  OUTCOME_UNKNOWN: 503,
  PAYLOAD_UNAVAILABLE: 200,
  ERRORS_TRUNCATED: 200,
  INTERNAL_SERVER_ERROR: 500,
} as const;
export type PublicErrorCode = keyof typeof HTTP_STATUS;

/**
 * An error whose message and extensions may reach the client; the cause is for the log alone. It tells nothing of the
 * code that threw it, so no stack is taken: that was most of what a refusal cost [O3].
 */
export abstract class PublicError extends Error {
  abstract readonly code: PublicErrorCode;
  readonly extensions: Readonly<Record<string, unknown>> = {};

  constructor(message: string, options?: ErrorOptions) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message, options);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = new.target.name;
  }
}

/** Why a request has no viewer. */
export type TokenRefusal =
  | 'NO_TOKEN'
  | 'SEVERAL_TOKENS'
  | 'TOO_LONG'
  | 'NO_JWT'
  | 'OTHER_ALGORITHM'
  | 'UNKNOWN_KEY'
  | 'WRONG_SIGNATURE'
  | 'EXPIRED'
  | 'WITHOUT_EXPIRY'
  | 'NOT_YET_VALID'
  | 'OTHER_ISSUER'
  | 'OTHER_AUDIENCE'
  | 'OTHER_CLAIMS'
  | 'NO_ACCESS_TOKEN'
  | 'UNKNOWN_ACCESS_TOKEN'
  | 'WRONG_SECRET'
  | 'REVOKED'
  | 'UNKNOWN_USER'
  | 'INACTIVE_USER';

/** What can be said of a request without looking at a token; of a token, only that it is not valid. */
const TOKEN_MESSAGES: Partial<Record<TokenRefusal, string>> = {
  NO_TOKEN: 'Send a token: Authorization: Bearer <JWT or access token>',
  SEVERAL_TOKENS: 'Send one Authorization header',
};

/**
 * No valid token, or its user is unknown or inactive. The client learns no more than that: which check failed helps
 * whoever forges tokens more than an honest client. The refusal is for the log alone [O25].
 */
export class UnauthenticatedError extends PublicError {
  readonly code = 'UNAUTHENTICATED';

  constructor(
    readonly refusal: TokenRefusal,
    options?: ErrorOptions,
  ) {
    super(TOKEN_MESSAGES[refusal] ?? 'The token is not valid', options);
  }
}

/** What was refused, and by which layer. Nothing but the reason when it is about no integration. */
export interface RefusedRight {
  readonly action: Action | null;
  readonly rbacId: string | null;
  readonly layer: Layer | null;
  readonly reason: Reason;
}

/** The person may see the thing, and lacks the right [V26]. */
export class ForbiddenError extends PublicError {
  readonly code = 'FORBIDDEN';
  override readonly extensions: Readonly<Record<string, unknown>>;

  constructor(message: string, refused: RefusedRight) {
    super(message);
    this.extensions = { ...refused };
  }

  /** The refusal of an action by the decision. */
  static byDecision(action: Action, rbacId: string, judgement: Judgement): ForbiddenError {
    const { decidedBy, reason } = judgement;
    return new ForbiddenError(`${action} on ${rbacId} is not allowed: ${decidedBy} answers ${reason}`, {
      action,
      rbacId,
      layer: decidedBy,
      reason,
    });
  }

  /** The refusal of something that is about no integration. */
  static administratorsOnly(what: string): ForbiddenError {
    return new ForbiddenError(`${what}: administrators only`, {
      action: null,
      rbacId: null,
      layer: null,
      reason: 'ADMINISTRATORS_ONLY',
    });
  }
}

/** There is no such thing, or it is invisible to the person: the two answers are the same [V21]. */
export class NotFoundError extends PublicError {
  readonly code = 'NOT_FOUND';

  static integration(): NotFoundError {
    return new NotFoundError('There is no such integration');
  }

  /** A user, group or team, told by its kind. */
  static inDirectory(kind: 'USER' | 'GROUP' | 'TEAM'): NotFoundError {
    return new NotFoundError(`There is no such ${kind.toLowerCase()}`);
  }
}

/** Adding permissions and enforcing them needs the Enterprise plan [U1, A18]. */
export class PlanRequiredError extends PublicError {
  readonly code = 'PLAN_REQUIRED';

  constructor(what = 'Adding permissions') {
    super(`${what} needs the ENTERPRISE plan`);
  }
}

/** The message names the input and says what would be right. */
export class BadUserInputError extends PublicError {
  readonly code = 'BAD_USER_INPUT';
}

/** The text of the document is longer than is allowed [O1]. */
export class DocumentTooLargeError extends PublicError {
  readonly code = 'DOCUMENT_TOO_LARGE';
}

/** A document or its variables go beyond one of the other limits [O1]. The message says which, and where it stands. */
export class LimitExceededError extends PublicError {
  readonly code = 'LIMIT_EXCEEDED';
}

/** A request names its document in no way that can be followed, or in two that differ [O13]. */
export class DocumentNameError extends PublicError {
  readonly code = 'BAD_REQUEST';
}

/** Only trusted documents run, and the request asks for another [O13]. */
export class UntrustedDocumentError extends PublicError {
  readonly code = 'UNTRUSTED_DOCUMENT';

  constructor() {
    super(
      'Only trusted documents run here, and this is none of them. Send one as it is listed, or "sha256:" and its hash as "documentId"',
    );
  }
}

/** The request took longer than it may, or nobody waits for its answer any more. */
export class DeadlinePassedError extends PublicError {
  readonly code = 'SERVICE_UNAVAILABLE';

  constructor() {
    super('The request took longer than it may; ask for less at once, or try again');
  }
}

/** Executing the operation could take more than is allowed [O2]. */
export class CostLimitExceededError extends PublicError {
  readonly code = 'COST_LIMIT_EXCEEDED';
  override readonly extensions: Readonly<Record<string, unknown>>;

  constructor(cost: number, limit: number) {
    super(
      `The operation costs ${cost}, and at most ${limit} is allowed. Ask for less at once: smaller pages, fewer fields`,
    );
    this.extensions = { cost, limit };
  }
}

/** One user, or all of an account, asked for more in a short time than they may [O6]. */
export class RateLimitedError extends PublicError {
  readonly code = 'RATE_LIMITED';
  override readonly extensions: { readonly retryAfter: number };

  /** @param retryAfter In whole seconds. */
  constructor(who: 'USER' | 'ACCOUNT', retryAfter: number) {
    const whose = who === 'USER' ? 'you may ask for' : 'your account may ask for';
    super(`That is more at a time than ${whose}; try again in ${retryAfter} s`);
    this.extensions = { retryAfter };
  }
}

/** Something the answer depends on could not be read. The same request may succeed later. */
export class ServiceUnavailableError extends PublicError {
  readonly code = 'SERVICE_UNAVAILABLE';

  constructor(options?: ErrorOptions) {
    super('The service cannot answer right now; try again', options);
  }
}

/** More is asked for than can be done in time. Nothing was changed; the same request may succeed after a pause. */
export class OverloadedError extends PublicError {
  readonly code = 'OVERLOADED';

  constructor(options?: ErrorOptions) {
    super('More is asked for than can be done in time; try again after a pause', options);
  }
}

/** A change was sent to be made, and whether it was made is not known [O17]. */
export class UnknownOutcomeError extends PublicError {
  readonly code = 'OUTCOME_UNKNOWN';

  constructor(options?: ErrorOptions) {
    super(
      'The change may have been made or not: look before you ask for it again, or send an idempotency-key with it',
      options,
    );
  }
}

/** The change was made, and what came of it cannot be read [O17]. */
export class PayloadUnavailableError extends PublicError {
  readonly code = 'PAYLOAD_UNAVAILABLE';
  override readonly extensions: Readonly<Record<string, unknown>>;

  /** @param revision Of the account, after the change. */
  constructor(revision: number, options?: ErrorOptions) {
    super('The change was made, but its result cannot be read right now', options);
    this.extensions = { revision };
  }
}

/** The same request, or another one under its idempotency key, is being carried out just now [O17]. */
export class KeyInUseError extends PublicError {
  readonly code = 'IDEMPOTENCY_KEY_IN_USE';

  constructor(options?: ErrorOptions) {
    super('A request under this idempotency-key is under way; wait for it, or ask again later', options);
  }
}
