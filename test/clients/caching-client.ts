import type { DocumentName } from './documents.js';

export type Variables = Readonly<Record<string, unknown>>;

/** What a screen gets of a request. */
export interface Told {
  readonly data: unknown;
  /** The codes of the errors beside it. */
  readonly codes: readonly unknown[];
}

/** A client with a normalising cache, set up as its manual says, for one signed-in user. */
export interface CachingClient {
  /** Asks the gateway, and keeps the answer. */
  ask(name: DocumentName, variables: Variables): Promise<Told>;
  /** What the cache has of a request, without asking the gateway. */
  shown(name: DocumentName, variables: Variables): unknown;
  /** Saves permissions, and drops from the cache those that were removed. */
  save(input: Variables): Promise<Told>;
}

export interface Connected {
  readonly url: string;
  readonly token: string;
}

/** The payload of a Save, as much of it as caches need. */
export interface SavePayload {
  readonly changePermissions: { readonly removedPermissionIds: readonly string[] } | null;
}
