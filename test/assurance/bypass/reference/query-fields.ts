import { listedIn, whoCanIn } from '../../oracle/account.js';
import type { Action } from '../../../../src/decision/actions.js';
import { isSeen, rbacIdOf, Refusal } from './outcomes.js';
import type { Asked } from './outcomes.js';
import { rightsOutcome } from './rules.js';
import { IMPORTED, TRACES } from '../traces.js';
import type { Trace } from '../traces.js';
import { SETS } from '../world.js';
import { byId, nodeOf, nodes, permissionNodes, PRESENT, sorted } from './values.js';
import type { FieldsOf } from './values.js';

interface OnRbacId {
  readonly rbacId: string;
  readonly action: Action;
  readonly userId?: string;
  readonly includeWildcard?: boolean;
}

const SET_COUNT = 6;

const QUERY: FieldsOf<unknown> = {
  viewer: (_, { world, viewerId }) => nodeOf('User', byId(world.users, viewerId)),
  account: (_, { world }) => nodeOf('Account', world.account),
  integration: (_, { world, args }) => nodeOf('Integration', byId(world.integrations, String(args.id))),
  integrations: (_, asked) => {
    const readable = listed(asked, 'READ');
    if (asked.args.withoutOwner !== true) return readable;
    const { integrations, permissions } = asked.world;
    const isOwned = (id: string) =>
      permissions.some((each) => each.rbacId === rbacIdOf(id) && each.permissionSetId === SETS.OWNER);
    const ids = integrations.filter(({ id, system }) => !system && !isOwned(id)).map(({ id }) => id);
    return readable.filter(({ row }) => ids.includes((row as { id: string }).id));
  },
  integrationsById: (_, asked) =>
    (asked.args.ids as readonly string[]).map((id) =>
      isSeen(asked, rbacIdOf(id)) ? nodeOf('Integration', byId(asked.world.integrations, id)) : null,
    ),
  usableIntegrations: (_, asked) => listed(asked, 'USE'),
  permissionSets: () => nodes('PermissionSet', Array.from({ length: SET_COUNT })),
  permissions: (_, asked) => {
    const { rbacId, includeWildcard = false } = onRbacId(asked);
    const places = [rbacId, ...(includeWildcard ? ['data_providers.*'] : [])];
    return permissionNodes(asked, (permission) => places.includes(permission.rbacId));
  },
  effectiveRights: (_, asked) => {
    const { rbacId, userId = asked.viewerId } = onRbacId(asked);
    return nodeOf('EffectiveRights', { rbacId, userId });
  },
  checkRights: (_, asked) => (asked.args.checks as readonly OnRbacId[]).map((check) => checked(asked, check)),
  whoCan: (_, asked) => {
    const { rbacId, action } = onRbacId(asked);
    const userIds = whoCanIn(asked.world, { rbacId, action });
    return nodes(
      'UserDecision',
      userIds.map((userId) => ({ userId, rbacId, action })),
    );
  },
  user: (_, { world, args }) => nodeOf('User', byId(world.users, String(args.id))),
  group: (_, { world, args }) => nodeOf('Group', byId(world.groups, String(args.id))),
  team: (_, { world, args }) => nodeOf('Team', byId(world.teams, String(args.id))),
  users: (_, { world }) => nodes('User', sorted(world.users)),
  groups: (_, { world }) => nodes('Group', sorted(world.groups)),
  teams: (_, { world }) => nodes('Team', sorted(world.teams)),
  auditEvents: (_, { world }) => nodes('AuditEvent', [...(TRACES[world.account.id] ?? []), IMPORTED]),
};

const AUDIT_EVENT: FieldsOf<Trace> = {
  kind: ({ kind }) => kind,
  target: (trace) => nodeOf('AuditTarget', trace),
  actorId: ({ actorId }) => actorId,
  actorName: ({ actorName }) => actorName,
  rbacId: ({ rbacId }) => rbacId,
  accessTokenId: ({ byAccessToken = false }) => (byAccessToken ? PRESENT : null),
  before: ({ hasBefore }) => (hasBefore ? PRESENT : null),
  after: ({ hasAfter }) => (hasAfter ? PRESENT : null),
  reason: ({ reason }) => reason,
};

/** A permission has no name, and neither has what was stored past the API; the rest is about the account otherwise. */
const AUDIT_TARGET: FieldsOf<Trace> = {
  kind: ({ kind }) => {
    if (kind.startsWith('ACCESS_TOKEN')) return 'ACCESS_TOKEN';
    return kind.startsWith('PERMISSION') ? 'PERMISSION' : 'ACCOUNT';
  },
  name: ({ kind, hasAfter }) => (kind.startsWith('PERMISSION') || !hasAfter ? null : PRESENT),
};

export const QUERY_FIELDS = { Query: QUERY, AuditEvent: AUDIT_EVENT, AuditTarget: AUDIT_TARGET };

function listed({ world, viewerId: userId }: Asked, action: 'READ' | 'USE') {
  const ids = listedIn(world, { userId, action });
  return nodes(
    'Integration',
    ids.map((id) => byId(world.integrations, id)),
  );
}

function checked(asked: Asked, { rbacId, action, userId }: OnRbacId) {
  const args = { rbacId, ...(userId !== undefined && { userId }) };
  const outcome = rightsOutcome({ ...asked, args });
  if (outcome instanceof Refusal) return outcome;
  if (outcome === 'NULL') return null;
  return nodeOf('Decision', { rbacId, action, userId: userId ?? asked.viewerId });
}

function onRbacId({ args }: Asked): OnRbacId {
  return args as unknown as OnRbacId;
}
