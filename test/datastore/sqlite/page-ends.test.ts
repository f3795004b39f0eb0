import { describe, expect, it } from '@jest/globals';
import { PageEnds } from '../../../src/datastore/sqlite/page-ends.js';
import type { PagePart } from '../../../src/datastore/sqlite/page-ends.js';

const part = (over: Partial<PagePart>): PagePart => ({
  generation: 1,
  type: '',
  tokens: '["*"]',
  after: '',
  limit: 51,
  ...over,
});

describe('the ends of pages', () => {
  it.each<Partial<PagePart>>([
    { generation: 2 },
    { type: 'SMS' },
    { tokens: '["*","t"]' },
    { after: '1a' },
    { limit: 5 },
  ])('are those of one page: not of one with %o', (over) => {
    const ends = new PageEnds();
    ends.keep(part({}), '1end');
    expect(ends.of(part({}))).toBe('1end');
    expect(ends.of(part(over))).toBeUndefined();
  });

  it('are forgotten when the page is not full any more', () => {
    const ends = new PageEnds();
    ends.keep(part({}), '1end');
    ends.keep(part({}), undefined);
    expect(ends.of(part({}))).toBeUndefined();
  });

  it('take no more memory than they may: what was asked for least lately goes', () => {
    const ends = new PageEnds({ maxCharacters: 100 });
    const pages = Array.from({ length: 20 }, (_, at) => part({ after: `1${at}` }));
    for (const page of pages) ends.keep(page, '1end');
    const kept = pages.filter((page) => ends.of(page) !== undefined);
    expect(kept).toEqual(pages.slice(-kept.length));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(10);
  });
});
