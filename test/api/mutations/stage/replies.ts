import { z } from 'zod';

const userErrors = z.array(
  z.strictObject({ code: z.string(), message: z.string().min(1), field: z.array(z.string()) }),
);
const revision = z.int().nullable();

const permission = z.strictObject({
  id: z.string(),
  rbacId: z.string(),
  integration: z.strictObject({ id: z.string() }).nullable(),
  principal: z.strictObject({ type: z.string(), id: z.string(), name: z.string() }),
  permissionSet: z.strictObject({ id: z.string() }),
  source: z.string(),
  inert: z.boolean(),
  grantedBy: z.strictObject({ id: z.string() }).nullable(),
  grantedAt: z.iso.datetime(),
  reason: z.string().nullable(),
});
export type PermissionReply = z.infer<typeof permission>;

/** What is asked of a payload, and the form it then has. */
export const PERMISSIONS_PAYLOAD = {
  selection: `changes { outcome permission {
      id rbacId integration { id } principal { type id name } permissionSet { id }
      source inert grantedBy { id } grantedAt reason
    } } warnings { code message } userErrors { code message field } revision
    integration { id } removedPermissionIds`,
  schema: z.strictObject({
    changes: z.array(z.strictObject({ outcome: z.string(), permission: permission.nullable() })),
    warnings: z.array(z.strictObject({ code: z.string(), message: z.string().min(1) })),
    userErrors,
    revision,
    integration: z.strictObject({ id: z.string() }).nullable(),
    removedPermissionIds: z.array(z.string()),
  }),
};

export const INTEGRATION_PAYLOAD = {
  selection: 'integration { id name type } userErrors { code message field } revision',
  schema: z.strictObject({
    integration: z.strictObject({ id: z.string(), name: z.string(), type: z.string() }).nullable(),
    userErrors,
    revision,
  }),
};

export const DELETION_PAYLOAD = {
  selection: 'deletedIntegrationId userErrors { code message field } revision',
  schema: z.strictObject({ deletedIntegrationId: z.string().nullable(), userErrors, revision }),
};

export type PermissionsPayload = z.infer<typeof PERMISSIONS_PAYLOAD.schema>;
export type IntegrationPayload = z.infer<typeof INTEGRATION_PAYLOAD.schema>;
export type DeletionPayload = z.infer<typeof DELETION_PAYLOAD.schema>;

/** What a mutation answered: a payload, or a top-level error that took its place. */
export interface Reply<T> {
  readonly payload: T | null;
  readonly errors: readonly TopLevelError[];
}

/** The extensions of an error, without its words. */
export type TopLevelError = Readonly<Record<string, unknown>>;

/** What all payloads have in common. */
export interface Payload {
  readonly userErrors: z.infer<typeof userErrors>;
  readonly revision: number | null;
}

/** The payload of a change that was carried out. */
export function done<T extends Payload>(reply: Reply<T>): T {
  const { payload, errors } = reply;
  if (payload === null || errors.length > 0 || payload.userErrors.length > 0) {
    throw new Error(`The change was refused: ${JSON.stringify(reply)}`);
  }
  return payload;
}

/** Why a change was refused, in short: its user errors with their fields, or its top-level code. */
export function refusal({ payload, errors }: Reply<Payload>): readonly string[] {
  const expected = payload?.userErrors.map(({ code, field }) => `${code} ${field.join('.')}`) ?? [];
  return [...errors.map(({ code }) => String(code)), ...expected];
}

/** The one permission of a payload with a single change. */
export function onlyPermission({ changes }: PermissionsPayload): PermissionReply {
  const [change, ...others] = changes;
  if (!change?.permission || others.length > 0) {
    throw new Error(`Not one permission: ${JSON.stringify(changes)}`);
  }
  return change.permission;
}

/** Outcomes with what they are about, in order: `CREATED usr_otto`; an absent one is about nothing. */
export function outcomes({ changes }: PermissionsPayload): readonly string[] {
  return changes.map(({ outcome, permission: about }) =>
    about === null ? outcome : `${outcome} ${about.principal.id}`,
  );
}

export function warningCodes({ warnings }: PermissionsPayload): readonly string[] {
  return warnings.map(({ code }) => code);
}
