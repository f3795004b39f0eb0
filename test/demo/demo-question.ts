import type { Action } from '../../src/decision/actions.js';
import { WILDCARD } from '../../src/decision/facts.js';
import type { Question, ResourceFacts, UserFacts } from '../../src/decision/facts.js';
import { USE_INTEGRATION } from '../../src/decision/permission-sets.js';
import { parseRbacId, rbacIdOf } from '../../src/decision/rbac-id.js';
import type { DemoAccount } from './demo-files.js';

type DemoIntegration = DemoAccount['integrations'][number];
type DemoPermission = DemoAccount['permissions'][number];

const SYSTEM_INTEGRATION: DemoIntegration = {
  id: 'int_email',
  name: 'Email',
  type: 'EMAIL',
  teamIds: [],
  createdById: null,
  settings: {},
  system: true,
};

const EVERYONE_USES_EMAIL: DemoPermission = {
  id: 'pol_email_everyone',
  rbacId: rbacIdOf(SYSTEM_INTEGRATION.id),
  principal: { type: 'GROUP', id: 'grp_everyone' },
  permissionSetId: USE_INTEGRATION.id,
  source: 'SYSTEM',
};

/** The account with the system integration and its permission, which an import adds when they are absent. */
export function withSystemIntegration(account: DemoAccount): DemoAccount {
  const { integrations, permissions } = account;
  return {
    ...account,
    integrations: addAbsent(integrations, SYSTEM_INTEGRATION),
    permissions: addAbsent(permissions, EVERYONE_USES_EMAIL),
  };
}

function addAbsent<Row extends { id: string }>(rows: Row[], row: Row): Row[] {
  return rows.some(({ id }) => id === row.id) ? rows : [row, ...rows];
}

/** What somebody wants to know about a demo account. */
export interface DemoQuestion {
  readonly user: string;
  readonly action: Action;
  readonly rbacId: string;
}

/** The facts for one decision on a demo account. Throws when the user or the integration is not in it. */
export function questionOn(account: DemoAccount, { user, action, rbacId }: DemoQuestion): Question {
  const { plan, permissionSets, accessModel, residualRead } = account.account;
  const complete = withSystemIntegration(account);
  return {
    account: {
      plan,
      permissionSets,
      accessModel,
      residualRead,
      rootTeamId: 'team_root',
      everyoneGroupId: 'grp_everyone',
      administratorsGroupId: 'grp_administrators',
    },
    user: userFacts(complete, user),
    action,
    resource: resourceFacts(complete, rbacId),
    permissions: complete.permissions,
  };
}

function userFacts({ users, groups }: DemoAccount, userId: string): UserFacts {
  const user = users.find(({ id }) => id === userId);
  if (user === undefined) throw new Error(`no user ${userId}`);
  const groupIds = groups.filter(({ memberIds }) => memberIds.includes(userId)).map(({ id }) => id);
  return { id: user.id, active: user.active, memberships: user.memberships, groupIds };
}

function resourceFacts({ integrations }: DemoAccount, rbacId: string): ResourceFacts {
  const parsed = parseRbacId(rbacId);
  if (parsed?.kind === 'WILDCARD') return WILDCARD;
  const integration = integrations.find(({ id }) => id === parsed?.integrationId);
  if (integration === undefined) throw new Error(`no integration ${rbacId}`);
  const { id, system, teamIds, createdById } = integration;
  return { kind: 'INTEGRATION', id, system, teamIds, createdById };
}
