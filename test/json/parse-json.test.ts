import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from '../../src/json/parse-json.js';

describe('JSON text', () => {
  it('is read as JSON.parse reads it, where its numbers come back', () => {
    const safe = fc.jsonValue({ depthSize: 'medium' }).map((value) => JSON.stringify(value));
    const isExact = (text: string) => !/\d{16,}/.exec(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, ''));
    fc.assert(
      fc.property(safe.filter(isExact), (text) => {
        expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it.each([
    ['{"a":9007199254740993}', { a: Infinity }],
    ['[1,-1e400 ,2.5]', [1, -Infinity, 2.5]],
    ['9007199254740993', Infinity],
    ['{"a":{"b":[0.10000000000000001,[1e16]]},"c":1e2}', { a: { b: [Infinity, [Infinity]] }, c: 100 }],
    [
      '{"9007199254740993":"9007199254740993 \\" 1e400","e":"\\\\","n":1e400}',
      { '9007199254740993': '9007199254740993 " 1e400', e: '\\', n: Infinity },
    ],
  ])('%s marks what is lost, and nothing within texts', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it.each([
    '',
    '{',
    '{"a":-}',
    '{"a":--1e400}',
    '[01e400]',
    '[1e400x]',
    '[1e400.5]',
    '[.1e400]',
    '"1e400',
    '1e400"',
  ])('that is none is refused: %s', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it('is refused or taken as JSON.parse does, whatever it is', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '-',
      '1',
      '0',
      '.',
      'e',
      '1e400',
      '"a"',
    );
    fc.assert(
      fc.property(fc.string({ unit: pieces, maxLength: 12 }), (text) => {
        expect(outcome(() => parseJson(text))).toBe(outcome(() => JSON.parse(text) as unknown));
      }),
    );
  });

  it('keeps the keys that JavaScript keeps for itself, and no prototype changes', () => {
    const text = '{"__proto__":{"polluted":true},"constructor":{"prototype":1},"toString":null}';
    const value = parseJson(text) as object;
    expect(JSON.stringify(value)).toBe(text);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('polluted' in value).toBe(false);
  });
});

function outcome(parse: () => unknown): string {
  try {
    parse();
    return 'taken';
  } catch (error) {
    return (error as Error).name;
  }
}
