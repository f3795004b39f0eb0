import { describe, expect, it } from '@jest/globals';
import { sampleDocument } from './sample-document.js';
import { importInto, inPieces, mistakesIn, withDatastore } from './transfers.js';
import type { Source } from './transfers.js';

const DOCUMENT = 'must be an object with account, teams, users, groups, integrations, permissions';
const ACCOUNT =
  '"account":{"id":"acme","name":"Acme","plan":"ENTERPRISE","permissionSets":"OFF","accessModel":"LAYERED"}';
const TEXT = JSON.stringify(sampleDocument());

/** What is no document of the import format, and what must be said of it. */
const BROKEN: readonly (readonly [what: string, source: Source, path: string, message: string])[] = [
  ['an empty file', '', 'document', 'is empty'],
  ['blanks alone', ' \n\t', 'document', 'ends too early, after 3 bytes'],
  ['a list', '[{"id":"x"}]', 'document', `is a list; ${DOCUMENT}`],
  ['a text', '"acme"', 'document', `is a text; ${DOCUMENT}`],
  ['a number', '42', 'document', `is a number; ${DOCUMENT}`],
  ['null', 'null', 'document', `is null; ${DOCUMENT}`],
  ['no JSON at all', 'id,name\n', 'line 1, column 1', 'is not JSON: expected a value'],
  [
    'a comma too many',
    `{${ACCOUNT},\n"teams":[\n{"id":"t","name":"T"},\n]}`,
    'line 4, column 1',
    "is not JSON: unexpected token ']', within teams",
  ],
  [
    'a word that is none',
    `{${ACCOUNT},\n"teams":[{"id":"t","name":"T","root":flase}]}`,
    'line 2, column 38',
    'is not JSON: expected a value, within teams[0].root',
  ],
  [
    'a bare line break in a text',
    `{${ACCOUNT},\n"teams":[{"id":"t","name":"T\n"}]}`,
    'line 2, column 29',
    'is not JSON: escaped characters, within teams[0].name',
  ],
  ['something after the end', `{${ACCOUNT}}\n{}`, 'line 2, column 1', 'is not JSON: unexpected characters'],
  [
    'a file cut within a row',
    `{${ACCOUNT},"users":[{"id":"u","name":"U`,
    'document',
    'ends too early, after 134 bytes, within users[0].name',
  ],
  [
    'a file cut between sections',
    `{${ACCOUNT},"users":[]`,
    'document',
    'ends too early, after 116 bytes, within users',
  ],
  [
    'bytes that are no UTF-8',
    Buffer.from(`{${ACCOUNT},"teams":[{"id":"t","name":"Caf\xe9"}]}`, 'latin1'),
    'line 1, column 137',
    'is not UTF-8: byte 137 of the file is 0xe9, within teams[0].name',
  ],
  [
    'a character cut at the end of the file',
    Buffer.concat([Buffer.from(`{${ACCOUNT}}`), Buffer.from('é').subarray(0, 1)]),
    'line 1, column 107',
    'ends within a character, which begins at byte 107',
  ],
];

/** What is JSON, but would be lost or changed if it were taken. */
type LossyText = readonly [what: string, text: string, path: string, message: string];
const LOSSY: readonly LossyText[] = [
  [
    'a section given twice',
    `{${ACCOUNT},"teams":[],"teams":[]}`,
    'teams',
    'is given twice in the same object',
  ],
  ['an account given twice', `{${ACCOUNT},${ACCOUNT}}`, 'account', 'is given twice in the same object'],
  [
    'a key given twice in a row',
    `{${ACCOUNT},"users":[{"id":"u","name":"U","active":false,"active":true}]}`,
    'users[0].active',
    'is given twice in the same object',
  ],
  [
    'members given twice in a group',
    `{${ACCOUNT},"groups":[{"id":"g","name":"G","memberIds":[],"memberIds":[]}]}`,
    'groups[0].memberIds',
    'is given twice in the same object',
  ],
  [
    'a key given twice within settings',
    `{${ACCOUNT},"integrations":[{"id":"i","name":"I","type":"SMS","teamIds":[],"settings":{"a":[0,{"b":1,"b":2}]}}]}`,
    'integrations[0].settings.a[1].b',
    'is given twice in the same object',
  ],
  ...[
    '9007199254740992',
    '-9007199254740993',
    '1e400',
    '-1e400',
    '1e-400',
    '0.1000000000000000055511151231257827',
  ].map((literal): LossyText => [
    `the number ${literal}`,
    `{${ACCOUNT},"integrations":[{"id":"i","name":"I","type":"SMS","settings":{"a":[{"b":${literal}}]}}]}`,
    'integrations[0].settings.a[0].b',
    `is the number ${literal}, which would not come back as it is written`,
  ]),
  [
    'a whole number with too many digits',
    `{${ACCOUNT},"integrations":[{"id":"i","name":"I","type":"SMS","teamIds":[],"settings":{"a":12345678901234567890}}]}`,
    'integrations[0].settings.a',
    'is the number 12345678901234567890, which would not come back as it is written',
  ],
  [
    'a number that is none here',
    `{${ACCOUNT},"integrations":[{"id":"i","name":"I","type":"SMS","teamIds":[],"settings":{"a":[1e999]}}]}`,
    'integrations[0].settings.a[0]',
    'is the number 1e999, which would not come back as it is written',
  ],
];

