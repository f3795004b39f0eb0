import type { AccountState } from '../contract/records.js';
import type { DirectoryDocument } from './documents.js';
import { DIRECTORY_BY_GROUP } from './indexes.js';
import { allOf, batchFor, commandOptions } from './reading.js';
import type { Reading } from './reading.js';
import { membersOfGroup, membersOfTeam } from './row-ids.js';

/** Members of the ADMINISTRATORS group and holders of the ADMINISTRATOR role on the root team; active ones. */
export async function hasAdministratorBeside(
  reading: Reading,
  { administratorsGroupId, rootTeamId }: Pick<AccountState, 'administratorsGroupId' | 'rootTeamId'>,
  userIds: readonly string[],
): Promise<boolean> {
  const { collections, generation } = reading;
  const places = [membersOfGroup(generation, administratorsGroupId), membersOfTeam(generation, rootTeamId)];
  const byRole = { memberships: { $elemMatch: { teamId: rootTeamId, role: 'ADMINISTRATOR' } } };
  const filter = allOf<DirectoryDocument>(
    { memberOf: { $in: places } },
    { active: true, id: { $nin: [...userIds] } },
    { $or: [{ groupIds: administratorsGroupId }, byRole] },
  );
  const found = await collections.directory
    .find(filter, { _id: 1 }, commandOptions(reading))
    .hint(DIRECTORY_BY_GROUP)
    .limit(1)
    .batchSize(batchFor(1))
    .lean<object[]>();
  return found.length > 0;
}
