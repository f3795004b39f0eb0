import type { AccountFile } from '../../support/account-file.js';
import { CREATOR, EDIT, grant, USE, user } from '../stage/company.js';
import type { Settings } from '../stage/company.js';

/**
 * A company whose names are found in a text at once. Dana created Bell and manages its permissions; what Sam is a
 * member of is not hers to read. Una may use Bell, and read nothing of it.
 */
export function secretiveCompany(settings: Settings): AccountFile {
  return {
    account: { id: 'secretive', name: 'Secretive', ...settings },
    teams: [
      { id: 'team_root', name: 'Root', root: true },
      { id: 'team_moth', name: 'Moth' },
      { id: 'team_vault', name: 'Vault' },
    ],
    users: [
      user('usr_ada', 'Ada', {}),
      user('usr_dana', 'Dana', { team_moth: 'INTEGRATIONS_MANAGER' }),
      user('usr_sam', 'Sam', { team_vault: 'OPERATOR' }),
      user('usr_una', 'Una', { team_vault: 'OPERATOR' }),
    ],
    groups: [
      { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
      { id: 'grp_quill', name: 'Quill', memberIds: ['usr_sam'] },
      { id: 'grp_onyx', name: 'Onyx', memberIds: ['usr_sam'] },
      { id: 'grp_fern', name: 'Fern', memberIds: ['usr_sam', 'usr_dana'] },
    ],
    integrations: [
      {
        id: 'int_bell',
        name: 'Bell',
        type: 'WEBHOOK',
        teamIds: ['team_moth', 'team_vault'],
        createdById: 'usr_dana',
        settings: { url: 'https://bell.example' },
        system: false,
      },
    ],
    permissions: [
      grant('usr_dana', CREATOR, '*'),
      grant('usr_dana', EDIT, 'int_bell'),
      grant('grp_quill', USE, 'int_bell'),
      grant('grp_onyx', USE, '*'),
      grant('grp_fern', USE, 'int_bell'),
      grant('usr_sam', USE, 'int_bell'),
      grant('usr_sam', USE, '*'),
      grant('usr_una', USE, 'int_bell'),
    ],
  };
}
