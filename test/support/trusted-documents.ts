import { sha256Of } from '../../src/graphql/document/sha256.js';

/** The text of a file as GraphQL Code Generator and Relay's compiler write it. */
export function documentsByHash(documents: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(documents.map((text) => [sha256Of(text), text])));
}
