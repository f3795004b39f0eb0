import type { AccountState } from '../contract/records.js';
import type { Scope } from './scope.js';
import { toJson } from './values.js';

/** Members of the ADMINISTRATORS group, then holders of the ADMINISTRATOR role on the root team; active ones. */
const ANOTHER = `
select 1 from (
  select user_id from group_members where generation = :generation and group_id = :groupId
  union all
  select user_id from team_members where generation = :generation and team_id = :teamId and role = 'ADMINISTRATOR'
) as holder
cross join directory as d on d.generation = :generation and d.kind = 'USER' and d.id = holder.user_id
where d.active = 1 and holder.user_id not in (select value from json_each(:userIds))
limit 1
`;

export function hasAdministratorBeside(
  { connection, generation }: Scope,
  { administratorsGroupId, rootTeamId }: Pick<AccountState, 'administratorsGroupId' | 'rootTeamId'>,
  userIds: readonly string[],
): boolean {
  const asked = { generation, groupId: administratorsGroupId, teamId: rootTeamId, userIds: toJson(userIds) };
  return connection.all(ANOTHER, asked).length > 0;
}
