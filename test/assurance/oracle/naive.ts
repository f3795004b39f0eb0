import type { Action } from '../../../src/decision/actions.js';
import type { Layer, Reason, Verdict } from '../../../src/decision/decision.js';
import type { IntegrationFacts, MembershipFact, Principal, Question } from '../../../src/decision/facts.js';

/**
 * A second decision, for tests only: sections 2 to 5 of the contract transcribed sentence by sentence, with plain
 * lists and loops. It takes nothing but types from the sources, so that a mistake there cannot hide here.
 */
export interface NaiveAnswer {
  readonly allowed: boolean;
  readonly decidedBy: Layer;
  readonly reason: Reason;
  readonly verdicts: Readonly<Record<Layer, Verdict>>;
}

interface Step {
  readonly verdict: Verdict;
  readonly reason?: Reason;
  /** Every later layer is SKIPPED. */
  readonly done?: boolean;
}

const ORDER: readonly Layer[] = ['ACCOUNT', 'ROLE', 'TEAM_SCOPE', 'PERMISSION_SET', 'DELEGATION'];
const SKIPPED: Step = { verdict: 'SKIPPED' };
const PASS: Step = { verdict: 'PASS' };

/** Section 3, by id. */
const SETS: readonly (readonly [string, readonly Action[]])[] = [
  ['c345007c-244a-4606-b2e2-53f4f85e0ac0', ['CREATE', 'READ', 'UPDATE', 'DELETE']],
  ['85b413c0-db25-42e9-b4d7-ef935759b188', ['READ', 'UPDATE']],
  ['3f1af6de-dc60-4fdb-90ed-5c2493b8f767', ['READ']],
  ['38f00b6e-695c-449d-96b9-3a72aeb7f3fd', ['CREATE']],
  ['10fc3de1-7818-46e8-af47-33c5af233538', ['USE']],
  ['c573af70-3f48-488d-a39a-a8ba7a19b526', ['READ', 'USE', 'UPDATE', 'DELETE']],
];

/** Section 5. The questions that the contract calls bad input are answered with an exception. */
export function naiveDecide(question: Question): NaiveAnswer {
  if (question.resource.kind === 'WILDCARD') {
    if (question.action !== 'CREATE' && question.action !== 'MANAGE_PERMISSIONS') {
      throw new Error(`${question.action} is not asked on the wildcard`);
    }
  }
  const evaluate = {
    ACCOUNT: account,
    ROLE: role,
    TEAM_SCOPE: scope,
    PERMISSION_SET: set,
    DELEGATION: delegation,
  };
  const verdicts: Record<Layer, Verdict> = {
    ACCOUNT: 'SKIPPED',
    ROLE: 'SKIPPED',
    TEAM_SCOPE: 'SKIPPED',
    PERMISSION_SET: 'SKIPPED',
    DELEGATION: 'SKIPPED',
  };
  let failed: { layer: Layer; reason: Reason } | undefined;
  let passed: { layer: Layer; reason: Reason } | undefined;
  for (const layer of ORDER) {
    const step = evaluate[layer](question);
    verdicts[layer] = step.verdict;
    const found = { layer, reason: step.reason ?? 'ALL_LAYERS_PASSED' };
    if (step.verdict === 'FAIL' && failed === undefined) failed = found;
    if (step.verdict === 'PASS') passed = found;
    if (step.done === true) break;
  }
  const decider = failed ?? passed;
  if (decider === undefined) throw new Error('no layer passed and none failed');
  return { allowed: failed === undefined, decidedBy: decider.layer, reason: decider.reason, verdicts };
}

function account(q: Question): Step {
  if (!q.user.active) return { verdict: 'FAIL', reason: 'USER_INACTIVE', done: true };
  if (isSystem(q) && q.action === 'USE') return { verdict: 'PASS', reason: 'SYSTEM_INTEGRATION', done: true };
  if (isSystem(q) && q.action === 'DELETE')
    return { verdict: 'FAIL', reason: 'SYSTEM_INTEGRATION', done: true };
  if (!isAdministrator(q) && q.account.accessModel === 'GRANTS_ONLY' && !isEnforced(q)) {
    const verdict = q.action === 'USE' ? 'PASS' : 'FAIL';
    return { verdict, reason: 'PERMISSIONS_NOT_ENFORCED', done: true };
  }
  return PASS;
}

