import { z } from 'zod';
import type { Grant } from '../worlds/grants.js';
import { soundData } from './ask.js';
import type { Ask } from './ask.js';

/** What became of one grant or removal. */
export interface Change {
  readonly outcome: string;
  readonly permissionId: string | null;
}

const payload = z.object({
  done: z.object({
    changes: z
      .array(
        z
          .object({ outcome: z.string(), permission: z.object({ id: z.string() }).nullable() })
          .transform(({ outcome, permission }): Change => ({
            outcome,
            permissionId: permission?.id ?? null,
          })),
      )
      .readonly(),
    userErrors: z.tuple([]),
  }),
});

/** Grants by an administrator, alone; one that is refused fails the test. */
export async function grant(ask: Ask, { rbacId, principal, permissionSetId }: Grant): Promise<Change> {
  const input = { rbacId, principal, permissionSetId };
  return only(await changed(ask, { field: 'grantPermission', type: 'GrantPermissionInput', input }));
}

/** Revokes, even the last Owner permission of an integration. */
export async function revoke(ask: Ask, permissionId: string): Promise<Change> {
  const input = { permissionId, allowOrphan: true };
  return only(await changed(ask, { field: 'revokePermission', type: 'RevokePermissionInput', input }));
}

/** The Save button, with grants that all stand on one RBAC id. */
export function save(
  ask: Ask,
  rbacId: string,
  { add, remove }: { readonly add: readonly Grant[]; readonly remove: readonly string[] },
): Promise<readonly Change[]> {
  const input = {
    ...{ rbacId, remove, allowOrphan: true },
    add: add.map(({ principal, permissionSetId }) => ({ principal, permissionSetId })),
  };
  return changed(ask, { field: 'changePermissions', type: 'ChangePermissionsInput', input });
}

async function changed(
  ask: Ask,
  { field, type, input }: { readonly field: string; readonly type: string; readonly input: object },
): Promise<readonly Change[]> {
  const query = `mutation ($input: ${type}!) {
    done: ${field}(input: $input) { changes { outcome permission { id } } userErrors { code } }
  }`;
  return payload.parse(soundData(await ask(query, { input }))).done.changes;
}

function only(changes: readonly Change[]): Change {
  const [change] = changes;
  if (change === undefined || changes.length > 1) throw new Error(`Changed ${JSON.stringify(changes)}`);
  return change;
}
