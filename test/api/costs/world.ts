import type { AccessTokenRecord } from '../../../src/datastore/contract/records.js';
import type { AccountFile } from '../../support/account-file.js';
import { storedAccessToken } from '../../support/stored-access-tokens.js';

export const EDIT = 'c573af70-3f48-488d-a39a-a8ba7a19b526';
export const USE = '10fc3de1-7818-46e8-af47-33c5af233538';
export const OWNER = 'c345007c-244a-4606-b2e2-53f4f85e0ac0';
export const CREATOR = '38f00b6e-695c-449d-96b9-3a72aeb7f3fd';

export const ADA = { account: 'acme', user: 'usr_ada' };
export const MO = { account: 'acme', user: 'usr_mo' };

export interface Size {
  /** Of everything that a list can show. */
  readonly rows: number;
  /** That Mo is in. */
  readonly groups: number;
}

/** What an operation costs is counted with each of them, and is the same. */
export const SIZES: readonly Size[] = [
  { rows: 1, groups: 1 },
  { rows: 50, groups: 1 },
  { rows: 100, groups: 200 },
];

/**
 * Mo manages one team and created everything in it. A wildcard permission of one of his groups keeps his tokens few,
 * however many groups he is in.
 */
export function accountOf({ rows, groups }: Size): AccountFile {
  const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index);
  const user = (id: string) => ({ type: 'USER', id }) as const;
  return {
    account: { id: 'acme' },
    teams: [
      { id: 'team_root', name: 'Root', root: true },
      { id: 'team_mo', name: 'Mo' },
    ],
    users: [
      { id: 'usr_ada', name: 'Ada' },
      { id: 'usr_mo', name: 'Mo', memberships: [{ teamId: 'team_mo', role: 'INTEGRATIONS_MANAGER' }] },
      ...upTo(rows).map((index) => ({ id: `usr_${index}`, name: `User ${index}` })),
    ],
    groups: [
      { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
      ...upTo(groups).map((index) => ({
        id: `grp_${index}`,
        name: `Group ${index}`,
        memberIds: ['usr_mo', ...upTo(rows).map((member) => `usr_${member}`)],
      })),
    ],
    integrations: upTo(rows).map((index) => ({
      id: `int_${index}`,
      name: `Integration ${index}`,
      type: 'SLACK',
      teamIds: ['team_mo'],
      createdById: 'usr_mo',
      settings: { channel: index },
    })),
    permissions: [
      { id: 'pol_create', rbacId: 'data_providers.*', principal: user('usr_mo'), permissionSetId: CREATOR },
      {
        id: 'pol_edit',
        rbacId: 'data_providers.*',
        principal: { type: 'GROUP', id: 'grp_0' },
        permissionSetId: EDIT,
      },
      ...upTo(rows).map((index) => ({
        id: `pol_owner_${index}`,
        rbacId: `data_providers.int_${index}`,
        principal: user('usr_mo'),
        permissionSetId: OWNER,
      })),
      ...upTo(rows).map((index) => ({
        id: `pol_use_${index}`,
        rbacId: 'data_providers.int_0',
        principal: user(`usr_${index}`),
        permissionSetId: USE,
      })),
    ],
  };
}

/** Several of each user. */
export function accessTokensOf({ rows }: Size): readonly AccessTokenRecord[] {
  return Array.from({ length: rows }, (_, index) => `usr_${index}`).flatMap((userId, index) =>
    [`tok_${index}`, `tok_${index}_b`].map((id) => storedAccessToken(id, userId)),
  );
}
