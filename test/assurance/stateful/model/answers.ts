import { decisionIn, listedIn, whoCanIn, WILDCARD } from '../../oracle/account.js';
import type { Asked } from '../../oracle/account.js';
import { PAGE } from '../documents.js';
import type { Asking, Check, ListArguments, PermissionArguments, Question } from '../operations.js';
import type { Reply, ReplyError } from '../reply.js';
import { UNAUTHENTICATED } from './apply.js';
import { shownIntegration } from './integration-view.js';
import type { Shown } from './outcome.js';
import { shownPermission } from './permission-changes.js';
import * as rights from './rights.js';
import type { Refusal } from './rights.js';
import { inOrderGranted } from './state.js';
import type { ModelPermission, ModelWorld, State } from './state.js';

/** What a query answers in a state. */
export function answerTo({ by, question }: Asking, { world, revision }: State): Reply {
  const viewing = { world, by, revision };
  if (!rights.isSignedIn(viewing)) return UNAUTHENTICATED;
  const answer = fieldOf(question, viewing);
  if ('refused' in answer) {
    return { data: null, errors: [{ path: [question.field], extensions: answer.refused }] };
  }
  const account = question.field === 'viewer' ? { revision, ...settings(world) } : { revision };
  return { data: { account, [question.field]: answer.value }, errors: answer.errors };
}

interface Viewing {
  readonly world: ModelWorld;
  readonly by: string;
  readonly revision: number;
}

/** A refusal of a field that cannot be null takes everything with it. */
type Answer = Shown | { readonly refused: Refusal };

function fieldOf(question: Question, viewing: Viewing): Answer {
  switch (question.field) {
    case 'viewer':
      return sound(viewer(viewing));
    case 'integration':
      return shownIntegration(viewing, question.args.id, ['integration']);
    case 'integrations':
      return sound(list(viewing, 'READ', question.args));
    case 'usableIntegrations':
      return sound(list(viewing, 'USE', question.args));
    case 'checkRights':
      return checkRights(viewing, question.args.checks);
    case 'effectiveRights':
      return effectiveRights(viewing, question.args);
    case 'whoCan':
      return whoCan(viewing, question.args);
    case 'permissions':
      return permissions(viewing, question.args);
  }
}

function sound(value: unknown): Shown {
  return { value, errors: [] };
}

function settings({ account }: ModelWorld): object {
  const { plan, permissionSets, accessModel, residualRead } = account;
  const enforced = plan === 'ENTERPRISE' && permissionSets === 'ENFORCED';
  return { plan, permissionSets, accessModel, residualRead, enforced };
}

function viewer(viewing: Viewing): unknown {
  const { world, by } = viewing;
  const user = world.users.find(({ id }) => id === by);
  const own = world.groups.filter(
    ({ builtIn, memberIds = [] }) => builtIn === 'EVERYONE' || memberIds.includes(by),
  );
  const held = world.permissions.filter(
    ({ principal, rbacId }) =>
      principal.type === 'USER' &&
      principal.id === by &&
      (rbacId === WILDCARD || rights.isVisible(viewing, rights.integrationIdIn(rbacId) ?? '')),
  );
  return {
    ...{ id: by, name: user?.name, active: true, email: user?.email },
    isAdministrator: rights.isAdministrator(viewing),
    groups: own.map(({ id }) => ({ id })),
    memberships: user?.memberships.map(({ teamId, role }) => ({ team: { id: teamId }, role })),
    permissions: edgesOf(held),
  };
}

function edgesOf(held: readonly ModelPermission[], most = Infinity): object {
  const first = inOrderGranted(held).slice(0, most);
  return { edges: first.map((permission) => ({ node: shownPermission(permission) })) };
}

function list({ world, by }: Viewing, action: 'READ' | 'USE', { first, ...filters }: ListArguments): unknown {
  const ids = listedIn(world, { userId: by, action, ...filters });
  const nameOf = (id: string) => world.integrations.find((one) => one.id === id)?.name;
  return {
    edges: ids.slice(0, first).map((id) => ({ node: { id, name: nameOf(id) } })),
    pageInfo: { hasNextPage: ids.length > first },
  };
}

