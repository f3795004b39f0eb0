import {
  standardGroup,
  standardIntegration,
  standardPermission,
  standardRootTeam,
} from '../../accounts/standard-records.js';
import type { BuiltIns } from '../../accounts/standard-records.js';
import type { BuiltInGroup } from '../../datastore/contract/records.js';
import type { MistakeList } from '../mistakes.js';
import type { Scratch, ScratchValue } from '../../scratch/scratch.js';

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
    everyoneGroupId: add(builtInGroup('EVERYONE', importedAt)),
    administratorsGroupId: add(builtInGroup('ADMINISTRATORS', importedAt)),
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
  const record = standardRootTeam(importedAt);
  return {
    table: 'teams',
    id: record.id,
    given: { where: 'root = 1' },
    isSound: 'record is not null',
    values: [record.id, 1, JSON.stringify(record)],
    what: 'the root team',
  };
}

function builtInGroup(builtIn: BuiltInGroup, importedAt: number): StandardRow {
  const record = standardGroup(builtIn, importedAt);
  return {
    table: 'groups',
    id: record.id,
    given: { where: 'built_in = ?', values: [builtIn] },
    isSound: 'record is not null',
    values: [record.id, builtIn, JSON.stringify(record)],
    what: `the group ${builtIn}`,
  };
}

function systemIntegration(importedAt: number): StandardRow {
  const record = standardIntegration(importedAt);
  return {
    table: 'integrations',
    id: record.id,
    given: { where: 'system = 1' },
    isSound: 'record is not null',
    values: [record.id, 1, '[]', null, JSON.stringify(record), 0],
    what: 'the system integration',
  };
}

function systemPermission(builtIns: BuiltIns, importedAt: number): StandardRow {
  const { id, rbacId, principal, permissionSetId, source, grantedAt } = standardPermission(
    builtIns,
    importedAt,
  );
  const grant = [rbacId, principal.type, principal.id, permissionSetId];
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
      ...[id, rbacId, builtIns.systemIntegrationId, principal.type, principal.id, permissionSetId],
      ...[source, null, grantedAt, null],
    ],
    what: 'the permission of the system integration for everyone',
  };
}
