import type { GraphqlAnswer } from '../../../explorer/src/session/post-graphql.js';

type AnsweredError = NonNullable<GraphqlAnswer['errors']>[number];

/** What kind of trouble it is, as far as a page shows it differently. */
export type Trouble = 'UNREACHABLE' | 'REFUSED' | 'MISSING' | 'BUSY' | 'FAULT';

const TROUBLES: Readonly<Record<string, Trouble>> = {
  UNAUTHENTICATED: 'REFUSED',
  FORBIDDEN: 'REFUSED',
  PLAN_REQUIRED: 'REFUSED',
  NOT_FOUND: 'MISSING',
  SERVICE_UNAVAILABLE: 'BUSY',
  OVERLOADED: 'BUSY',
};

/** The right that a refusal was about. */
export interface RefusedRight {
  readonly action: string;
  readonly rbacId: string;
}

/** An answer of the gateway that is an error, or no answer at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The API's own code; null when nobody answered. */
  readonly code: string | null;
  /** What finds it in the gateway's log. */
  readonly errorId: string | null;
  /** Of FORBIDDEN, where it is about an integration. */
  readonly refused: RefusedRight | null;

  constructor(message: string, extensions: Readonly<Record<string, unknown>> | undefined, cause?: unknown) {
    super(message, { cause });
    const { code, errorId, action: given, rbacId: place } = extensions ?? {};
    this.code = textOf(code);
    this.errorId = textOf(errorId);
    const action = textOf(given);
    const rbacId = textOf(place);
    this.refused = action !== null && rbacId !== null ? { action, rbacId } : null;
  }

  static from({ message, extensions }: AnsweredError): ApiError {
    return new ApiError(message, extensions);
  }

  get trouble(): Trouble {
    return this.code === null ? 'UNREACHABLE' : (TROUBLES[this.code] ?? 'FAULT');
  }

  /** Whether the same may succeed in a moment, and nothing was changed. */
  get isPassing(): boolean {
    return this.trouble === 'UNREACHABLE' || this.trouble === 'BUSY';
  }
}

/** Whatever was thrown, as one kind of error. */
export function apiErrorOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(error instanceof Error ? error.message : String(error), undefined, error);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
