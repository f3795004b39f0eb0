import { describe, expect, it } from '@jest/globals';
import { createSealer } from '../../src/secrets/sealer.js';
import type { Mistake } from '../../src/transfer/mistakes.js';
import { at } from './mistake-case.js';
import { sampleDocument } from './sample-document.js';
import type { Loose, LooseDocument } from './sample-document.js';
import { exportFrom, IMPORTED_AT, importInto, mistakesIn, withDatastore, withSnapshot } from './transfers.js';

const SEALER = createSealer(Buffer.alloc(32, 1));
const OTHER_SEALER = createSealer(Buffer.alloc(32, 2));
const SECRET = 'planted-4711';
const SET_AT = '2025-05-05T05:05:05.555Z';

const sealedFor = (integrationId: string, name: string, sealer = SEALER) =>
  sealer.seal({ integrationId, name }, SECRET);

/** The sample with these values in its first integration, `int_pd`. */
function withValues(values: Loose): LooseDocument {
  const document = sampleDocument();
  Object.assign(at(document.integrations, 0), values);
  return document;
}

async function mistakesOf(values: Loose, sealer = SEALER): Promise<readonly Mistake[]> {
  const mistakes = await mistakesIn(withValues(values), { sealer });
  expect(JSON.stringify(mistakes)).not.toContain(SECRET);
  return mistakes;
}

describe('the secrets of a file', () => {
  it('are sealed, those in clear and those that were, and ordered by name', async () => {
    const sealed = sealedFor('int_pd', 'b');
    const secrets = JSON.parse(
      `{"c ü":"${SECRET}","__proto__":"${SECRET}_","a":"${SECRET}a","10":""}`,
    ) as Loose;
    const document = withValues({ secrets, sealedSecrets: [{ name: 'b', setAt: SET_AT, sealed }] });
    await withDatastore(async (datastore) => {
      await importInto(datastore, document, { sealer: SEALER });
      await withSnapshot(datastore, async (snapshot) => {
        const [integration] = await snapshot.integrations(['int_pd'], { withDetails: true });
        const stored = integration?.details?.secrets ?? [];
        expect(stored.map(({ name, setAt }) => [name, setAt])).toEqual([
          ['10', IMPORTED_AT],
          ['__proto__', IMPORTED_AT],
          ['a', IMPORTED_AT],
          ['b', Date.parse(SET_AT)],
          ['c ü', IMPORTED_AT],
        ]);
        const opened = stored.map((one) =>
          SEALER.open({ integrationId: 'int_pd', name: one.name }, one.sealed),
        );
        expect(opened).toEqual(['', `${SECRET}_`, `${SECRET}a`, SECRET, SECRET]);
        expect(stored[3]?.sealed).toBe(sealed);
      });
    });
  });

  it('leave in an export sealed alone, and come back by an import with the same key', async () => {
    const text = await withDatastore(async (datastore) => {
      await importInto(datastore, withValues({ secrets: { apiKey: SECRET } }), { sealer: SEALER });
      return exportFrom(datastore, 'acme');
    });
    expect(text).not.toContain(SECRET);
    expect(text).toContain(
      `"sealedSecrets":[{"name":"apiKey","setAt":"2026-02-03T04:05:06.789Z","sealed":"v1.`,
    );
    await withDatastore(async (datastore) => {
      await importInto(datastore, text, { sealer: SEALER });
      expect(await exportFrom(datastore, 'acme')).toBe(text);
    });
  });

  it('without a key are mistakes that name the setting', async () => {
    const values = {
      secrets: { a: 'x' },
      sealedSecrets: [{ name: 'b', setAt: SET_AT, sealed: sealedFor('int_pd', 'b') }],
    };
    const message = 'cannot be kept: LATCHKEY_SECRETS_KEY is not set';
    expect(await mistakesIn(withValues(values))).toEqual([
      { path: 'integrations[0].secrets', message },
      { path: 'integrations[0].sealedSecrets[0]', message },
    ]);
    expect(await mistakesIn(withValues({ secrets: {}, sealedSecrets: [] }))).toEqual([]);
  });

  it('under another key are refused, naming both keys', async () => {
    const sealed = sealedFor('int_pd', 'a', OTHER_SEALER);
    expect(await mistakesOf({ sealedSecrets: [{ name: 'a', setAt: SET_AT, sealed }] })).toEqual([
      {
        path: 'integrations[0].sealedSecrets[0]',
        message: `cannot be opened: it was sealed under the key ${OTHER_SEALER.keyId}, and the key given is ${SEALER.keyId}`,
      },
    ]);
  });

  it('that do not open are refused', async () => {
    const sealed = sealedFor('int_pd', 'a');
    const changed = 'cannot be opened: it was changed, or sealed for another integration or name';
    const values = {
      sealedSecrets: [
        { name: 'b', setAt: SET_AT, sealed },
        { name: 'c', setAt: SET_AT, sealed: sealedFor('int_hook', 'c') },
        { name: 'd', setAt: SET_AT, sealed: SECRET },
      ],
    };
    expect(await mistakesOf(values)).toEqual([
      { path: 'integrations[0].sealedSecrets[0]', message: changed },
      { path: 'integrations[0].sealedSecrets[1]', message: changed },
      { path: 'integrations[0].sealedSecrets[2]', message: 'cannot be opened: it is not in the sealed form' },
    ]);
  });

  it('given twice are refused', async () => {
    const one = { name: 'a', setAt: SET_AT, sealed: sealedFor('int_pd', 'a') };
    const message = 'is the name of another secret of the integration already';
    expect(await mistakesOf({ sealedSecrets: [one, one] })).toEqual([
      { path: 'integrations[0].sealedSecrets[1]', message },
    ]);
    expect(await mistakesOf({ secrets: { a: SECRET }, sealedSecrets: [one] })).toEqual([
      { path: 'integrations[0].sealedSecrets[0]', message },
    ]);
  });

  it.each<[string, Loose, string, string]>([
    [
      'no object',
      { secrets: [SECRET] },
      'secrets',
      'is a list; must be an object with a text for each secret',
    ],
    ['a text', { secrets: SECRET }, 'secrets', 'is a text; must be an object with a text for each secret'],
    ['no text inside', { secrets: { a: { b: SECRET } } }, 'secrets.a', 'is an object; must be a text'],
    ['null, which removes nothing here', { secrets: { a: null } }, 'secrets.a', 'is null; must be a text'],
    [
      'an empty name',
      { secrets: { '': SECRET } },
      'secrets[""]',
      'is a text; must have a name of 1 to 200 characters',
    ],
    [
      'too large',
      { secrets: { a: SECRET.repeat(1_400) } },
      'secrets',
      'is an object; must be an object of at most 16 KiB as JSON',
    ],
    [
      'not to be kept exactly',
      { secrets: { a: `${SECRET}\0` } },
      'secrets.a',
      'holds U+0000 or a lone surrogate, which cannot be kept',
    ],
    [
      'sealed as an object',
      { sealedSecrets: { a: SECRET } },
      'sealedSecrets',
      'is an object; must be a list',
    ],
    [
      'sealed without a time',
      { sealedSecrets: [{ name: 'a', setAt: SECRET, sealed: SECRET }] },
      'sealedSecrets[0].setAt',
      'is a text; must be a date and time of ISO 8601 with Z or an offset, such as 2026-01-31T09:30:00Z, in the years 0001 to 9999 of UTC',
    ],
  ])('are refused when they are %s, and never shown', async (_what, values, ...mistake) => {
    const [path, message] = mistake;
    expect(await mistakesOf(values)).toEqual([{ path: `integrations[0].${path}`, message }]);
  });
});