function role(q: Question): Step {
  if (isAdministrator(q)) return { verdict: 'PASS', reason: 'ADMINISTRATOR', done: true };
  if (q.account.accessModel === 'GRANTS_ONLY') return SKIPPED;
  if (q.resource.kind === 'WILDCARD' && q.action === 'MANAGE_PERMISSIONS') return SKIPPED;
  for (const membership of q.user.memberships) {
    if (permits(membership, q.action)) return PASS;
  }
  return { verdict: 'FAIL', reason: 'ROLE_LACKS_ACTION' };
}

function scope(q: Question): Step {
  if (q.account.accessModel === 'GRANTS_ONLY') return SKIPPED;
  if (q.resource.kind === 'WILDCARD' && q.action === 'MANAGE_PERMISSIONS') return SKIPPED;
  for (const membership of q.user.memberships) {
    if (!permits(membership, q.action)) continue;
    if (q.action === 'CREATE') return PASS;
    if (q.resource.kind === 'INTEGRATION' && reaches(q, membership, q.resource)) return PASS;
  }
  return { verdict: 'FAIL', reason: 'OUTSIDE_TEAM_SCOPE' };
}

function set(q: Question): Step {
  const lacking: Step = { verdict: 'FAIL', reason: 'PERMISSION_SET_LACKS_ACTION' };
  if (!isEnforced(q)) return SKIPPED;
  if (q.resource.kind === 'WILDCARD' && q.action === 'MANAGE_PERMISSIONS') return SKIPPED;
  const onWildcard = actionsHeld(q, 'data_providers.*');
  const mayCreate = onWildcard.includes('CREATE');
  if (q.action === 'CREATE') return mayCreate ? PASS : lacking;
  if (q.resource.kind === 'WILDCARD') return lacking;
  const here = [...onWildcard, ...actionsHeld(q, `data_providers.${q.resource.id}`)];
  if (q.action === 'MANAGE_PERMISSIONS') return here.includes('UPDATE') && mayCreate ? PASS : lacking;
  if (here.includes(q.action)) return PASS;
  if (q.action === 'READ' && q.account.accessModel === 'LAYERED' && q.account.residualRead) return PASS;
  return lacking;
}

function delegation(q: Question): Step {
  if (q.action !== 'MANAGE_PERMISSIONS') return SKIPPED;
  if (!isEnforced(q)) return { verdict: 'FAIL', reason: 'ADMINISTRATORS_ONLY' };
  if (q.resource.kind === 'WILDCARD') return { verdict: 'FAIL', reason: 'ADMINISTRATORS_ONLY' };
  if (q.resource.createdById === q.user.id) return PASS;
  return { verdict: 'FAIL', reason: 'NOT_THE_CREATOR' };
}

function isSystem(q: Question): boolean {
  return q.resource.kind === 'INTEGRATION' && q.resource.system;
}

function isEnforced(q: Question): boolean {
  return q.account.plan === 'ENTERPRISE' && q.account.permissionSets === 'ENFORCED';
}

function isAdministrator(q: Question): boolean {
  for (const groupId of q.user.groupIds) {
    if (groupId === q.account.administratorsGroupId) return true;
  }
  for (const membership of q.user.memberships) {
    if (membership.teamId === q.account.rootTeamId && membership.role === 'ADMINISTRATOR') return true;
  }
  return false;
}

/** Section 4; an Administrator on the root team never comes here, and on another team the role is nothing. */
function permits(membership: MembershipFact, action: Action): boolean {
  const asked = action === 'MANAGE_PERMISSIONS' ? 'UPDATE' : action;
  if (membership.role === 'OPERATOR') return asked === 'READ' || asked === 'USE';
  return membership.role === 'INTEGRATIONS_MANAGER' || membership.role === 'INTEGRATION_OWNER';
}

function reaches(q: Question, membership: MembershipFact, integration: IntegrationFacts): boolean {
  if (membership.teamId === q.account.rootTeamId) return true;
  if (integration.teamIds.includes(membership.teamId)) return true;
  return integration.system;
}

/** What the user's principals hold on one RBAC id, with READ and USE beside each UPDATE. */
function actionsHeld(q: Question, rbacId: string): Action[] {
  const held: Action[] = [];
  for (const permission of q.permissions) {
    if (permission.rbacId !== rbacId || !isOwn(q, permission.principal)) continue;
    for (const [id, actions] of SETS) {
      if (id !== permission.permissionSetId) continue;
      held.push(...actions);
      if (actions.includes('UPDATE')) held.push('READ', 'USE');
    }
  }
  return held;
}

function isOwn(q: Question, principal: Principal): boolean {
  if (principal.type === 'USER') return principal.id === q.user.id;
  if (principal.id === q.account.everyoneGroupId) return true;
  return q.user.groupIds.includes(principal.id);
}
