import type { SqliteMigration } from './migrations.js';

const TABLE = `
create table team_members (
  generation integer not null,
  team_id text not null,
  sort_key text not null,
  user_id text not null,
  role text not null,
  primary key (generation, team_id, sort_key)
) strict, without rowid;
`;

const MEMBERS = `
insert or ignore into team_members (generation, team_id, sort_key, user_id, role)
select member.generation, held.value ->> '$.teamId', member.sort_key, member.id, held.value ->> '$.role'
from directory as member, json_each(member.memberships) as held
where member.kind = 'USER';
`;

/** Who is in a team is listed in the order of names, as who is in a group. */
export const teamMembers: SqliteMigration = {
  version: 7,
  name: 'team members',
  up: (connection) =>
    new Promise((resolve) => {
      connection.execute(TABLE);
      connection.execute(MEMBERS);
      resolve();
    }),
};
