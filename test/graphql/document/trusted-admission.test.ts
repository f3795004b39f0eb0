import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DocumentNameError, UntrustedDocumentError } from '../../../src/errors/public-errors.js';
import type { RequestParameters } from '../../../src/graphql/document/request-parameters.js';
import { sha256Of } from '../../../src/graphql/document/sha256.js';
import { TrustedDocuments } from '../../../src/graphql/document/trusted/trusted-documents.js';
import { limitsWith } from '../../../src/limits/limits.js';
import { documentsByHash } from '../../support/trusted-documents.js';
import { builtSchema } from '../built-schema.js';

const LISTED = ['query Who { viewer { id } }', 'query Account { account { id } }'];
const OTHERS = ['query Other { account { name } }', 'query Who { viewer { id } } ', '{'];
const schema = builtSchema();

const text = fc.constantFrom(...LISTED, ...OTHERS);
const hash = fc.oneof(text.map(sha256Of), fc.string());
const anything = fc.oneof(fc.constantFrom(undefined, null, '', 0, false), fc.jsonValue());
const persistedQuery = fc.oneof(
  fc.record({ version: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer()), sha256Hash: hash }),
  anything,
);
const requests: fc.Arbitrary<RequestParameters> = fc.record(
  {
    query: fc.oneof(text, anything),
    documentId: fc.oneof(
      hash,
      hash.map((id) => `sha256:${id}`),
      anything,
    ),
    extensions: fc.oneof(fc.record({ persistedQuery }), anything),
  },
  { requiredKeys: [] },
);

describe.each([false, true])(
  'of the requests that name documents (administrators exempted: %j)',
  (exempted) => {
    const documents = TrustedDocuments.read(documentsByHash(LISTED), {
      ...{ schema, limits: limitsWith(), introspection: false, exemptsAdministrators: exempted },
    });

    it('none runs but what is listed, and none another document than was sent [O13]', () => {
      const property = fc.property(requests, (request) => {
        const admitted = admittedOf(request);
        if (admitted?.document === undefined) return;
        const { document, runsFor } = admitted;
        expect(LISTED.includes(document)).toBe(runsFor === 'EVERYBODY');
        if (typeof request.query === 'string' && request.query !== '') expect(document).toBe(request.query);
        if (runsFor === 'ADMINISTRATORS') expect(exempted).toBe(true);
      });
      fc.assert(property, { numRuns: 2_000 });
    });

    it('each that sends a listed one alone, or names it alone, runs it [O13]', () => {
      for (const document of LISTED) {
        const id = sha256Of(document);
        const named = [{ query: document }, { documentId: id }, { documentId: `sha256:${id}` }];
        for (const request of [
          ...named,
          { extensions: { persistedQuery: { version: 1, sha256Hash: id } } },
        ]) {
          expect(admittedOf(request)).toEqual({ document, runsFor: 'EVERYBODY' });
        }
      }
    });

    /** Undefined when it is refused. */
    function admittedOf(request: RequestParameters) {
      try {
        return documents.admit(request);
      } catch (error) {
        if (error instanceof UntrustedDocumentError || error instanceof DocumentNameError) return undefined;
        throw error;
      }
    }
  },
);
