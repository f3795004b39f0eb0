import type { ChangeDependencies, Requester } from './change-dependencies.js';
import type {
  AuditEventKind,
  JsonObject,
  NewAuditEvent,
  PermissionRecord,
  UserRecord,
} from '../datastore/contract/records.js';

/** Who changed what, when, in which request and why: the part that all events of one change share. */
export class ChangeRecorder {
  readonly at: number;

  constructor(
    private readonly dependencies: Pick<ChangeDependencies, 'now' | 'newId'>,
    private readonly by: {
      readonly actor: UserRecord;
      readonly requester: Requester;
      readonly reason: string | null;
    },
  ) {
    this.at = dependencies.now();
  }

  newId(): string {
    return this.dependencies.newId();
  }

  get actorId(): string {
    return this.by.actor.id;
  }

  get reason(): string | null {
    return this.by.reason;
  }

  event(
    kind: AuditEventKind,
    rbacId: string,
    states: { readonly before: JsonObject | null; readonly after: JsonObject | null },
  ): NewAuditEvent {
    const { actor, requester, reason } = this.by;
    return {
      id: this.newId(),
      at: this.at,
      actorId: actor.id,
      actorName: actor.name,
      kind,
      rbacId,
      ...states,
      reason,
      requestId: requester.requestId,
    };
  }

  granted(permission: PermissionRecord): NewAuditEvent {
    return this.event('PERMISSION_GRANTED', permission.rbacId, {
      before: null,
      after: permissionState(permission),
    });
  }

  revoked(permission: PermissionRecord): NewAuditEvent {
    return this.event('PERMISSION_REVOKED', permission.rbacId, {
      before: permissionState(permission),
      after: null,
    });
  }
}

function permissionState(permission: PermissionRecord): JsonObject {
  const { principal, grantedAt, ...rest } = permission;
  return { ...rest, principal: { ...principal }, grantedAt: new Date(grantedAt).toISOString() };
}
