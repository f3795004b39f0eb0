import fc from 'fast-check';
import type {
  AccountFile,
  GroupInFile,
  IntegrationInFile,
  PermissionInFile,
} from '../../support/account-file.js';
import type { AccessModel, PermissionSetsMode, Plan } from '../../../src/decision/facts.js';
import type { Role } from '../../../src/decision/roles.js';

/** A whole account in the import format, with nothing left to defaults. */
export interface AccountWorld extends AccountFile {
  readonly account: SettingsInWorld;
  /** The root team is the first. */
  readonly teams: readonly TeamInWorld[];
  readonly users: readonly UserInWorld[];
  /** EVERYONE is the first, ADMINISTRATORS the second. */
  readonly groups: readonly GroupInFile[];
  /** The system integration is the first. */
  readonly integrations: readonly IntegrationInWorld[];
  /** That of EVERYONE on the system integration is the first. */
  readonly permissions: readonly PermissionInFile[];
}

export interface SettingsInWorld {
  readonly id: string;
  readonly name: string;
  readonly plan: Plan;
  readonly permissionSets: PermissionSetsMode;
  readonly accessModel: AccessModel;
  readonly residualRead: boolean;
}

export interface TeamInWorld {
  readonly id: string;
  readonly name: string;
  readonly root: boolean;
}

export interface UserInWorld {
  readonly id: string;
  readonly name: string;
  readonly kind?: 'PERSON' | 'SERVICE';
  readonly userName?: string;
  readonly email: string;
  readonly externalId?: string;
  readonly active: boolean;
  readonly memberships: readonly { readonly teamId: string; readonly role: Role }[];
}

export interface IntegrationInWorld extends IntegrationInFile {
  readonly teamIds: readonly string[];
  readonly createdById: string | null;
  readonly system: boolean;
}

/** Makes fast-check print a world that fails as a file that can be imported. */
export function printedAsFile(world: AccountWorld): AccountWorld {
  return Object.defineProperty(world, fc.toStringMethod, {
    enumerable: false,
    value: () => `an account, to be imported:\n${fileOf(world)}\n`,
  });
}

/** The import file of a world, with a line for each row, so that a small one can be taken in at a glance. */
export function fileOf({ account, ...rows }: AccountWorld): string {
  const sections = Object.entries(rows).map(([name, some]: [string, readonly object[]]) => {
    const lines = some.map((row) => `\n  ${JSON.stringify(row)}`);
    return `"${name}": [${lines.join(',')}]`;
  });
  return `{${[`"account": ${JSON.stringify(account)}`, ...sections].join(',\n ')}\n}`;
}
