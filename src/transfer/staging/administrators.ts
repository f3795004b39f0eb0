import type { Scratch } from '../../scratch/scratch.js';

const ACTIVE_ADMINISTRATOR = `select 1 from users
  where record ->> 'active' = 1 and (
    exists (select 1 from members join groups on position = group_position
            where user_id = users.id and built_in = 'ADMINISTRATORS')
    or exists (select 1 from json_each(memberships)
               where value ->> 'role' = 'ADMINISTRATOR'
                 and value ->> 'teamId' = (select root_team_id from built_ins)))
  limit 1`;

/** Whether somebody could administer the account of the staged rows, which have no mistake. */
export function hasActiveAdministrator(scratch: Scratch): boolean {
  return scratch.all(ACTIVE_ADMINISTRATOR).length > 0;
}
