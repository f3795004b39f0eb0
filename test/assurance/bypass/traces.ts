import { z } from 'zod';
import type { TestGateway } from '../../support/gateway.js';
import { PD, SETS } from './world.js';

/** What an audit event has to say. */
export interface Trace {
  readonly kind: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly rbacId: string | null;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  readonly reason: string | null;
}

const BY_NOBODY = { actorId: null, actorName: null, rbacId: null, reason: null };
const BY_ADA = { actorId: 'usr_ada', actorName: 'User ada', rbacId: PD, reason: 'to leave a trace' };

export const IMPORTED: Trace = { kind: 'ACCOUNT_IMPORTED', hasBefore: false, hasAfter: true, ...BY_NOBODY };

/** What `leaveTraces` leaves, by account; newest first. */
export const TRACES: Readonly<Record<string, readonly Trace[]>> = {
  acme: [
    { kind: 'PERMISSION_REVOKED', hasBefore: true, hasAfter: false, ...BY_ADA },
    { kind: 'PERMISSION_GRANTED', hasBefore: false, hasAfter: true, ...BY_ADA },
  ],
};

const granted = z.object({
  grantPermission: z.object({ changes: z.tuple([z.object({ permission: z.object({ id: z.string() }) })]) }),
});

/** Grants and revokes, so that the audit trail has something to tell and everything is as it was. */
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
  await gateway.ask(
    ada,
    `mutation ($id: ID!, $reason: String) { revokePermission(input: { permissionId: $id, reason: $reason }) { revision } }`,
    { ...variables, id },
  );
}
