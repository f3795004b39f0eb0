import { getOperationAST } from 'graphql';
import type { DocumentNode } from 'graphql';
import { UntrustedDocumentError } from '../../errors/public-errors.js';
import type { Limits } from '../../limits/limits.js';
import type { Costs } from './cost/costs.js';
import { DocumentLimits } from './document-limits.js';
import type { KeptDocuments } from './kept-documents.js';
import type { RequestParameters } from './request-parameters.js';
import { documentSentWith } from './trusted/named-document.js';
import type { Admitted, TrustedDocuments } from './trusted/trusted-documents.js';

/** A request that may go on, for the time being. */
export interface AdmittedRequest extends Admitted {
  /** What it may cost, in points; infinite when its document was not checked before. */
  readonly points: number;
}

export interface AdmissionParts {
  readonly documents: KeptDocuments;
  readonly costs: Costs;
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
  private readonly costs: Costs;
  private readonly limits: DocumentLimits;
  private readonly trusted: TrustedDocuments | undefined;

  constructor({ documents, costs, limits, trusted }: AdmissionParts) {
    this.documents = documents;
    this.costs = costs;
    this.limits = new DocumentLimits(limits);
    this.trusted = trusted;
  }

  /** @throws DocumentTooLargeError, LimitExceededError, DocumentNameError or UntrustedDocumentError */
  admit(parameters: RequestParameters): AdmittedRequest {
    const { query } = parameters;
    if (typeof query === 'string') this.limits.checkText(query);
    const admitted: Admitted = this.trusted?.admit(parameters) ?? {
      document: documentSentWith(parameters),
      runsFor: 'EVERYBODY',
    };
    this.limits.checkParameters(parameters);
    const kept = this.keptOf(admitted);
    if (admitted.runsFor === 'EVERYBODY' && kept === undefined) this.checkDocument(admitted);
    return { ...admitted, points: kept === undefined ? Infinity : this.costOf(kept, parameters) };
  }

  /**
   * The same once it is known who asks.
   * @throws UntrustedDocumentError or LimitExceededError
   */
  admitFor(admitted: Admitted, { isAdministrator }: { readonly isAdministrator: boolean }): void {
    if (admitted.runsFor === 'EVERYBODY') return;
    if (!isAdministrator) throw new UntrustedDocumentError();
    if (this.keptOf(admitted) === undefined) this.checkDocument(admitted);
  }

  /** What is kept passed the limits and more. */
  private keptOf({ document }: Admitted): DocumentNode | undefined {
    return document === undefined ? undefined : this.documents.of(document);
  }

  private checkDocument({ document }: Admitted): void {
    if (document !== undefined) this.limits.checkDocument(document);
  }

  private costOf(document: DocumentNode, { operationName, variables }: RequestParameters): number {
    const name = typeof operationName === 'string' ? operationName : undefined;
    const operation = getOperationAST(document, name);
    if (!operation) return Infinity;
    const given = typeof variables === 'object' && variables !== null ? variables : {};
    return this.costs.of({ document, operation, variables: given as Readonly<Record<string, unknown>> });
  }
}
