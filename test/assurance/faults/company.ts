import { CREATOR, EDIT_INTEGRATION, OWNER, USE_INTEGRATION } from '../../../src/decision/permission-sets.js';
import type { AccountFile } from '../../support/account-file.js';
import { OBSERVER } from '../worlds/observed.js';

const on = (integrationId: string): string => `data_providers.${integrationId}`;

/** Small, with every kind of right in it: an administrator, a creator who delegates, and Bo who uses things. */
export function company(id: string): AccountFile {
  return {
    account: { id, accessModel: 'LAYERED' },
    teams: [
      { id: 'team_root', name: 'Root', root: true },
      { id: 'team_pay', name: 'Payments' },
      { id: 'team_ops', name: 'Operations' },
    ],
    users: [
      { id: OBSERVER, name: 'Observer', email: 'observer@acme.example', active: true, memberships: [] },
      {
        ...{ id: 'usr_mia', name: 'Mia', email: 'mia@acme.example', active: true },
        memberships: [{ teamId: 'team_pay', role: 'INTEGRATIONS_MANAGER' }],
      },
      {
        ...{ id: 'usr_bo', name: 'Bo', email: 'bo@acme.example', active: true },
        memberships: [{ teamId: 'team_pay', role: 'OPERATOR' }],
      },
    ],
    groups: [
      { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: [OBSERVER] },
      { id: 'grp_crew', name: 'Crew', memberIds: ['usr_bo'] },
    ],
    integrations: [
      integration('int_pd', 'PagerDuty Payments', ['team_pay']),
      integration('int_both', 'Slack of both', ['team_pay', 'team_ops']),
      integration('int_ops', 'Operations', ['team_ops']),
    ],
    permissions: [
      permission('pol_owner', { on: on('int_pd'), set: OWNER.id, user: 'usr_mia' }),
      permission('pol_edit', { on: on('int_pd'), set: EDIT_INTEGRATION.id, user: 'usr_mia' }),
      permission('pol_create', { on: 'data_providers.*', set: CREATOR.id, user: 'usr_mia' }),
      permission('pol_bo', { on: on('int_pd'), set: USE_INTEGRATION.id, user: 'usr_bo' }),
      permission('pol_crew', { on: on('int_both'), set: USE_INTEGRATION.id }),
    ],
  };
}

function integration(id: string, name: string, teamIds: readonly string[]) {
  return { ...{ id, name, type: 'PAGERDUTY', teamIds }, createdById: 'usr_mia', settings: {}, system: false };
}

/** To a user, or else to the crew. */
function permission(
  id: string,
  grant: { readonly on: string; readonly set: string; readonly user?: string },
) {
  const principal =
    grant.user === undefined
      ? ({ type: 'GROUP', id: 'grp_crew' } as const)
      : ({ type: 'USER', id: grant.user } as const);
  return { id, rbacId: grant.on, principal, permissionSetId: grant.set };
}
