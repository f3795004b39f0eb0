import fc from 'fast-check';
import { ACCESS_MODELS, PERMISSION_SETS_MODES, PLANS } from '../../../src/decision/facts.js';
import { PERMISSION_SETS } from '../../../src/decision/permission-sets.js';
import type { Role } from '../../../src/decision/roles.js';
import { INTEGRATION_TYPES } from '../../../src/datastore/contract/records.js';
import type { PermissionInFile } from '../../support/account-file.js';
import type { SettingsInWorld } from './account-world.js';
import { plainIds } from './facts.js';
import { oddNames } from './names.js';

/** The most that a world holds of each, beside what every account has. */
export interface WorldSize {
  readonly teams: number;
  readonly users: number;
  readonly groups: number;
  readonly integrations: number;
  readonly permissions: number;
}

/**
 * An account whose rows refer to each other by number, counted on beyond the last row from the first: so every row can
 * be left out, and a world that fails shrinks to the few rows that matter.
 */
export interface Draft {
  readonly account: SettingsInWorld;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly users: readonly UserDraft[];
  readonly administrators: readonly number[];
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly members: readonly number[];
  }[];
  readonly integrations: readonly IntegrationDraft[];
  readonly permissions: readonly PermissionDraft[];
}

export interface UserDraft {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly inRoot: Role | null;
  readonly elsewhere: readonly { readonly team: number; readonly role: Role }[];
}

export interface IntegrationDraft {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly teams: readonly number[];
  readonly creator: number | null;
}

export interface PermissionDraft extends Pick<PermissionInFile, 'permissionSetId' | 'source'> {
  readonly on: number;
  readonly type: 'USER' | 'GROUP';
  readonly holder: number;
}

/** Accounts of this id in every mode, with rows of every kind. */
export function drafts(size: WorldSize, accountId: string): fc.Arbitrary<Draft> {
  const roles = ['OPERATOR', 'INTEGRATIONS_MANAGER', 'INTEGRATION_OWNER'] as const;
  return fc.record({
    account: settings(accountId),
    teams: rows(size.teams, {}),
    users: rows(
      size.users,
      {
        active: fc.oneof(
          { weight: 7, arbitrary: fc.constant(true) },
          { weight: 1, arbitrary: fc.constant(false) },
        ),
        inRoot: fc.oneof(
          { weight: 7, arbitrary: fc.constant(null) },
          { weight: 2, arbitrary: fc.constantFrom(...roles) },
          { weight: 1, arbitrary: fc.constant('ADMINISTRATOR' as const) },
        ),
        elsewhere: fc.array(fc.record({ team: NUMBERS, role: fc.constantFrom(...roles) }), {
          maxLength: size.teams * 2,
        }),
      },
      1,
    ),
    administrators: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(NUMBERS, { maxLength: 1 }) },
    ),
    groups: rows(size.groups, { members: fc.array(NUMBERS, { maxLength: size.users }) }),
    integrations: rows(size.integrations, {
      type: fc.constantFrom(...INTEGRATION_TYPES),
      teams: fc.array(NUMBERS, { maxLength: size.teams }),
      creator: fc.option(NUMBERS, { freq: 4 }),
    }),
    permissions: fc.array(permissions(), { maxLength: size.permissions }),
  });
}

/** Large enough to reach every row of a section, whatever it holds. */
const NUMBERS = fc.nat({ max: 10_000 });

/** Rows of different ids: the few odd ones first; a section of more rows than these counts on. */
function rows<Columns extends object>(
  most: number,
  columns: { readonly [Column in keyof Columns]: fc.Arbitrary<Columns[Column]> },
  least = 0,
): fc.Arbitrary<(Columns & { readonly id: string; readonly name: string })[]> {
  const isFew = most < 10;
  const ids = fc.oneof(
    { weight: isFew ? 6 : 1, arbitrary: fc.constantFrom('a', 'A') },
    { weight: isFew ? 6 : 1, arbitrary: plainIds() },
    { weight: most, arbitrary: fc.nat({ max: most * 2 }).map((number) => `id-${number}`) },
  );
  const row = fc
    .tuple(ids, oddNames(), fc.record<Columns>(columns))
    .map(([id, name, others]) => ({ id, name, ...others }));
  // Each may be left out, and few are: in an account of few rows few rules meet.
  return fc
    .array(fc.option(row, { freq: 4 }), { minLength: most, maxLength: most })
    .map((some) => some.filter((one) => one !== null))
    .map((some) => [...new Map(some.map((one) => [one.id, one])).values()])
    .filter((some) => some.length >= least);
}

function permissions(): fc.Arbitrary<PermissionDraft> {
  return fc.record({
    on: NUMBERS,
    type: fc.constantFrom('USER', 'GROUP'),
    holder: NUMBERS,
    permissionSetId: fc.constantFrom(...PERMISSION_SETS.map(({ id }) => id)),
    source: fc.constantFrom('GRANTED', 'AUTOMATIC'),
  });
}

function settings(id: string): fc.Arbitrary<SettingsInWorld> {
  const enforced = fc.constant({ plan: 'ENTERPRISE', permissionSets: 'ENFORCED' } as const);
  const any = fc.record({
    plan: fc.constantFrom(...PLANS),
    permissionSets: fc.constantFrom(...PERMISSION_SETS_MODES),
  });
  return fc
    .record({
      name: oddNames(),
      mode: fc.oneof({ weight: 2, arbitrary: enforced }, { weight: 1, arbitrary: any }),
      accessModel: fc.constantFrom(...ACCESS_MODELS),
      residualRead: fc.boolean(),
    })
    .map(({ mode, ...others }) => ({ id, ...mode, ...others }));
}
