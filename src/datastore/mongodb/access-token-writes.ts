import type { PipelineStage } from 'mongoose';
import type { AccessTokenRef } from '../contract/datastore.js';
import type { AccessTokenRecord } from '../contract/records.js';
import { accessTokenDocument } from './access-token-rows.js';
import { COLLECTION_NAMES } from './collections.js';
import type { Collections } from './collections.js';
import { oneCommand } from './one-command.js';
import { commandOptions } from './reading.js';
import type { Reading } from './reading.js';
import { accessTokenRowId, accessTokensOfUser, directoryRowIdPrefix, idsOfAccount } from './row-ids.js';

type Writing = Pick<Reading, 'collections' | 'session' | 'deadline' | 'accountId'>;

export async function insertAccessTokens(
  writing: Writing,
  tokens: readonly AccessTokenRecord[],
): Promise<void> {
  const documents = tokens.map((token) => accessTokenDocument(token, writing.accountId));
  await writing.collections.accessTokens.insertMany(documents, { ...commandOptions(writing), lean: true });
}

export async function revokeAccessTokens(writing: Writing, ids: readonly string[]): Promise<void> {
  const rowIds = ids.map((id) => accessTokenRowId(writing.accountId, id));
  await writing.collections.accessTokens.updateMany(
    { _id: { $in: rowIds } },
    { $set: { revoked: true }, $unset: { listedIn: 1 } },
    commandOptions(writing),
  );
}

export async function endAccessTokensOf(writing: Writing, userIds: readonly string[]): Promise<void> {
  const holders = userIds.map((userId) => accessTokensOfUser(writing.accountId, userId));
  await writing.collections.accessTokens.deleteMany({ holder: { $in: holders } }, commandOptions(writing));
}

/** Ends those of all users who are not in the generation. */
export async function endAccessTokensOfGone(writing: Writing, generation: string): Promise<void> {
  const pipeline: PipelineStage[] = [
    { $match: { _id: idsOfAccount(writing.accountId) } },
    { $group: { _id: '$userId' } },
    { $set: { userRowId: { $concat: [directoryRowIdPrefix(generation, 'USER'), '$_id'] } } },
    {
      $lookup: {
        from: COLLECTION_NAMES.directory,
        localField: 'userRowId',
        foreignField: '_id',
        pipeline: [{ $project: { _id: 1 } }],
        as: 'users',
      },
    },
    { $match: { users: [] } },
    { $project: { _id: 1 } },
  ];
  const gone = await writing.collections.accessTokens
    .aggregate<{ readonly _id: string }>(pipeline)
    .option(commandOptions(writing));
  if (gone.length === 0) return;
  await endAccessTokensOf(
    writing,
    gone.map(({ _id }) => _id),
  );
}

export async function noteAccessTokenUse(
  { accessTokens }: Collections,
  { accountId, id }: AccessTokenRef,
  day: string,
): Promise<void> {
  const isEarlier = { $or: [{ lastUsedOn: null }, { lastUsedOn: { $lt: day } }] };
  await oneCommand((options) =>
    accessTokens.updateOne(
      { _id: accessTokenRowId(accountId, id), ...isEarlier },
      { $set: { lastUsedOn: day } },
      options,
    ),
  );
}
