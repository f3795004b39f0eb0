import type { ApolloServerOptionsWithSchema, BaseContext } from '@apollo/server';
import { visit } from 'graphql';
import type { ASTNode, DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { CacheUse } from '../../collections/cache-use.js';
import { placeNodes } from './places.js';
import { sha256Of } from './sha256.js';

type DocumentStore = NonNullable<ApolloServerOptionsWithSchema<BaseContext>['documentStore']>;

/** What is kept for each document beside its tree: its hash, and the selections and the plan of its cost. */
const FIXED_BYTES = 2_048;
/** Of a node with its place and its lists, and of what is kept by field. Measured at up to 540. */
const BYTES_PER_NODE = 600;
const BYTES_PER_CHARACTER = 2;
const HASH_LENGTH = 64;

/**
 * The documents that passed every check, so that they are read and validated once. Bounded by what they take as they
 * are kept [O7]; the least recently used goes first.
 */
export class KeptDocuments implements DocumentStore {
  /** Whether texts that came had passed every check before. */
  readonly use = new CacheUse();
  private readonly byHash: LRUCache<string, DocumentNode>;

  constructor(maxBytes: number) {
    // Whatever is larger than the whole is not kept.
    this.byHash = new LRUCache({ maxSize: maxBytes, sizeCalculation: bytesOf });
  }

  /** Bytes in use. */
  get bytes(): number {
    return this.byHash.calculatedSize;
  }

  /** The document of this very text, when it passed every check before. */
  of(text: string): DocumentNode | undefined {
    const found = this.byHash.get(sha256Of(text));
    this.use.note(found !== undefined);
    return found;
  }

  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.byHash.get(hashIn(key)));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    withoutText(document);
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

/**
 * Lets go of the text that the tree was made of: a part of a text holds on to the whole, with all its blanks and
 * comments. What the parser notes of places and tokens would do so as well.
 */
function withoutText(document: DocumentNode): void {
  placeNodes(document);
  visit(document, {
    enter: (node) => {
      if (isNamed(node)) Object.assign(node, { value: Buffer.from(node.value).toString() });
    },
  });
}

function bytesOf(document: DocumentNode): number {
  let bytes = FIXED_BYTES;
  visit(document, {
    enter: (node) => {
      bytes += BYTES_PER_NODE + (isNamed(node) ? BYTES_PER_CHARACTER * node.value.length : 0);
    },
  });
  return bytes;
}

/** Names, and values that are written out. */
function isNamed(node: ASTNode): node is ASTNode & { readonly value: string } {
  return 'value' in node && typeof node.value === 'string';
}
