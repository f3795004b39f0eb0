import type { AccountFile } from '../../support/account-file.js';
import { SETS } from './world.js';

/** Accounts in which an integration can be invisible: in each other facts hide it, and other rows are read. */
export const HIDING: readonly Pick<AccountFile, 'account'>[] = [
  { account: { id: 'layered', accessModel: 'LAYERED' } },
  { account: { id: 'grants', accessModel: 'GRANTS_ONLY' } },
  { account: { id: 'roles', accessModel: 'LAYERED', permissionSets: 'OFF' } },
];

/** Who looks: Olga may use `int_seen`, Mia created it and manages its permissions. */
export const LOOKING = ['usr_olga', 'usr_mia'] as const;

/**
 * Ids of the same length: one that exists unseen, one that another account has, and one that nobody has. The
 * permission of each stands on the integration of each.
 */
export const HIDDEN = { integration: 'int_hide', permission: 'pol_hide' } as const;
export const ELSEWHERE = { integration: 'int_else', permission: 'pol_else' } as const;
export const NOWHERE = { integration: 'int_none', permission: 'pol_none' } as const;
/** Asked for first, so that what a question reads besides is the same for the others. */
export const NOBODYS = { integration: 'int_nobo', permission: 'pol_nobo' } as const;
export type Ids = { readonly [K in keyof typeof HIDDEN]: string };

/** Mia created also the hidden integration, and holds a permission on it where that alone does not show it. */
export function hidingAccount({ account }: Pick<AccountFile, 'account'>): AccountFile {
  const user = (id: string) => ({ type: 'USER', id }) as const;
  const hiddenFor = account.accessModel === 'GRANTS_ONLY' ? 'usr_else' : 'usr_mia';
  return {
    account,
    teams: [
      { id: 'team_root', name: 'Root', root: true },
      { id: 'team_pay', name: 'Payments' },
      { id: 'team_far', name: 'Far' },
    ],
    users: [
      { id: 'usr_olga', name: 'Olga', memberships: [{ teamId: 'team_pay', role: 'OPERATOR' }] },
      { id: 'usr_mia', name: 'Mia', memberships: [{ teamId: 'team_pay', role: 'INTEGRATIONS_MANAGER' }] },
      { id: 'usr_else', name: 'Else', memberships: [{ teamId: 'team_far', role: 'OPERATOR' }] },
    ],
    integrations: [
      { id: 'int_seen', name: 'Seen', type: 'SLACK', teamIds: ['team_pay'], createdById: 'usr_mia' },
      {
        id: HIDDEN.integration,
        name: 'Hidden',
        type: 'SLACK',
        teamIds: ['team_far'],
        createdById: 'usr_mia',
      },
    ],
    permissions: [
      on('int_seen', { id: 'pol_edit', principal: user('usr_mia'), permissionSetId: SETS.EDIT }),
      on('int_seen', { id: 'pol_olga', principal: user('usr_olga'), permissionSetId: SETS.USE }),
      on('*', { id: 'pol_any', principal: user('usr_mia'), permissionSetId: SETS.CREATOR }),
      on(HIDDEN.integration, {
        id: HIDDEN.permission,
        principal: user(hiddenFor),
        permissionSetId: SETS.EDIT,
      }),
    ],
  };
}

/** With an integration and a permission of its own. */
export const ANOTHER_ACCOUNT: AccountFile = {
  account: { id: 'another' },
  users: [{ id: 'usr_gina', name: 'Gina' }],
  integrations: [{ id: ELSEWHERE.integration, name: 'Else', type: 'SLACK' }],
  permissions: [
    on(ELSEWHERE.integration, {
      ...{ id: ELSEWHERE.permission, permissionSetId: SETS.EDIT },
      principal: { type: 'USER', id: 'usr_gina' },
    }),
  ],
};

type PermissionInFile = NonNullable<AccountFile['permissions']>[number];

function on(integrationId: string, permission: Omit<PermissionInFile, 'rbacId'>): PermissionInFile {
  return { ...permission, rbacId: `data_providers.${integrationId}` };
}