describe('an import refuses what is no document', () => {
  it.each(BROKEN)('%s', async (_what, source, ...mistake) => {
    const [path, message] = mistake;
    expect(await mistakesIn(source)).toEqual([{ path, message }]);
  });

  it.each(BROKEN)('%s, byte by byte', async (_what, source, ...mistake) => {
    const mistakes = await mistakesIn(source, { source: inPieces(source, 1) });
    expect(mistakes.map(({ path }) => path)).toEqual([mistake[0]]);
  });

  it.each([
    ['in a key', '{"teams":[],\n"us\xffers":[]}', 'line 2, column 4', 17],
    ['between the rows', '{"teams":[ \xc3 ]}', 'line 1, column 12', 12],
    ['behind a mark of the byte order', '\xef\xbb\xbf{"teams":\n\xfe[]}', 'line 2, column 1', 14],
    ['that stand for a surrogate', '{"teams":[{"id":"\xed\xa0\x80"}]}', 'line 1, column 18', 18],
    ['that are longer than need be', '{"teams":[{"id":"\xc0\xaf"}]}', 'line 1, column 18', 18],
    ['behind characters of two and four bytes', '{"\xc3\xa9\xf0\x9f\x98\x80\xa9":1}', 'line 1, column 6', 9],
  ])('bytes that are no UTF-8 %s, with their place', async (_what, text, ...[path, byte]) => {
    const bytes = Buffer.from(text, 'latin1');
    for (const size of [1, 2, 3, 1_000]) {
      const [mistake] = await mistakesIn('', { source: inPieces(bytes, size) });
      expect(mistake?.path).toBe(path);
      expect(mistake?.message).toContain(`is not UTF-8: byte ${byte} of the file is 0x`);
    }
  });

  it('a row, a secret and a membership whose key is one that JavaScript keeps for itself', async () => {
    const row = '{"id":"i","name":"I","type":"SMS","__proto__":{"id":"j"},"toString":1}';
    const user = '{"id":"u","name":"U","memberships":[{"__proto__":{"teamId":"t","role":"OPERATOR"}}]}';
    const text = `{${ACCOUNT},"__proto__":{},"users":[${user}],"integrations":[${row}]}`;
    expect((await mistakesIn(text)).map(({ path }) => path).sort()).toEqual([
      '__proto__',
      'integrations[0].__proto__',
      'integrations[0].toString',
      'users[0].memberships[0].__proto__',
      'users[0].memberships[0].role',
      'users[0].memberships[0].teamId',
    ]);
  });

  it.each(LOSSY)('%s', async (_what, text, ...mistake) => {
    const [path, message] = mistake;
    expect(await mistakesIn(text)).toEqual([{ path, message }]);
  });

  it('and names the mistakes before the place where it ends to be one', async () => {
    const text = `{${ACCOUNT},"teams":[{"id":"t t","name":"T"},{"id":"u","name":""},{"id" "v"}]}`;
    expect((await mistakesIn(text)).map(({ path }) => path)).toEqual([
      'teams[0].id',
      'teams[1].name',
      'line 1, column 167',
    ]);
  });

  it('a row larger than any that keeps the limits, and goes on with the next one', async () => {
    const document = sampleDocument();
    document.teams.push(
      { id: 't', name: 'T', extra: Array.from({ length: 4_300 }, () => 'x'.repeat(1_000)) },
      { id: 'u' },
    );
    expect((await mistakesIn(document)).map(({ path, message }) => `${path} ${message}`)).toEqual([
      'teams[2] is larger than any row that keeps the limits',
      'teams[3].name is missing; must be a text of 1 to 200 characters',
    ]);
  });

  it('a single value that would not fit into the memory, without reading it to its end', async () => {
    let pieces = 0;
    async function* endless(): AsyncGenerator<string> {
      yield await Promise.resolve(`{${ACCOUNT},"teams":[{"id":"`);
      for (; pieces < 1_000; pieces += 1) yield 'x'.repeat(64 * 1024);
    }
    const mistakes = await mistakesIn('', { source: endless() });
    expect(mistakes).toEqual([
      { path: 'document', message: 'holds a value of more than 4194304 bytes, within teams[0].id' },
    ]);
    expect(pieces).toBeLessThan(70);
  });
});

describe('an import takes every spelling of a document', () => {
  it.each([1, 2, 3, 7, 64, 1_000])('in pieces of %d bytes', async (size) => {
    const imported = await withDatastore((datastore) =>
      importInto(datastore, '', { source: inPieces(`\ufeff${TEXT.replace('Ana', 'Änå 😀')}`, size) }),
    );
    expect(imported.counts).toEqual({ teams: 3, users: 3, groups: 4, integrations: 3, permissions: 5 });
  });

  it('with blanks anywhere and every escape', async () => {
    const spaced = JSON.stringify(sampleDocument(), undefined, '\t\n ');
    const escaped = spaced.replaceAll(/"[^"]*"/g, (text) => text.replaceAll('a', '\\u0061'));
    expect(await mistakesIn(`\r\n ${escaped} \n`)).toEqual([]);
  });

  it('from a stream that gives text', async () => {
    async function* text(): AsyncGenerator<string> {
      yield await Promise.resolve(TEXT.slice(0, 100));
      yield TEXT.slice(100);
    }
    expect(await mistakesIn('', { source: text() })).toEqual([]);
  });
});
