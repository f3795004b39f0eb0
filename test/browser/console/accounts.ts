import type { AccountFile, IntegrationInFile } from '../../support/account-file.js';

/** A long list needs few people: one administrator sees everything. */
export function account(id: string, { integrations }: Pick<AccountFile, 'integrations'>): AccountFile {
  return {
    account: { id, name: 'Long list', plan: 'ENTERPRISE', permissionSets: 'ENFORCED' },
    users: [{ id: 'usr_long', name: 'Lou Long' }],
    groups: [
      {
        id: 'grp_administrators',
        name: 'Administrators',
        builtIn: 'ADMINISTRATORS',
        memberIds: ['usr_long'],
      },
    ],
    ...(integrations && { integrations }),
  };
}

/** One of many, by whose name its place in the list can be told. */
export function integration(index: number): IntegrationInFile {
  return { id: `int_${index}`, name: `Channel ${String(index).padStart(3, '0')}`, type: 'WEBHOOK' };
}
