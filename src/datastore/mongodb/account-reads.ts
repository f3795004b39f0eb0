import type { PipelineStage } from 'mongoose';
import type { AccountRecord, UserRecord } from '../contract/records.js';
import { ACCOUNT_FIELDS, accountRecord } from './account-rows.js';
import { COLLECTION_NAMES } from './collections.js';
import { DIRECTORY_FIELDS, directoryRecord } from './directory-rows.js';
import type { DirectoryRow } from './directory-rows.js';
import type { AccountDocument } from './documents.js';
import { commandOptions } from './reading.js';
import type { Reading } from './reading.js';
import { presentDirectoryRowId } from './row-ids.js';

export interface StoredState {
  readonly account: AccountRecord;
  readonly user: UserRecord | undefined;
  readonly generation: string;
}

/**
 * The first read of every snapshot and transaction, in one command: the account, which says which generation counts,
 * and the user of that generation.
 */
export async function readState(
  reading: Omit<Reading, 'generation'>,
  userId: string | undefined,
): Promise<StoredState | undefined> {
  const { collections, accountId } = reading;
  const [found] = await collections.accounts
    .aggregate<AccountDocument & { readonly users?: readonly DirectoryRow[] }>([
      { $match: { _id: accountId } },
      { $project: ACCOUNT_FIELDS },
      ...(userId === undefined ? [] : lookUpUser(userId)),
    ])
    .option(commandOptions(reading));
  if (found === undefined) return undefined;
  const { users: [row] = [], ...document } = found;
  const user = row === undefined ? undefined : directoryRecord(row);
  return {
    account: accountRecord(document),
    user: user?.kind === 'USER' ? user : undefined,
    generation: document.generation,
  };
}

function lookUpUser(userId: string): PipelineStage[] {
  return [
    { $set: { userRowId: presentDirectoryRowId({ kind: 'USER', id: userId }) } },
    {
      $lookup: {
        from: COLLECTION_NAMES.directory,
        localField: 'userRowId',
        foreignField: '_id',
        pipeline: [{ $project: DIRECTORY_FIELDS }],
        as: 'users',
      },
    },
    { $unset: 'userRowId' },
  ];
}
