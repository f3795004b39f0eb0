import { UntrustedDocumentError } from '../../errors/public-errors.js';
import type { Limits } from '../../limits/limits.js';
import { DocumentLimits } from './document-limits.js';
import type { KeptDocuments } from './kept-documents.js';
import type { RequestParameters } from './request-parameters.js';
import { documentSentWith } from './trusted/named-document.js';
import type { Admitted, TrustedDocuments } from './trusted/trusted-documents.js';

export interface AdmissionParts {
  readonly documents: KeptDocuments;
  readonly limits: Limits;
  /** The only ones that run. Absent: any document does. */
  readonly trusted?: TrustedDocuments;
}

/**
 * Decides by its text alone which document of a request is looked at any further, before anything is read for it [O1].
 * Where only trusted documents run, another is not even parsed [O13].
 */
export class Admission {
  private readonly documents: KeptDocuments;
  private readonly limits: DocumentLimits;
  private readonly trusted: TrustedDocuments | undefined;

  constructor({ documents, limits, trusted }: AdmissionParts) {
    this.documents = documents;
    this.limits = new DocumentLimits(limits);
    this.trusted = trusted;
  }

  /** @throws DocumentTooLargeError, LimitExceededError, DocumentNameError or UntrustedDocumentError */
  admit(parameters: RequestParameters): Admitted {
    const { query } = parameters;
    if (typeof query === 'string') this.limits.checkText(query);
    const admitted: Admitted = this.trusted?.admit(parameters) ?? {
      document: documentSentWith(parameters),
      runsFor: 'EVERYBODY',
    };
    this.limits.checkParameters(parameters);
    if (admitted.runsFor === 'EVERYBODY') this.checkDocument(admitted.document);
    return admitted;
  }

  /**
   * The same once it is known who asks.
   * @throws UntrustedDocumentError or LimitExceededError
   */
  admitFor(
    { document, runsFor }: Admitted,
    { isAdministrator }: { readonly isAdministrator: boolean },
  ): void {
    if (runsFor === 'EVERYBODY') return;
    if (!isAdministrator) throw new UntrustedDocumentError();
    this.checkDocument(document);
  }

  private checkDocument(text: string | undefined): void {
    // What is kept passed these limits and more.
    if (text !== undefined && !this.documents.has(text)) this.limits.checkDocument(text);
  }
}
