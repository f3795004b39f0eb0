import { z } from 'zod';
import { OBSERVER } from '../../worlds/observed.js';
import type { ExpectedEvent, Fields } from '../model/outcome.js';
import type { NewIds } from '../model/state.js';
import type { Gateways } from './gateways.js';

const fields = z.record(z.string(), z.unknown());
const event = z.object({
  id: z.string(),
  kind: z.string(),
  rbacId: z.string().nullable(),
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  reason: z.string().nullable(),
  before: fields.nullable(),
  after: fields.nullable(),
  requestId: z.string(),
  revision: z.int(),
});
export type AuditEvent = z.infer<typeof event>;

const page = z.object({
  account: z.object({ revision: z.int() }),
  auditEvents: z.object({
    edges: z.array(z.object({ node: event })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

const QUERY = `query ($first: Int!, $after: String) { account { revision }
  auditEvents(first: $first, after: $after) {
    edges { node { id kind rbacId actorId actorName reason before after requestId revision } }
    pageInfo { hasNextPage endCursor } } }`;

/** What the audit trail tells of the time after a revision: oldest first, as it is once nothing is under way. */
export interface Trail {
  readonly revision: number;
  readonly events: readonly AuditEvent[];
}

export async function trailSince(
  gateways: Gateways,
  account: string,
  { revision, first }: { readonly revision: number; readonly first: number },
): Promise<Trail> {
  const events: AuditEvent[] = [];
  let after: string | null = null;
  for (;;) {
    const body = { query: QUERY, variables: { first, after } };
    const { reply } = await gateways.send(0, { account, user: OBSERVER }, body);
    const told = page.parse(reply.data, { error: () => JSON.stringify(reply) });
    events.push(...told.auditEvents.edges.map(({ node }) => node));
    const { hasNextPage, endCursor } = told.auditEvents.pageInfo;
    const isFarEnough = (events.at(-1)?.revision ?? 0) <= revision;
    if (!hasNextPage || isFarEnough) {
      const newer = events.filter((each) => each.revision > revision);
      return { revision: told.account.revision, events: newer.reverse() };
    }
    after = endCursor;
  }
}

const grant = z.object({
  id: z.string(),
  grantedAt: z.string(),
  principal: z.object({ type: z.enum(['USER', 'GROUP']), id: z.string() }),
  permissionSetId: z.string(),
});

/** The ids that a change gave out. */
export function newIdsIn(events: readonly AuditEvent[]): NewIds {
  const after = (kind: string) => events.filter((each) => each.kind === kind).map((each) => each.after);
  return {
    integrationIds: after('INTEGRATION_CREATED').map((made) => z.object({ id: z.string() }).parse(made).id),
    permissions: after('PERMISSION_GRANTED').map((made) => grant.parse(made)),
  };
}

/** An event with what the model knows of it. */
export function known({
  kind,
  rbacId,
  actorId,
  actorName,
  reason,
  before,
  after,
}: AuditEvent): ExpectedEvent {
  return {
    ...{ kind, rbacId: rbacId ?? '', actorId: actorId ?? '', actorName: actorName ?? '', reason },
    before: before && knownFields(before),
    after: after && knownFields(after),
  };
}

function knownFields(state: Fields): Fields {
  if ('rbacId' in state) {
    const { id, rbacId, principal, permissionSetId, source, reason } = state;
    return { id, rbacId, principal, permissionSetId, source, reason };
  }
  const { id, name, type, system, teamIds, createdById, version, settings } = state;
  return { id, name, type, system, teams: teamIds, createdById, version, settings };
}
