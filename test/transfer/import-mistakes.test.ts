import { describe, expect, it } from '@jest/globals';
import { ImportRejectedError } from '../../src/transfer/mistakes.js';
import { BUILT_IN_CASES } from './built-in-mistakes.js';
import { at, damaged } from './mistake-case.js';
import type { MistakeCase } from './mistake-case.js';
import { AT_THE_LIMITS, REFERENCE_CASES } from './reference-mistakes.js';
import { INTEGRATION_CASES } from './integration-mistakes.js';
import { DIRECTORY_CASES, DOCUMENT_CASES, ID_CASES, RBAC_ID_CASES } from './row-mistakes.js';
import { sampleDocument } from './sample-document.js';
import { importInto, mistakesIn, withDatastore } from './transfers.js';

const TABLES: readonly (readonly [string, readonly MistakeCase[]])[] = [
  ['the document', DOCUMENT_CASES],
  ['ids', ID_CASES],
  ['RBAC ids', RBAC_ID_CASES],
  ['teams, users and groups', DIRECTORY_CASES],
  ['integrations and permissions', INTEGRATION_CASES],
  ['references, uniqueness and limits', REFERENCE_CASES],
  ['what an account always has', BUILT_IN_CASES],
];

describe('an import names every mistake with its place', () => {
  describe.each(TABLES)('in %s', (_where, cases) => {
    it.each(cases.map((one) => [one.what, one] as const))('%s', async (_what, one) => {
      const expected = one.mistakes.map(([path, message]) => ({ path, message }));
      expect(await mistakesIn(damaged(one))).toEqual(expected);
    });
  });

  it('and finds none in a document that is right, up to every limit', async () => {
    expect(await mistakesIn(sampleDocument())).toEqual([]);
    for (const document of AT_THE_LIMITS.map(damaged)) expect(await mistakesIn(document)).toEqual([]);
  });

  it('all of one file together, none hiding another', async () => {
    const document = sampleDocument();
    const apart = [...DIRECTORY_CASES, ...DOCUMENT_CASES, ...REFERENCE_CASES].filter(({ what }) =>
      ['two roles in one team', 'misspelt keys, at every depth', 'a member listed twice'].includes(what),
    );
    for (const { damage } of apart) damage(document);
    at(document.users, 0).name = 5;
    const paths = (await mistakesIn(document)).map(({ path }) => path);
    const expected = ['users[0].name', ...apart.flatMap(({ mistakes }) => mistakes.map(([path]) => path))];
    expect(paths.toSorted()).toEqual(expected.toSorted());
  });

  it('and keeps 1,000 of them, counting the rest', async () => {
    const document = sampleDocument();
    document.teams.push(...Array.from({ length: 1_234 }, () => ({ id: 'team_pay', name: '' })));
    const refusal = await withDatastore((datastore) =>
      importInto(datastore, document).catch((error: unknown) => error),
    );
    expect(refusal).toBeInstanceOf(ImportRejectedError);
    const { message, total, mistakes } = refusal as ImportRejectedError;
    expect(message).toBe('Nothing was imported: the file has 2468 mistakes');
    expect([total, mistakes.length]).toEqual([2_468, 1_000]);
  });
});
