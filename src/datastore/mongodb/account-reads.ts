import type { AccountRecord, UserRecord } from '../contract/records.js';
import { ACCOUNT_FIELDS, accountRecord } from './account-rows.js';
import type { AccountDocument } from './documents.js';
import { readDirectory } from './directory-reads.js';
import { commandOptions } from './reading.js';
import type { Reading } from './reading.js';

export interface StoredAccount {
  readonly account: AccountRecord;
  readonly generation: string;
}

/** The first read of every snapshot and transaction: it says which generation counts. */
export async function readAccount(reading: Omit<Reading, 'generation'>): Promise<StoredAccount | undefined> {
  const { collections, accountId } = reading;
  const document = await collections.accounts
    .findOne({ _id: accountId }, ACCOUNT_FIELDS, commandOptions(reading))
    .lean<AccountDocument>();
  if (document === null) return undefined;
  return { account: accountRecord(document), generation: document.generation };
}

export async function readUser(
  reading: Reading,
  userId: string | undefined,
): Promise<UserRecord | undefined> {
  if (userId === undefined) return undefined;
  const [user] = await readDirectory(reading, [{ kind: 'USER', id: userId }]);
  return user?.kind === 'USER' ? user : undefined;
}
