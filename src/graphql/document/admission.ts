import type { Limits } from '../../limits/limits.js';
import { DocumentLimits } from './document-limits.js';
import type { KeptDocuments } from './kept-documents.js';
import type { RequestParameters } from './request-parameters.js';

export interface AdmissionParts {
  readonly documents: KeptDocuments;
  readonly limits: Limits;
}

/** Decides by its text alone whether a request is looked at any further, before anything is read for it [O1]. */
export class Admission {
  private readonly documents: KeptDocuments;
  private readonly limits: DocumentLimits;

  constructor({ documents, limits }: AdmissionParts) {
    this.documents = documents;
    this.limits = new DocumentLimits(limits);
  }

  /** @throws DocumentTooLargeError or LimitExceededError */
  admit(parameters: RequestParameters): void {
    this.limits.checkParameters(parameters);
    const { query } = parameters;
    if (typeof query !== 'string') return;
    this.limits.checkText(query);
    // What is kept passed these limits and more.
    if (!this.documents.has(query)) this.limits.checkDocument(query);
  }
}