function decision({ world }: Viewing, asked: Asked): object {
  const { verdicts, ...told } = decisionIn(world, asked);
  const layers = Object.entries(verdicts).map(([layer, verdict]) => ({ layer, verdict }));
  return { action: asked.action, ...told, layers };
}

/** Null, a refusal, or whose rights are told: of others only to those who may manage permissions there. */
function subjectOf(viewing: Viewing, { rbacId, userId }: Omit<Check, 'action'>): string | null | Refusal {
  const id = rights.integrationIdIn(rbacId);
  if (typeof id === 'string' && !rights.isVisible(viewing, id)) return null;
  if (userId === undefined || userId === viewing.by) return viewing.by;
  const refusal = rights.forbidden(viewing, 'MANAGE_PERMISSIONS', rbacId);
  if (refusal !== undefined) return refusal;
  return viewing.world.users.some((user) => user.id === userId) ? userId : null;
}

/** "On the wildcard RBAC id only CREATE and MANAGE_PERMISSIONS exist." */
function isAskable({ rbacId, action }: Omit<Check, 'userId'>): boolean {
  const id = rights.integrationIdIn(rbacId);
  if (id === undefined) return action === 'CREATE' || action === 'MANAGE_PERMISSIONS';
  return id !== null;
}

function checkRights(viewing: Viewing, checks: readonly Check[]): Answer {
  if (!checks.every(isAskable)) return { refused: rights.BAD_USER_INPUT };
  const errors: ReplyError[] = [];
  const value = checks.map((check, index) => {
    const subject = subjectOf(viewing, check);
    if (subject === null) return null;
    if (typeof subject === 'string') return decision(viewing, { ...check, userId: subject });
    errors.push({ path: ['checkRights', index], extensions: subject });
    return null;
  });
  return { value, errors };
}

const ON_WILDCARD = ['CREATE', 'MANAGE_PERMISSIONS'] as const;
const ON_INTEGRATION = ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE', 'MANAGE_PERMISSIONS'] as const;

function effectiveRights(viewing: Viewing, asked: Omit<Check, 'action'>): Answer {
  const { rbacId } = asked;
  if (rights.integrationIdIn(rbacId) === null) {
    return nulled('effectiveRights', rights.BAD_USER_INPUT);
  }
  const subject = subjectOf(viewing, asked);
  if (subject === null) return sound(null);
  if (typeof subject !== 'string') return nulled('effectiveRights', subject);
  const actions = rbacId === WILDCARD ? ON_WILDCARD : ON_INTEGRATION;
  return sound({
    ...{ rbacId, user: { id: subject }, revision: viewing.revision },
    decisions: actions.map((action) => decision(viewing, { userId: subject, action, rbacId })),
  });
}

function nulled(field: string, extensions: Refusal): Shown {
  return { value: null, errors: [{ path: [field], extensions }] };
}

function whoCan(viewing: Viewing, asked: Omit<Asked, 'userId'>): Answer {
  if (!isAskable(asked)) return nulled('whoCan', rights.BAD_USER_INPUT);
  const refused = rights.notManaging(viewing, asked.rbacId);
  if (refused !== undefined) return nulled('whoCan', refused);
  const edges = whoCanIn(viewing.world, asked).map((id) => ({
    node: { user: { id }, decision: decision(viewing, { ...asked, userId: id }) },
  }));
  return sound({ edges });
}

function permissions(viewing: Viewing, { rbacId, includeWildcard }: PermissionArguments): Answer {
  const refused =
    rights.notManaging(viewing, rbacId) ??
    (includeWildcard ? rights.forbidden(viewing, 'MANAGE_PERMISSIONS', WILDCARD) : undefined);
  if (refused !== undefined) return nulled('permissions', refused);
  const shown = viewing.world.permissions.filter(
    (permission) => permission.rbacId === rbacId || (includeWildcard && permission.rbacId === WILDCARD),
  );
  return sound({ revision: viewing.revision, ...edgesOf(shown, PAGE) });
}
