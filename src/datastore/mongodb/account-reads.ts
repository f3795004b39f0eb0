import type { PipelineStage } from 'mongoose';
import type { AccountCounts, Page, PageRequest } from '../contract/datastore.js';
import type { StateViewer } from '../common/state-viewer.js';
import type { AccessTokenRecord, AccountRecord, DirectoryKind, UserRecord } from '../contract/records.js';
import { ACCESS_TOKEN_FIELDS, accessTokenRecord } from './access-token-rows.js';
import type { AccessTokenRow } from './access-token-rows.js';
import { ACCOUNT_FIELDS, accountRecord } from './account-rows.js';
import { COLLECTION_NAMES } from './collections.js';
import type { Collections } from './collections.js';
import { DIRECTORY_FIELDS, directoryRecord } from './directory-rows.js';
import type { DirectoryRow } from './directory-rows.js';
import type { AccountDocument } from './documents.js';
import { oneCommand } from './one-command.js';
import { batchFor, commandOptions, rowLimit } from './reading.js';
import type { Reading } from './reading.js';
import { accessTokenRowId, presentDirectoryRowId, presentUserRowId } from './row-ids.js';

export interface StoredState {
  readonly account: AccountRecord;
  readonly user: UserRecord | undefined;
  readonly accessToken: AccessTokenRecord | undefined;
  readonly generation: string;
}

type StateDocument = AccountDocument & {
  readonly users?: readonly DirectoryRow[];
  readonly accessTokens?: readonly AccessTokenRow[];
};

/**
 * The first read of every snapshot and transaction, in one command: the account, which says which generation counts,
 * the access token, and the user of that generation.
 */
export async function readState(
  reading: Omit<Reading, 'generation'>,
  { userId, accessTokenId }: StateViewer,
): Promise<StoredState | undefined> {
  const { collections, accountId } = reading;
  const [found] = await collections.accounts
    .aggregate<StateDocument>([
      { $match: { _id: accountId } },
      { $project: ACCOUNT_FIELDS },
      ...(accessTokenId === undefined ? [] : lookUpAccessToken(accessTokenRowId(accountId, accessTokenId))),
      ...lookUpUser({ userId, accessTokenId }),
    ])
    .option(commandOptions(reading));
  if (found === undefined) return undefined;
  const { users: [row] = [], accessTokens: [token] = [], ...document } = found;
  const user = row === undefined ? undefined : directoryRecord(row);
  return {
    account: accountRecord(document),
    user: user?.kind === 'USER' ? user : undefined,
    accessToken: token === undefined ? undefined : accessTokenRecord(token),
    generation: document.generation,
  };
}

function lookUpAccessToken(rowId: string): PipelineStage[] {
  return [
    { $set: { accessTokenRowId: { $literal: rowId } } },
    {
      $lookup: {
        from: COLLECTION_NAMES.accessTokens,
        localField: 'accessTokenRowId',
        foreignField: '_id',
        pipeline: [{ $project: ACCESS_TOKEN_FIELDS }],
        as: 'accessTokens',
      },
    },
    { $unset: 'accessTokenRowId' },
  ];
}

/** By id, or else whoever the access token belongs to that was looked up before. */
function lookUpUser({ userId, accessTokenId }: StateViewer): PipelineStage[] {
  if (userId === undefined && accessTokenId === undefined) return [];
  const userRowId =
    userId === undefined
      ? presentUserRowId({ $first: '$accessTokens.userId' })
      : presentDirectoryRowId({ kind: 'USER', id: userId });
  return [
    { $set: { userRowId } },
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
