import type { NewAuditEvent } from '../datastore/contract/records.js';
import type { ChangeDependencies, Requester } from './change-dependencies.js';

/** Who changes what, when, in which request and why: the part that all records and events of one change share. */
export class ChangeAuthor {
  /** The time of the change. */
  readonly at: number;

  constructor(
    private readonly dependencies: Pick<ChangeDependencies, 'now' | 'newId'>,
    private readonly by: {
      /** Null: nobody of the account, but the command line. */
      readonly actor: { readonly id: string; readonly name: string } | null;
      readonly requester: Pick<Requester, 'requestId' | 'accessToken'>;
      readonly reason: string | null;
    },
  ) {
    this.at = dependencies.now();
  }

  newId(): string {
    return this.dependencies.newId();
  }

  get id(): string | null {
    return this.by.actor?.id ?? null;
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
      actorId: actor?.id ?? null,
      actorName: actor?.name ?? null,
      ...told,
      accessTokenId: requester.accessToken?.id ?? null,
      reason,
      requestId: requester.requestId,
    };
  }
}
