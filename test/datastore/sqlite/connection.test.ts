import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isStorable } from '../../../src/datastore/contract/well-formed.js';
import { Connection } from '../../../src/datastore/sqlite/connection.js';
import type { SqlValue } from '../../../src/datastore/sqlite/connection.js';
import { fromJson, toJson } from '../../../src/datastore/sqlite/values.js';

function inMemory(): Connection {
  return new Connection({ address: ':memory:', label: 'memory', counter: { count: 0 } });
}

const ECHO = 'select :value as value';

describe('a connection', () => {
  it.each<[SqlValue, SqlValue]>([
    ['text', 'text'],
    ['', ''],
    [0, 0],
    [-1, -1],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [true, 1],
    [false, 0],
    [null, null],
  ])('gives %p to SQLite as %p', (value, given) => {
    expect(inMemory().all(ECHO, { value })).toEqual([{ value: given }]);
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a fraction', 0.5],
    ['a number that is not safe', 2 ** 53],
    ['a date', new Date(0)],
    ['an object', {}],
    ['a list', [1]],
    ['a big integer', 1n],
  ])('refuses %s, which libsql would change or die of', (_, value) => {
    const connection = inMemory();
    expect(() => connection.all(ECHO, { value: value as SqlValue })).toThrow(TypeError);
    expect(connection.all(ECHO, { value: 1 })).toEqual([{ value: 1 }]);
  });

  it('refuses values that are missing or too many', () => {
    const connection = inMemory();
    expect(() => connection.all(ECHO)).toThrow('1 values expected, 0 given');
    expect(() => connection.all(ECHO, { value: 1, more: 2 })).toThrow('1 values expected, 2 given');
    expect(() => connection.all(ECHO, { other: 1 })).toThrow(TypeError);
  });

  it('gives each value to its name, wherever and how often the names stand', () => {
    const sql = 'select :b as b, :a as a, :b || :a as both';
    expect(inMemory().all(sql, { a: 'x', b: 'y' })).toEqual([{ b: 'y', a: 'x', both: 'yx' }]);
  });

  it('counts statements, but not transactions and settings', () => {
    const counter = { count: 0 };
    const connection = new Connection({ address: ':memory:', label: 'memory', counter });
    connection.begin('IMMEDIATE');
    connection.execute('create table t (a integer) strict');
    connection.pragma('user_version');
    expect(connection.run('insert into t values (:a)', { a: 1 })).toBe(1);
    connection.commit();
    connection.all('select * from t');
    expect(counter.count).toBe(2);
  });
});

describe('JSON for SQLite', () => {
  const anyText = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\u0000', '\\', '\\u0000', '\ud800', '\udc00', '"', '\u0001'),
      fc.string({ maxLength: 2 }),
    ),
  });

  it('refuses exactly what holds text that cannot be stored, as a value and as a key', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const value of [text, [[text]], { a: { [text]: 1 } }]) {
          if (isStorable(text)) expect(fromJson(toJson(value))).toEqual(value);
          else expect(() => toJson(value)).toThrow(RangeError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('comes back from SQLite as it went in', () => {
    const connection = inMemory();
    fc.assert(
      fc.property(fc.array(anyText.filter(isStorable)), (texts) => {
        const rows = connection.all('select value from json_each(:texts)', { texts: toJson(texts) });
        expect(rows.map(({ value }) => value)).toEqual(texts);
      }),
    );
  });

  it('that is damaged reads as nothing', () => {
    expect([fromJson('{'), fromJson(null), fromJson(7), fromJson('')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
