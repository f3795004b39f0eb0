import type { AccessModel, PermissionSetsMode, Plan, PrincipalType } from '../../src/decision/facts.js';
import type { Role } from '../../src/decision/roles.js';

/** An account in the import format, as tests write it. */
export interface AccountFile {
  readonly account: {
    readonly id: string;
    readonly name?: string;
    readonly plan?: Plan;
    readonly permissionSets?: PermissionSetsMode;
    readonly accessModel?: AccessModel;
    readonly residualRead?: boolean;
  };
  readonly teams?: readonly { readonly id: string; readonly name: string; readonly root?: boolean }[];
  readonly users?: readonly UserInFile[];
  readonly groups?: readonly GroupInFile[];
  readonly integrations?: readonly IntegrationInFile[];
  readonly permissions?: readonly PermissionInFile[];
}

export interface UserInFile {
  readonly id: string;
  readonly name: string;
  readonly kind?: 'PERSON' | 'SERVICE';
  readonly userName?: string;
  readonly email?: string;
  readonly externalId?: string;
  readonly active?: boolean;
  readonly memberships?: readonly { readonly teamId: string; readonly role: Role }[];
}

export interface GroupInFile {
  readonly id: string;
  readonly name: string;
  readonly externalId?: string;
  readonly builtIn?: 'EVERYONE' | 'ADMINISTRATORS';
  readonly memberIds?: readonly string[];
}

export interface IntegrationInFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly teamIds?: readonly string[];
  readonly createdById?: string | null;
  readonly settings?: object;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly system?: boolean;
}

export interface PermissionInFile {
  readonly id: string;
  readonly rbacId: string;
  readonly principal: { readonly type: PrincipalType; readonly id: string };
  readonly permissionSetId: string;
  readonly source?: 'GRANTED' | 'AUTOMATIC' | 'SYSTEM';
  readonly grantedBy?: string;
  readonly grantedAt?: string;
}

/** The text of an import file: settings that a test leaves out are LAYERED, ENTERPRISE and ENFORCED. */
export function accountText({ account, ...rest }: AccountFile): string {
  const settings = {
    plan: 'ENTERPRISE',
    permissionSets: 'ENFORCED',
    accessModel: 'LAYERED',
    residualRead: false,
  };
  const permissions = rest.permissions?.map((permission) => ({ source: 'GRANTED', ...permission }));
  const teams = rest.teams?.map((team) => ({ root: false, ...team }));
  return JSON.stringify({
    ...rest,
    account: { name: account.id, ...settings, ...account },
    ...(teams && { teams }),
    ...(permissions && { permissions }),
  });
}
