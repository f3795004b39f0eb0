import { z } from 'zod';
import type { TestGateway } from '../../support/gateway.js';
import { asUser, soundData } from '../api/ask.js';
import { OBSERVER } from '../worlds/observed.js';

/** That of an import counts rows and has no id. */
const state = z.looseObject({ id: z.string().default('') }).nullable();
const auditEvent = z.object({
  id: z.string(),
  kind: z.string(),
  before: state,
  after: state,
  requestId: z.string().nullable(),
  revision: z.int(),
});
export type AuditEvent = z.infer<typeof auditEvent>;

const page = z.object({
  auditEvents: z.object({
    edges: z.array(z.object({ node: auditEvent })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

const QUERY = `query ($after: String) { auditEvents(first: 100, after: $after) {
  edges { node { id kind before after requestId revision } } pageInfo { hasNextPage endCursor }
} }`;

/** The whole audit trail of an account, newest first. */
export async function readAuditTrail(account: {
  readonly id: string;
  readonly gateway: Pick<TestGateway, 'ask'>;
}): Promise<readonly AuditEvent[]> {
  const ask = asUser(account.gateway, account.id, OBSERVER);
  const events: AuditEvent[] = [];
  let after: string | null = null;
  for (;;) {
    const answer: z.infer<typeof page> = page.parse(soundData(await ask(QUERY, { after })));
    const { edges, pageInfo } = answer.auditEvents;
    events.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return events;
    after = pageInfo.endCursor;
  }
}
