import { ForwardingDatastore } from '../common/forwarding-datastore.js';
import type {
  Around,
  ChangeOutcome,
  ChangePlan,
  ChangeTarget,
  Datastore,
  Snapshot,
  ViewerRef,
} from '../contract/datastore.js';

/** The datastore; `notice` is told of each account in which something is left to be cleaned up, whenever that is seen. */
export function noticingDeletions(datastore: Datastore, notice: (accountId: string) => void): Datastore {
  return new NoticingDatastore(datastore, notice);
}

class NoticingDatastore extends ForwardingDatastore {
  readonly #notice: (accountId: string) => void;

  constructor(datastore: Datastore, notice: (accountId: string) => void) {
    super(datastore);
    this.#notice = notice;
  }

  override async openSnapshot(
    accountId: string,
    by?: ViewerRef,
    around?: Around,
  ): Promise<Snapshot | undefined> {
    const snapshot = await this.inner.openSnapshot(accountId, by, around);
    if (snapshot !== undefined && snapshot.account.deletions.length > 0) this.#notice(accountId);
    return snapshot;
  }

  override async change<T>(target: ChangeTarget, plan: ChangePlan<T>): Promise<ChangeOutcome<T> | undefined> {
    const last = { deletes: false };
    const outcome = await this.inner.change(target, async (snapshot, kept) => {
      const planned = await plan(snapshot, kept);
      last.deletes = (planned.changes?.addDeletions?.length ?? 0) > 0;
      return planned;
    });
    if (last.deletes) this.#notice(target.accountId);
    return outcome;
  }
}
