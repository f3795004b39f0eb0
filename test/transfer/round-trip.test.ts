import { describe, expect, it } from '@jest/globals';
import { demoAccountNames, demoAccountText, readDemoAccount } from '../demo/demo-files.js';
import { sampleDocument } from './sample-document.js';
import { exportFrom, importInto, withDatastore } from './transfers.js';

async function exportOf(source: string | object, accountId: string): Promise<string> {
  return withDatastore(async (datastore) => {
    await importInto(datastore, source);
    return exportFrom(datastore, accountId);
  });
}

describe('importing what was exported', () => {
  it.each([...demoAccountNames()])('gives the same bytes again for the account %s', async (accountName) => {
    const first = await exportOf(demoAccountText(accountName), accountName);
    expect(await exportOf(first, accountName)).toBe(first);
    expect(JSON.parse(first)).toMatchObject({ account: readDemoAccount(accountName).account });
  });

  it('x', async () => {
    const first = await exportOf(sampleDocument(), 'acme');
    console.log(first);
    expect(await exportOf(first, 'acme')).toBe(first);
  });
});
