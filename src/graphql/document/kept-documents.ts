import { createHash } from 'node:crypto';
import type { ApolloServerOptionsWithSchema, BaseContext } from '@apollo/server';
import { visit } from 'graphql';
import type { ASTNode, DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

type DocumentStore = NonNullable<ApolloServerOptionsWithSchema<BaseContext>['documentStore']>;

/** What is kept for each document beside its tree: its hash, and the selections and the plan of its cost. */
const FIXED_BYTES = 2_048;
/** Of a node with its place, its lists, its name, and what is kept by field. Measured: docs/limits.md. */
const BYTES_PER_NODE = 300;
const HASH_LENGTH = 64;

/**
 * The documents that passed every check, so that they are read and validated once. Bounded by what they take as they
 * are kept [O7]; the least recently used goes first.
 */
export class KeptDocuments implements DocumentStore {
  private readonly byHash: LRUCache<string, DocumentNode>;

  constructor(maxBytes: number) {
    // Whatever is larger than the whole is not kept.
    this.byHash = new LRUCache({ maxSize: maxBytes, sizeCalculation: bytesOf });
  }

  /** Bytes in use. */
  get bytes(): number {
    return this.byHash.calculatedSize;
  }

  /** Whether this very text passed every check before. */
  has(text: string): boolean {
    return this.byHash.has(createHash('sha256').update(text).digest('hex'));
  }

  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.byHash.get(hashIn(key)));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    withoutTokens(document);
    this.byHash.set(hashIn(key), document);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.byHash.delete(hashIn(key)));
  }
}

/** Apollo puts the hash of the schema before that of the text; here all are of one schema. */
function hashIn(key: string): string {
  return key.slice(-HASH_LENGTH);
}

/** The text stays, since errors tell places in it; it counts double, as what is not Latin takes two bytes. */
function bytesOf(document: DocumentNode): number {
  let nodes = 0;
  visit(document, {
    enter: () => {
      nodes += 1;
    },
  });
  return FIXED_BYTES + 2 * (document.loc?.source.body.length ?? 0) + BYTES_PER_NODE * nodes;
}

/**
 * Lets go of the tokens that the tree was made of. They are chained, comments among them, and take several times the
 * text; an error needs the start and end of a node and the source alone.
 */
function withoutTokens(document: DocumentNode): void {
  const cut = ({ loc }: ASTNode): void => {
    if (loc === undefined) return;
    Object.assign(loc, { startToken: undefined, endToken: undefined });
  };
  visit(document, { enter: cut });
}
