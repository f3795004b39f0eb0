import { GROUPS_PER_USER, PERMISSIONS_PER_RBAC_ID } from '../../datastore/contract/account-limits.js';
import { USE_INTEGRATION } from '../../decision/permission-sets.js';
import { WILDCARD_RBAC_ID } from '../../decision/rbac-id.js';
import type { MistakeList } from '../mistakes.js';
import type { Scratch } from '../../scratch/scratch.js';

/**
 * What must hold between the rows of a file. Each check answers the place and the text of every mistake; rows without
 * a value, since it has the wrong form, are left alone. To be run when the standard rows were added. A check of a big
 * file takes seconds, in which nothing else runs; `pause` comes after each.
 */
export async function checkStagedRows(
  scratch: Scratch,
  mistakes: MistakeList,
  pause: () => Promise<void>,
): Promise<void> {
  for (const check of CHECKS) {
    for (const { path, message } of scratch.each(check)) mistakes.add(String(path), String(message));
    await pause();
  }
}

const CHECKS: readonly string[] = [
  ...['teams', 'users', 'groups', 'integrations', 'permissions'].map(uniqueIds),
  `select format('users[%d].userName', position) as path,
          format('is that of users[%d] already; case makes no difference', first) as message
   from (select position, min(position) over (partition by folded_user_name) as first from users
         where folded_user_name is not null)
   where position <> first
   order by position`,
  onlyOne({ table: 'teams', column: 'root', value: '1', what: 'the root team' }),
  onlyOne({ table: 'groups', column: 'built_in', value: `'EVERYONE'`, what: 'the group EVERYONE' }),
  onlyOne({
    table: 'groups',
    column: 'built_in',
    value: `'ADMINISTRATORS'`,
    what: 'the group ADMINISTRATORS',
  }),
  onlyOne({ table: 'integrations', column: 'system', value: '1', what: 'the system integration' }),

  `select format('users[%d].memberships[%d].teamId', position, key) as path,
          format('names the team "%s", which is not in the file', value ->> 'teamId') as message
   from users, json_each(memberships)
   where value ->> 'teamId' is not null and not exists (select 1 from teams where id = value ->> 'teamId')
   order by position, key`,

  `select format('users[%d].memberships[%d].role', position, key) as path,
          'is "ADMINISTRATOR", which exists in the root team alone' as message
   from users, json_each(memberships)
   where value ->> 'role' = 'ADMINISTRATOR'
     and value ->> 'teamId' is not (select root_team_id from built_ins) and value ->> 'teamId' is not null
   order by position, key`,

  `select format('groups[%d].memberIds[%d]', group_position, place) as path,
          format('names the user "%s", who is not in the file', user_id) as message
   from members
   where not exists (select 1 from users where id = user_id)
     and (select built_in from groups where position = group_position) is not 'EVERYONE'
   order by group_position, place`,

  `select format('groups[%d].memberIds[%d]', group_position, place) as path,
          format('is "%s", which is memberIds[%d] already', user_id, first) as message
   from (select *, min(place) over (partition by group_position, user_id) as first from members)
   where place <> first
   order by group_position, place`,

  `select format('groups[%d].memberIds', position) as path,
          'is not empty; the group EVERYONE holds every active user without listing them' as message
   from groups
   where built_in = 'EVERYONE' and exists (select 1 from members where group_position = position)
   order by position`,

  `select format('groups[%d].memberIds[%d]', group_position, place) as path,
          format('is "%s" for the %dst time; a user is in at most ${GROUPS_PER_USER} groups', user_id, nth) as message
   from (select *, row_number() over (partition by user_id order by group_position, place) as nth from members)
   where nth = ${GROUPS_PER_USER + 1}
   order by group_position, place`,

  `select format('integrations[%d].teamIds[%d]', position, key) as path,
          format('names the team "%s", which is not in the file', value) as message
   from integrations, json_each(team_ids)
   where value is not null and not exists (select 1 from teams where id = value)
   order by position, key`,

  `select format('integrations[%d].teamIds[%d]', position, key) as path,
          format('is "%s", the root team, which holds every integration without being listed', value) as message
   from integrations, json_each(team_ids)
   where value = (select root_team_id from built_ins)
   order by position, key`,

  `select format('integrations[%d].createdById', position) as path,
          format('names the user "%s", who is not in the file', created_by_id) as message
   from integrations
   where created_by_id is not null and not exists (select 1 from users where id = created_by_id)
   order by position`,

  `select format('permissions[%d].rbacId', position) as path,
          format('names the integration "%s", which is not in the file', integration_id) as message
   from permissions
   where integration_id is not null and not exists (select 1 from integrations where id = integration_id)
   order by position`,

  unknownPrincipals('USER', 'users', 'the user "%s", who'),
  unknownPrincipals('GROUP', 'groups', 'the group "%s", which'),

  `select format('permissions[%d]', position) as path,
          format('grants what permissions[%d] grants already: the same principal, permission set and RBAC id', first)
            as message
   from (select position, min(position) over
           (partition by rbac_id, principal_type, principal_id, permission_set_id) as first
         from permissions
         where rbac_id is not null and principal_type is not null and principal_id is not null
           and permission_set_id is not null)
   where position <> first
   order by position`,

  `select format('permissions[%d].rbacId', position) as path,
          format('is "%s" for the %dst time; at most ${PERMISSIONS_PER_RBAC_ID} permissions stand on %s', rbac_id, nth,
            iif(rbac_id = '${WILDCARD_RBAC_ID}', 'the wildcard', 'an integration')) as message
   from (select position, rbac_id, row_number() over (partition by rbac_id order by position) as nth
         from permissions where rbac_id is not null)
   where nth = ${PERMISSIONS_PER_RBAC_ID + 1}
   order by position`,

  `select format('permissions[%d].source', position) as path,
          'is "SYSTEM"; only Use integration for EVERYONE on the system integration is' as message
   from permissions, built_ins
   where source = 'SYSTEM' and rbac_id is not null and principal_type is not null and principal_id is not null
     and permission_set_id is not null and not ${isTheSystemPermission()}
   order by position`,

  `select format('permissions[%d].source', position) as path,
          format('is "%s"; Use integration for EVERYONE on the system integration must be SYSTEM', source) as message
   from permissions, built_ins
   where source <> 'SYSTEM' and ${isTheSystemPermission()}
   order by position`,
];

function uniqueIds(table: string): string {
  return `select format('${table}[%d].id', position) as path,
            format('is "%s", which is the id of ${table}[%d] already', id, first) as message
          from (select position, id, min(position) over (partition by id) as first from ${table}
                where id is not null)
          where position <> first
          order by position`;
}

function onlyOne(of: { table: string; column: string; value: string; what: string }): string {
  const { table, column, value, what } = of;
  const key = column === 'built_in' ? 'builtIn' : column;
  return `select format('${table}[%d].${key}', position) as path,
            format('makes it ${what}, which ${table}[%d] is already', first) as message
          from (select position, min(position) over () as first from ${table} where ${column} = ${value})
          where position <> first
          order by position`;
}

function unknownPrincipals(type: string, table: string, who: string): string {
  return `select format('permissions[%d].principal.id', position) as path,
            format('names ${who} is not in the file', principal_id) as message
          from permissions
          where principal_type = '${type}' and principal_id is not null
            and not exists (select 1 from ${table} where id = principal_id)
          order by position`;
}

function isTheSystemPermission(): string {
  return `(integration_id is system_integration_id and principal_type = 'GROUP'
    and principal_id = everyone_group_id and permission_set_id = '${USE_INTEGRATION.id}')`;
}
