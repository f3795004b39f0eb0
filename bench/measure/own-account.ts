import { Readable } from 'node:stream';
import { v7 as uuid } from 'uuid';
import type { Datastore } from '../../src/datastore/contract/datastore.js';
import { issueToken } from '../../src/identity/issue-token.js';
import type { SecretSealer } from '../../src/secrets/sealer.js';
import { importAccount } from '../../src/transfer/import-account.js';
import { accountText } from '../../test/support/account-file.js';
import type { AccountFile } from '../../test/support/account-file.js';

/** Imports the account, in place of one that is there. */
export async function importFile(
  datastore: Datastore,
  file: AccountFile,
  sealer?: SecretSealer,
): Promise<void> {
  await importAccount({
    datastore,
    source: Readable.from([Buffer.from(accountText(file))]),
    replace: true,
    sealer,
    now: Date.now,
    newId: () => uuid(),
  });
}

/** A token for longer than any section asks. */
export function tokenOf(
  secret: string,
  { accountId, userId }: { readonly accountId: string; readonly userId: string },
): Promise<string> {
  return issueToken({ kind: 'SHARED_SECRET', secret }, { accountId, userId, expiresInSeconds: 3_600 });
}
