import { USE_INTEGRATION } from '../../decision/permission-sets.js';
import { rbacIdOf } from '../../decision/rbac-id.js';
import type { AccountState, BuiltInGroup } from '../../datastore/contract/records.js';
import type { MistakeList } from '../mistakes.js';
import { groupRecord, integrationRecord, teamRecord } from '../rows/records.js';
import type { Scratch, ScratchValue } from '../../scratch/scratch.js';

/** The ids of what every account has, under whatever name. */
export type BuiltIns = Pick<
  AccountState,
  'rootTeamId' | 'everyoneGroupId' | 'administratorsGroupId' | 'systemIntegrationId'
>;

interface StandardRow {
  readonly table: 'teams' | 'groups' | 'integrations' | 'permissions';
  readonly id: string;
  /** Finds the one in the file that makes the standard one needless. */
  readonly given: { readonly where: string; readonly values?: readonly ScratchValue[] };
  /** Which rows with mistakes are not to be told that they took the id. */
  readonly isSound: string;
  /** After the position. */
  readonly values: readonly ScratchValue[];
  readonly what: string;
}

/** Adds what the file leaves out of the things that every account has; a clash of ids is a mistake. */
export function addStandardRows(scratch: Scratch, mistakes: MistakeList, importedAt: number): BuiltIns {
  const add = (row: StandardRow) => givenOrAdded(scratch, mistakes, row);
  const builtIns = {
    rootTeamId: add(rootTeam(importedAt)),
    everyoneGroupId: add(
      builtInGroup({ builtIn: 'EVERYONE', id: 'grp_everyone', name: 'Everyone' }, importedAt),
    ),
    administratorsGroupId: add(
      builtInGroup(
        { builtIn: 'ADMINISTRATORS', id: 'grp_administrators', name: 'Administrators' },
        importedAt,
      ),
    ),
    systemIntegrationId: add(systemIntegration(importedAt)),
  };
  add(systemPermission(builtIns, importedAt));
  scratch.run('insert into built_ins values (?, ?, ?, ?)', [
    builtIns.rootTeamId,
    builtIns.everyoneGroupId,
    builtIns.administratorsGroupId,
    builtIns.systemIntegrationId,
  ]);
  return builtIns;
}

function givenOrAdded(scratch: Scratch, mistakes: MistakeList, row: StandardRow): string {
  const { table, id, given, isSound, values, what } = row;
  const [found] = scratch.all(
    `select id from ${table} where ${given.where} order by position limit 1`,
    given.values,
  );
  if (found !== undefined) return String(found.id ?? id);
  const clashes = scratch.all(`select position, ${isSound} as sound from ${table} where id = ?`, [id]);
  for (const { position, sound } of clashes) {
    if (sound !== 1) continue;
    mistakes.add(
      [table, Number(position), 'id'],
      `is "${id}", the id of ${what}, which is added when the file has none`,
    );
  }
  if (clashes.length === 0) {
    const marks = values.map(() => ', ?').join('');
    scratch.run(
      `insert into ${table} select coalesce(min(min(position), 0), 0) - 1${marks} from ${table}`,
      values,
    );
  }
  return id;
}

function rootTeam(importedAt: number): StandardRow {
  const id = 'team_root';
  const record = teamRecord({ id, name: 'Root', root: true, version: 1 }, importedAt);
  return {
    table: 'teams',
    id,
    given: { where: 'root = 1' },
    isSound: 'record is not null',
    values: [id, 1, JSON.stringify(record)],
    what: 'the root team',
  };
}

function builtInGroup(
  group: { readonly builtIn: BuiltInGroup; readonly id: string; readonly name: string },
  importedAt: number,
): StandardRow {
  const { id, builtIn } = group;
  const record = groupRecord({ ...group, memberIds: [], version: 1 }, importedAt);
  return {
    table: 'groups',
    id,
    given: { where: 'built_in = ?', values: [builtIn] },
    isSound: 'record is not null',
    values: [id, builtIn, JSON.stringify(record)],
    what: `the group ${builtIn}`,
  };
}

function systemIntegration(importedAt: number): StandardRow {
  const id = 'int_email';
  const row = { id, name: 'Email', type: 'EMAIL', system: true, teamIds: [], version: 1 } as const;
  const record = integrationRecord({ ...row, teamIds: [], settings: {} }, { secrets: [], importedAt });
  return {
    table: 'integrations',
    id,
    given: { where: 'system = 1' },
    isSound: 'record is not null',
    values: [id, 1, '[]', null, JSON.stringify(record), 0],
    what: 'the system integration',
  };
}

function systemPermission(
  { systemIntegrationId, everyoneGroupId }: BuiltIns,
  importedAt: number,
): StandardRow {
  const id = 'pol_email_everyone';
  const rbacId = rbacIdOf(systemIntegrationId);
  const grant = [rbacId, 'GROUP', everyoneGroupId, USE_INTEGRATION.id];
  return {
    table: 'permissions',
    id,
    given: {
      where: 'rbac_id = ? and principal_type = ? and principal_id = ? and permission_set_id = ?',
      values: grant,
    },
    isSound: `(rbac_id is not null and principal_type is not null and principal_id is not null
      and permission_set_id is not null and source is not null)`,
    values: [
      id,
      rbacId,
      systemIntegrationId,
      'GROUP',
      everyoneGroupId,
      USE_INTEGRATION.id,
      'SYSTEM',
      null,
      importedAt,
      null,
    ],
    what: 'the permission of the system integration for everyone',
  };
}
