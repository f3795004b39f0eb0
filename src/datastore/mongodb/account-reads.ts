import type { PipelineStage } from 'mongoose';
import type { AccountCounts, Page, PageRequest } from '../contract/datastore.js';
import type { AccountRecord, DirectoryKind, UserRecord } from '../contract/records.js';
import { ACCOUNT_FIELDS, accountRecord } from './account-rows.js';
import { COLLECTION_NAMES } from './collections.js';
import type { Collections } from './collections.js';
import { DIRECTORY_FIELDS, directoryRecord } from './directory-rows.js';
import type { DirectoryRow } from './directory-rows.js';
import type { AccountDocument } from './documents.js';
import { oneCommand } from './one-command.js';
import { batchFor, commandOptions, rowLimit } from './reading.js';
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

export async function readAccountPage(
  { accounts }: Collections,
  page: PageRequest,
): Promise<Page<AccountRecord>> {
  const behind = page.after === undefined ? {} : { _id: { $gt: page.after } };
  const found = await oneCommand((options) =>
    accounts
      .find(behind, ACCOUNT_FIELDS, options)
      .sort({ _id: 1 })
      .limit(rowLimit(page))
      .batchSize(batchFor(rowLimit(page)))
      .lean<AccountDocument[]>(),
  );
  const rows = found.slice(0, page.first).map((row) => ({ key: row._id, row: accountRecord(row) }));
  return { rows, hasNextPage: found.length > page.first };
}

export async function readAccountCounts(reading: Reading): Promise<AccountCounts> {
  const { collections, generation } = reading;
  const options = commandOptions(reading);
  const ofKind = (kind: DirectoryKind) => collections.directory.countDocuments({ generation, kind }, options);
  // One after another: in a transaction there is one command at a time.
  return {
    teams: await ofKind('TEAM'),
    users: await ofKind('USER'),
    groups: await ofKind('GROUP'),
    integrations: await collections.integrations.countDocuments({ generation }, options),
    permissions: await collections.permissions.countDocuments({ generation }, options),
  };
}
