import { z } from 'zod';
import type { TestGateway } from '../../support/gateway.js';
import { giveAccessTokens } from './access-tokens.js';
import { ACME, GLOBEX, PD, SETS } from './world.js';

/** What an audit event has to say. */
export interface Trace {
  readonly kind: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly rbacId: string | null;
  readonly byAccessToken?: boolean;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  readonly reason: string | null;
}

const BY_NOBODY = { actorId: null, actorName: null, rbacId: null, reason: null };
const BY_ADA = { actorId: 'usr_ada', actorName: 'User ada', rbacId: PD, reason: 'to leave a trace' };

export const IMPORTED: Trace = { kind: 'ACCOUNT_IMPORTED', hasBefore: false, hasAfter: true, ...BY_NOBODY };

/** Tokens that the world was given past the API. */
const STORED: Trace = { kind: 'ACCOUNT_UPDATED', hasBefore: false, hasAfter: false, ...BY_NOBODY };

/** What `leaveTraces` leaves, by account; newest first. */
export const TRACES: Readonly<Record<string, readonly Trace[]>> = {
  acme: [
    { ...STORED },
    { ...STORED },
    { kind: 'PERMISSION_REVOKED', hasBefore: true, hasAfter: false, ...BY_ADA, byAccessToken: true },
    { kind: 'ACCESS_TOKEN_CREATED', hasBefore: false, hasAfter: true, ...BY_ADA, rbacId: null, reason: null },
    { kind: 'PERMISSION_GRANTED', hasBefore: false, hasAfter: true, ...BY_ADA },
  ],
  globex: [STORED, STORED],
};

const granted = z.object({
  grantPermission: z.object({ changes: z.tuple([z.object({ permission: z.object({ id: z.string() }) })]) }),
});

const created = z.object({ createAccessToken: z.object({ token: z.string() }) });

/**
 * Grants, and revokes with an access token, so that the audit trail has something to tell and everything is as it was.
 */
export async function leaveTraces(gateway: TestGateway): Promise<void> {
  const ada = { account: 'acme', user: 'usr_ada' };
  const variables = { reason: BY_ADA.reason };
  const { data } = await gateway.ask(
    ada,
    `mutation ($reason: String) { grantPermission(input: { rbacId: "${PD}", reason: $reason,
      principal: { type: USER, id: "usr_ivy" }, permissionSetId: "${SETS.USE}"
    }) { changes { permission { id } } } }`,
    variables,
  );
  const { id } = granted.parse(data).grantPermission.changes[0].permission;
  const made = await gateway.ask(ada, 'mutation { createAccessToken(input: { name: "x" }) { token } }');
  await gateway.askWith(
    created.parse(made.data).createAccessToken.token,
    `mutation ($id: ID!, $reason: String) { revokePermission(input: { permissionId: $id, reason: $reason }) { revision } }`,
    { ...variables, id },
  );
  for (const world of [ACME, GLOBEX]) await giveAccessTokens(gateway, world);
}
