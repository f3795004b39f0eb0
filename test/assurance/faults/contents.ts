import type { AccountWorld } from '../worlds/account-world.js';
import type { AuditEvent } from './audit-trail.js';

/** What changes write, by id, in the words of the audit trail. */
export interface Contents {
  readonly integrations: ReadonlyMap<string, object>;
  readonly permissions: ReadonlyMap<string, object>;
}

/** What an export holds of it. */
export function contentsOf({ integrations, permissions }: AccountWorld): Contents {
  return {
    integrations: new Map(integrations.map((one) => [one.id, inTrail(one)])),
    permissions: new Map(
      permissions.map(({ grantedBy = null, ...one }) => [
        one.id,
        { source: 'GRANTED', reason: null, ...one, grantedBy },
      ]),
    ),
  };
}

/** The trail tells the names of secrets alone, of which these accounts have none. */
function inTrail(integration: object): object {
  const { sealedSecrets: _sealed, ...told } = integration as { readonly sealedSecrets?: unknown };
  return { ...told, secretNames: [] };
}

/** What there must be after these events, oldest first. */
export function replayed(before: Contents, events: readonly AuditEvent[]): Contents {
  const [integrations, permissions] = [new Map(before.integrations), new Map(before.permissions)];
  for (const event of events) {
    const rows = event.kind.startsWith('INTEGRATION_') ? integrations : permissions;
    if (event.before !== null && !rows.delete(event.before.id)) {
      throw new Error(`${event.kind} is about a row that was not there: ${JSON.stringify(event)}`);
    }
    if (event.after !== null) rows.set(event.after.id, event.after);
  }
  return { integrations, permissions };
}
