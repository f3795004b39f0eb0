import { describe, expect, it } from '@jest/globals';
import { bigAccount } from '../support/big-account.js';
import type { BigAccountOptions } from '../support/big-account.js';
import { mistakesIn } from './transfers.js';

const SIZES = { integrations: 30, permissions: 3_000, users: 90, teams: 9, groups: 30 };

async function textOf(options: BigAccountOptions): Promise<string> {
  let text = '';
  for await (const piece of bigAccount(options)) text += piece;
  return text;
}

describe('the generator of big accounts', () => {
  it('gives the same bytes for the same seed, and others for another', async () => {
    const text = await textOf({ ...SIZES, seed: 1 });
    expect(await textOf({ ...SIZES, seed: 1 })).toBe(text);
    expect(await textOf({ ...SIZES, seed: 2 })).not.toBe(text);
  });

  it('gives documents of the sizes asked for that have no mistake', async () => {
    const text = await textOf({ ...SIZES, seed: 3 });
    const { account, ...sections } = JSON.parse(text) as Record<string, unknown[]>;
    expect(account).toMatchObject({ id: 'big' });
    const counts = Object.entries(sections).map(([section, rows]) => [section, rows.length]);
    expect(Object.fromEntries(counts)).toEqual(SIZES);
    expect(await mistakesIn(text)).toEqual([]);
  });
});
