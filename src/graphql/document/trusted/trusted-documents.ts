import type { GraphQLSchema } from 'graphql';
import { UntrustedDocumentError } from '../../../errors/public-errors.js';
import type { Limits } from '../../../limits/limits.js';
import { PAGE_DOCUMENTS } from '../../../page-documents/page-documents.js';
import type { RequestParameters } from '../request-parameters.js';
import { sha256Of } from '../sha256.js';
import { DocumentChecks } from './document-checks.js';
import { readDocumentList } from './document-list.js';
import { INTROSPECTION_DOCUMENTS } from './introspection-documents.js';
import { documentNamedBy } from './named-document.js';
import { TrustedDocumentsError } from './errors.js';

/** Decides what a list of documents may hold, and for whom it counts. */
export interface TrustedDocumentsOptions {
  /** That of the gateway, as all of these are. */
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly introspection: boolean;
  /** Administrators may send any document all the same. */
  readonly exemptsAdministrators: boolean;
}

/** A document that may run, and for whom. */
export interface Admitted {
  /** Undefined when the request names none. */
  readonly document: string | undefined;
  readonly runsFor: 'EVERYBODY' | 'ADMINISTRATORS';
}

/**
 * The only documents that run, where an operator lists them [O13]: those of the list, and those of the product's own
 * pages. What is on it was read and validated when it was made; what is not on it is never parsed.
 */
export class TrustedDocuments {
  private constructor(
    private readonly byHash: ReadonlyMap<string, string>,
    private readonly exemptsAdministrators: boolean,
  ) {}

  /**
   * @param text of the file: JSON, in one of the forms that client generators write
   * @throws TrustedDocumentsError with every mistake.
   */
  static read(text: string, options: TrustedDocumentsOptions): TrustedDocuments {
    const { listed, mistakes } = readDocumentList(text);
    const checks = new DocumentChecks(options);
    for (const { key, document } of listed) {
      const mistake = checks.mistakeIn(document);
      if (mistake !== undefined) mistakes.push(`at ${key}: ${mistake}`);
    }
    if (mistakes.length > 0) throw new TrustedDocumentsError(mistakes);
    const own = [...PAGE_DOCUMENTS, ...(options.introspection ? INTROSPECTION_DOCUMENTS : [])];
    const documents = [...own, ...listed.map(({ document }) => document)];
    return new TrustedDocuments(
      new Map(documents.map((document) => [sha256Of(document), document])),
      options.exemptsAdministrators,
    );
  }

  /** The text of each. */
  get texts(): Iterable<string> {
    return this.byHash.values();
  }

  /** How many there are, those of the product's own pages included. */
  get size(): number {
    return this.byHash.size;
  }

  /** @throws UntrustedDocumentError or DocumentNameError */
  admit(parameters: RequestParameters): Admitted {
    const { text, hash } = documentNamedBy(parameters);
    if (text === undefined && hash === undefined) return { document: undefined, runsFor: 'EVERYBODY' };
    const document = this.byHash.get(hash ?? sha256Of(text ?? ''));
    if (document !== undefined) return { document, runsFor: 'EVERYBODY' };
    if (text === undefined || !this.exemptsAdministrators) throw new UntrustedDocumentError();
    return { document: text, runsFor: 'ADMINISTRATORS' };
  }
}
