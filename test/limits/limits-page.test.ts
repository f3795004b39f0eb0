import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { VARIABLE_HELP } from '../../src/config/variables.js';
import { HTTP_STATUS } from '../../src/errors/public-errors.js';
import { LIMITS } from '../../src/limits/limits.js';
import type { Limit } from '../../src/limits/limits.js';

const PAGE = readFileSync(path.join(__dirname, '../../docs/limits.md'), 'utf8');

/** The cells of each row of the page's tables, without the marks of code. */
const ROWS = PAGE.split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );

describe('docs/limits.md', () => {
  it.each(Object.entries<Limit>(LIMITS))('tells of %s what the gateway does [O1]', (_, limit) => {
    const row = ROWS.find(([, variable]) => variable === limit.variable);
    expect(row?.slice(2)).toEqual([
      String(limit.default),
      limit.code ?? '–',
      limit.code === null ? '–' : String(limit.status ?? HTTP_STATUS[limit.code]),
    ]);
  });

  it('tells of no variable that there is not [O1]', () => {
    const told = ROWS.map(([, variable]) => variable ?? '').filter((name) => name.startsWith('LATCHKEY_'));
    expect(told.filter((name) => !VARIABLE_HELP.has(name))).toEqual([]);
  });
});
