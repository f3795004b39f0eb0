import type { NewAuditEvent, UserRecord } from '../datastore/contract/records.js';
import type { ChangeDependencies, Requester } from './change-dependencies.js';

/** Who changes what, when, in which request and why: the part that all records and events of one change share. */
export class ChangeAuthor {
  /** The time of the change. */
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

  get id(): string {
    return this.by.actor.id;
  }

  get reason(): string | null {
    return this.by.reason;
  }

  /** An event of this change, with what it tells of its own. */
  event(told: Pick<NewAuditEvent, 'kind' | 'target' | 'rbacId' | 'before' | 'after'>): NewAuditEvent {
    const { actor, requester, reason } = this.by;
    return {
      id: this.newId(),
      at: this.at,
      actorId: actor.id,
      actorName: actor.name,
      ...told,
      reason,
      requestId: requester.requestId,
    };
  }
}
