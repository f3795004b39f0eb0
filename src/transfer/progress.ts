import type { RowCounts } from './staging/staged-rows.js';

/**
 * How far an import is. It reads the file once, checks it in one step that tells nothing, writes its rows, and where
 * the datastore keeps lists apart, builds them: an integration has several rows there.
 */
export type ImportProgress =
  | { readonly step: 'READING'; readonly bytes: number }
  | { readonly step: 'CHECKING' }
  | { readonly step: 'WRITING' | 'LISTING'; readonly rows: number; readonly totalRows: number };

/** What an import brought into the account. */
export interface ImportSummary {
  readonly accountId: string;
  /** What was added to the file included. */
  readonly counts: RowCounts;
  /** The account's revision from now on. */
  readonly revision: number;
  /** Whether an active user administers the account. */
  readonly hasActiveAdministrator: boolean;
  /** Secrets of the account that was replaced, on integrations whose row says nothing of secrets. */
  readonly secrets: { readonly kept: number; readonly dropped: number };
  /** SHA-256 of the bytes of the file, in hexadecimal. */
  readonly sha256: string;
}
