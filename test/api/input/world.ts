import { z } from 'zod';
import type { AccountFile } from '../../support/account-file.js';
import { startTestGateway } from '../../support/gateway.js';
import type { Engine, GraphqlAnswer, TestGateway } from '../../support/gateway.js';

export const OWNER = 'c345007c-244a-4606-b2e2-53f4f85e0ac0';
export const EDIT = 'c573af70-3f48-488d-a39a-a8ba7a19b526';
export const CREATOR = '38f00b6e-695c-449d-96b9-3a72aeb7f3fd';
export const USE = '10fc3de1-7818-46e8-af47-33c5af233538';

/**
 * Two accounts that know nothing of each other. In acme, Ada administers; Mia manages and created `int_pay`, so she
 * may manage its permissions; Olga is an operator; neither Mia nor Olga sees `int_hidden`.
 */
export const ACME: AccountFile = {
  account: { id: 'acme' },
  teams: [
    { id: 'team_root', name: 'Root', root: true },
    { id: 'team_pay', name: 'Payments' },
    { id: 'team_ops', name: 'Operations' },
  ],
  users: [
    { id: 'usr_ada', name: 'Ada' },
    { id: 'usr_mia', name: 'Mia', memberships: [{ teamId: 'team_pay', role: 'INTEGRATIONS_MANAGER' }] },
    { id: 'usr_olga', name: 'Olga', memberships: [{ teamId: 'team_pay', role: 'OPERATOR' }] },
  ],
  groups: [
    {
      id: 'grp_administrators',
      name: 'Administrators',
      builtIn: 'ADMINISTRATORS',
      memberIds: ['usr_ada'],
    },
    { id: 'grp_oncall', name: 'On call', memberIds: ['usr_olga'] },
  ],
  integrations: [
    {
      id: 'int_pay',
      name: 'Payments',
      type: 'PAGERDUTY',
      teamIds: ['team_pay'],
      createdById: 'usr_mia',
    },
    { id: 'int_hidden', name: 'Hidden', type: 'SLACK', teamIds: ['team_ops'] },
  ],
  permissions: [
    granted('pol_owner', 'data_providers.int_pay', { user: 'usr_mia', set: OWNER }),
    granted('pol_create', 'data_providers.*', { user: 'usr_mia', set: CREATOR }),
    granted('pol_use', 'data_providers.int_pay', { user: 'usr_olga', set: USE }),
    {
      id: 'pol_oncall',
      rbacId: 'data_providers.int_pay',
      principal: { type: 'GROUP', id: 'grp_oncall' },
      permissionSetId: USE,
    },
    granted('pol_hidden', 'data_providers.int_hidden', { user: 'usr_ada', set: OWNER }),
  ],
};

export const GLOBEX: AccountFile = {
  account: { id: 'globex' },
  teams: [
    { id: 'team_root', name: 'Root', root: true },
    { id: 'team_gbx', name: 'Globex' },
  ],
  users: [{ id: 'usr_gina', name: 'Gina' }],
  groups: [
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_gina'] },
    { id: 'grp_globex', name: 'Globex on call', memberIds: ['usr_gina'] },
  ],
  integrations: [{ id: 'int_globex', name: 'Globex', type: 'SLACK', teamIds: ['team_gbx'] }],
  permissions: [
    granted('pol_globex', 'data_providers.int_globex', { user: 'usr_gina', set: OWNER }),
    {
      id: 'pol_group',
      rbacId: 'data_providers.int_globex',
      principal: { type: 'GROUP', id: 'grp_globex' },
      permissionSetId: USE,
    },
  ],
};

function granted(id: string, rbacId: string, to: { readonly user: string; readonly set: string }) {
  return { id, rbacId, principal: { type: 'USER', id: to.user }, permissionSetId: to.set } as const;
}

export const ADA = { account: 'acme', user: 'usr_ada' };
export const MIA = { account: 'acme', user: 'usr_mia' };
export const OLGA = { account: 'acme', user: 'usr_olga' };
export const GINA = { account: 'globex', user: 'usr_gina' };

export function startInputWorld(engine: Engine): Promise<TestGateway> {
  return startTestGateway({ engine, accounts: [ACME, GLOBEX], explorer: false });
}

const state = z.object({
  account: z.object({ revision: z.int() }),
  auditEvents: z.object({ edges: z.array(z.unknown()) }),
});

/** What rises with anything that is changed: nothing that was refused may raise it. */
export async function stateOf(gateway: TestGateway): Promise<z.infer<typeof state>> {
  const { data } = await gateway.ask(
    ADA,
    '{ account { revision } auditEvents(first: 100) { edges { node { id } } } }',
  );
  return state.parse(data);
}

/** The answer as text with the id taken out: what is left must not depend on which id was asked for. */
export function withoutId(answer: GraphqlAnswer, id: string): string {
  return JSON.stringify(answer).replaceAll(JSON.stringify(id).slice(1, -1), '<id>');
}
