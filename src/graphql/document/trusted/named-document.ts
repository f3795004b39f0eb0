import { DocumentNameError } from '../../../errors/public-errors.js';
import type { RequestParameters } from '../request-parameters.js';
import { sha256Of } from '../sha256.js';

/** The document of a request, in each way that a request may name it. */
export interface NamedDocument {
  /** Undefined when it was not sent. */
  readonly text: string | undefined;
  /** The hash of its text, or whatever else stands in that place; undefined when there is nothing. */
  readonly hash: string | undefined;
}

const PREFIX = 'sha256:';

/** @throws DocumentNameError when an identifier is of another form, or is not that of the text or of the other one. */
export function documentNamedBy(parameters: RequestParameters): NamedDocument {
  const text = textIn(parameters);
  const hash = documentIdIn(parameters);
  const persisted = persistedQueryIn(parameters);
  if (hash !== undefined && persisted !== undefined && hash !== persisted) {
    throw new DocumentNameError(
      '"documentId" and "extensions.persistedQuery" name two documents: send one of them',
    );
  }
  const named = hash ?? persisted;
  if (text !== undefined && named !== undefined) requireSame(text, named);
  return { text, hash: named };
}

/**
 * The same where there is nothing to look up: the document must come whole. One that is named by `persistedQuery` is
 * for Apollo to refuse, in the way by which clients learn to send it whole.
 * @throws DocumentNameError
 */
export function documentSentWith(parameters: RequestParameters): string | undefined {
  const text = textIn(parameters);
  const hash = documentIdIn(parameters);
  if (isGiven(persistedQueryOf(parameters))) return undefined;
  if (text === undefined && hash !== undefined) {
    throw new DocumentNameError(
      'No trusted documents are configured here: send the document itself, as "query"',
    );
  }
  if (text !== undefined && hash !== undefined) requireSame(text, hash);
  return text;
}

/** What is no text is for Apollo to refuse. */
function textIn({ query }: RequestParameters): string | undefined {
  return typeof query === 'string' && query !== '' ? query : undefined;
}

/** Some generators' clients leave the prefix out. */
function documentIdIn({ documentId }: RequestParameters): string | undefined {
  if (!isGiven(documentId)) return undefined;
  if (typeof documentId !== 'string') throw new DocumentNameError('"documentId" must be a text, given once');
  return documentId.startsWith(PREFIX) ? documentId.slice(PREFIX.length) : documentId;
}

function persistedQueryIn(parameters: RequestParameters): string | undefined {
  const persisted = persistedQueryOf(parameters);
  if (!isGiven(persisted)) return undefined;
  const { version, sha256Hash }: { version?: unknown; sha256Hash?: unknown } = Object(persisted) as object;
  if (version === 1 && typeof sha256Hash === 'string') return sha256Hash;
  throw new DocumentNameError('"extensions.persistedQuery" must be { "version": 1, "sha256Hash": "…" }');
}

function persistedQueryOf({ extensions }: RequestParameters): unknown {
  if (typeof extensions !== 'object' || extensions === null) return undefined;
  const { persistedQuery }: { persistedQuery?: unknown } = extensions;
  return persistedQuery;
}

/** Typed clients send their zero values for what they leave out. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function requireSame(text: string, hash: string): void {
  if (sha256Of(text) !== hash) {
    throw new DocumentNameError(
      'The identifier of the document is not the SHA-256 of the "query" sent with it',
    );
  }
}
