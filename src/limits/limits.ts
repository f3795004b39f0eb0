import type { PublicErrorCode } from '../errors/public-errors.js';

/** One bound on what a client can make large or many. */
export interface Limit {
  /** Sets it. */
  readonly variable: `LATCHKEY_${string}`;
  readonly default: number;
  /** Bounds of what the variable may say, included. */
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  /** What it bounds; ends the line of the variable in `serve --help`. */
  readonly bounds: string;
  /** `extensions.code` of whatever goes beyond it. */
  readonly code: PublicErrorCode;
  /** Where it is not the status of the code. */
  readonly status?: number;
}

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

/** Every limit, stated once: the environment is read, the limits are enforced and docs/limits.md is tested by this table. */
export const LIMITS = {
  bodyBytes: {
    variable: 'LATCHKEY_MAX_BODY_BYTES',
    // A Save of 100 adds with settings at their limits stays far below.
    default: 2 * MEBIBYTE,
    least: KIBIBYTE,
    most: 64 * MEBIBYTE,
    unit: 'bytes',
    bounds: 'the body of a request',
    code: 'BAD_USER_INPUT',
    status: 413,
  },
  tokens: {
    variable: 'LATCHKEY_MAX_TOKENS',
    default: 15_000,
    least: 100,
    most: 1_000_000,
    unit: 'tokens',
    bounds: 'a document; comments count',
    code: 'LIMIT_EXCEEDED',
  },
  depth: {
    variable: 'LATCHKEY_MAX_DEPTH',
    default: 20,
    least: 1,
    most: 100,
    unit: 'levels',
    bounds: 'the nesting of fields, through fragments as well; introspection is left out',
    code: 'LIMIT_EXCEEDED',
  },
  errors: {
    variable: 'LATCHKEY_MAX_ERRORS',
    default: 100,
    least: 2,
    most: 10_000,
    unit: 'errors',
    bounds: 'the errors of an answer, the last of which says that there were more',
    code: 'ERRORS_TRUNCATED',
  },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;

/** What each limit is, by name. */
export type Limits = Readonly<Record<LimitName, number>>;

/** Every limit as it is when no variable says otherwise, with those in `changed` in place of theirs. */
export function limitsWith(changed: Partial<Limits> = {}): Limits {
  const usual = Object.entries<Limit>(LIMITS).map(([name, limit]) => [name, limit.default]);
  return { ...(Object.fromEntries(usual) as Limits), ...changed };
}
