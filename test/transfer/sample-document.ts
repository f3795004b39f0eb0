import { EDIT_INTEGRATION, OWNER, USE_INTEGRATION, VIEWER } from '../../src/decision/permission-sets.js';

/** A document as a test damages it: any value may become any other. */
export type Loose = Record<string, unknown>;
export interface LooseDocument {
  account: Loose;
  teams: Loose[];
  users: Loose[];
  groups: Loose[];
  integrations: Loose[];
  permissions: Loose[];
}

/** A small account in the import format that leaves out whatever may be left out, and refers to some of it. */
export function sampleDocument(): LooseDocument {
  return {
    account: {
      id: 'acme',
      name: 'Acme',
      plan: 'ENTERPRISE',
      permissionSets: 'ENFORCED',
      accessModel: 'LAYERED',
    },
    teams: [
      { id: 'team_pay', name: 'Payments', root: false },
      { id: 'team_ops', name: 'Operations' },
    ],
    users: [
      {
        id: 'usr_ana',
        name: 'Ana',
        email: 'ana@acme.example',
        active: true,
        memberships: [
          { teamId: 'team_pay', role: 'INTEGRATIONS_MANAGER' },
          { teamId: 'team_root', role: 'OPERATOR' },
        ],
      },
      { id: 'usr_ben', name: 'Ben', memberships: [{ teamId: 'team_root', role: 'ADMINISTRATOR' }] },
      { id: 'usr_cem', name: 'Cem', active: false, email: null },
    ],
    groups: [
      { id: 'grp_oncall', name: 'On call', memberIds: ['usr_ana', 'usr_cem'] },
      { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: [] },
      { id: 'grp_empty', name: 'Empty', builtIn: null },
    ],
    integrations: [
      {
        id: 'int_pd',
        name: 'PagerDuty Payments',
        type: 'PAGERDUTY',
        teamIds: ['team_pay'],
        createdById: 'usr_ana',
        settings: { service: 'P1', nested: { list: [1, 'two', null] } },
        system: false,
      },
      { id: 'int_hook', name: 'Webhook', type: 'WEBHOOK', teamIds: [], createdById: null },
    ],
    permissions: [
      grant('pol_1', 'data_providers.int_pd', ['GROUP', 'grp_oncall', USE_INTEGRATION.id]),
      { ...grant('pol_2', 'data_providers.int_pd', ['USER', 'usr_ana', OWNER.id]), source: 'AUTOMATIC' },
      grant('pol_3', 'data_providers.*', ['GROUP', 'grp_everyone', VIEWER.id]),
      {
        ...grant('pol_4', 'data_providers.int_email', ['USER', 'usr_cem', EDIT_INTEGRATION.id]),
        grantedBy: 'usr_who_left',
        grantedAt: '2025-06-01T12:00:00+02:00',
        reason: 'He keeps the address list',
      },
    ],
  };
}

export function grant(id: string, rbacId: string, [type, principalId, set]: [string, string, string]): Loose {
  return { id, rbacId, principal: { type, id: principalId }, permissionSetId: set, source: 'GRANTED' };
}
