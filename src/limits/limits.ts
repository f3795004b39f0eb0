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
  /** `extensions.code` of whatever goes beyond it; null where nothing is refused for it. */
  readonly code: PublicErrorCode | null;
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
  headerBytes: {
    variable: 'LATCHKEY_MAX_HEADER_BYTES',
    default: 16 * KIBIBYTE,
    least: KIBIBYTE,
    most: MEBIBYTE,
    unit: 'bytes',
    bounds: 'the headers of a request, with its address',
    code: 'BAD_USER_INPUT',
    status: 431,
  },
  documentBytes: {
    variable: 'LATCHKEY_MAX_DOCUMENT_BYTES',
    default: 100 * KIBIBYTE,
    least: KIBIBYTE,
    most: MEBIBYTE,
    unit: 'bytes',
    bounds: 'the text of a document',
    code: 'DOCUMENT_TOO_LARGE',
  },
  headersSeconds: {
    variable: 'LATCHKEY_HEADERS_TIMEOUT_SECONDS',
    default: 10,
    least: 1,
    most: 600,
    unit: 'seconds',
    bounds: 'the time in which the headers of a request must come in',
    code: 'BAD_USER_INPUT',
    status: 408,
  },
  bodySeconds: {
    variable: 'LATCHKEY_BODY_TIMEOUT_SECONDS',
    default: 30,
    least: 1,
    most: 600,
    unit: 'seconds',
    bounds: 'the time in which the body of a request must come in after its headers',
    code: 'BAD_USER_INPUT',
    status: 408,
  },
  tokens: {
    variable: 'LATCHKEY_MAX_TOKENS',
    default: 15_000,
    least: 100,
    most: 100_000,
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
  aliases: {
    variable: 'LATCHKEY_MAX_ALIASES',
    default: 500,
    least: 0,
    most: 100_000,
    unit: 'aliases',
    bounds: 'a document',
    code: 'LIMIT_EXCEEDED',
  },
  rootFields: {
    variable: 'LATCHKEY_MAX_ROOT_FIELDS',
    default: 500,
    least: 1,
    most: 100_000,
    unit: 'fields',
    bounds: 'the top of an operation, those in fragments included',
    code: 'LIMIT_EXCEEDED',
  },
  nameLength: {
    variable: 'LATCHKEY_MAX_NAME_LENGTH',
    default: 128,
    least: 32,
    most: KIBIBYTE,
    unit: 'characters',
    bounds:
      'a name in a document, of a variable or of an operation: field, alias, fragment, argument and the like',
    code: 'LIMIT_EXCEEDED',
  },
  jsonDepth: {
    variable: 'LATCHKEY_MAX_JSON_DEPTH',
    // Settings may have 500 levels, and input objects stand around them.
    default: 512,
    least: 8,
    most: 512,
    unit: 'levels',
    bounds: 'the nesting of lists and objects in a variable, or in a value of the document',
    code: 'LIMIT_EXCEEDED',
  },
  cost: {
    variable: 'LATCHKEY_MAX_COST',
    default: 100_000,
    least: 100,
    most: 1_000_000_000,
    unit: 'points',
    bounds: 'the cost of an operation',
    code: 'COST_LIMIT_EXCEEDED',
  },
  userRate: {
    variable: 'LATCHKEY_RATE_USER_COST_PER_SECOND',
    default: 0,
    least: 0,
    most: 1_000_000_000,
    unit: 'points',
    bounds: 'the cost of all requests of one user in a second, on average; 0: as much as they like',
    code: 'RATE_LIMITED',
  },
  userBurst: {
    variable: 'LATCHKEY_RATE_USER_COST_BURST',
    default: 200_000,
    least: 100,
    most: 1_000_000_000,
    unit: 'points',
    bounds: 'the cost of all requests of one user at a time, after a pause; where their rate is limited',
    code: 'RATE_LIMITED',
  },
  accountRate: {
    variable: 'LATCHKEY_RATE_ACCOUNT_COST_PER_SECOND',
    default: 0,
    least: 0,
    most: 1_000_000_000,
    unit: 'points',
    bounds: 'the cost of all requests of one account in a second, on average; 0: as much as they like',
    code: 'RATE_LIMITED',
  },
  accountBurst: {
    variable: 'LATCHKEY_RATE_ACCOUNT_COST_BURST',
    default: 2_000_000,
    least: 100,
    most: 1_000_000_000,
    unit: 'points',
    bounds: 'the cost of all requests of one account at a time, after a pause; where its rate is limited',
    code: 'RATE_LIMITED',
  },
  keptDocumentBytes: {
    variable: 'LATCHKEY_MAX_KEPT_DOCUMENT_BYTES',
    default: 16 * MEBIBYTE,
    least: MEBIBYTE,
    most: KIBIBYTE * MEBIBYTE,
    unit: 'bytes',
    bounds: 'the documents that are kept so that they are read and validated once',
    code: null,
  },
  keptFactsMebibytes: {
    variable: 'LATCHKEY_CACHE_MB',
    default: 64,
    least: 1,
    most: 64 * KIBIBYTE,
    unit: 'MiB',
    bounds: 'the facts and decisions that are kept for viewers at a revision',
    code: null,
  },
  deadlineSeconds: {
    variable: 'LATCHKEY_DEADLINE_SECONDS',
    default: 10,
    least: 1,
    most: 600,
    unit: 'seconds',
    bounds: 'the time that a request may take; what was answered by then is told',
    code: 'SERVICE_UNAVAILABLE',
  },
  executions: {
    variable: 'LATCHKEY_MAX_EXECUTIONS',
    default: 64,
    least: 1,
    most: 10_000,
    unit: 'requests',
    bounds: 'the requests that run at once; of one user a quarter, and more wait',
    code: 'OVERLOADED',
  },
  waitingExecutions: {
    variable: 'LATCHKEY_MAX_WAITING',
    default: 512,
    least: 1,
    most: 100_000,
    unit: 'requests',
    bounds: 'the requests that wait to run; of one user a half',
    code: 'OVERLOADED',
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

/** A limit that does not fit another one, and what would be right; goes on after the name of its variable. */
export interface LimitMistake {
  readonly limit: LimitName;
  readonly message: string;
}

/** A request that is dearer than a bucket is large would be told to come again for ever. */
export function mistakesIn(limits: Limits): readonly LimitMistake[] {
  const buckets = [
    { rate: 'userRate', burst: 'userBurst' },
    { rate: 'accountRate', burst: 'accountBurst' },
  ] as const;
  return buckets
    .filter(({ rate, burst }) => limits[rate] > 0 && limits[burst] < limits.cost)
    .map(({ burst }) => ({
      limit: burst,
      message: `is less than one request may cost. Give at least as much as ${LIMITS.cost.variable}.`,
    }));
}
