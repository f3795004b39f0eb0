import type {
  AccessTokenRef,
  AccountImport,
  Around,
  ChangeOutcome,
  ChangePlan,
  ChangeTarget,
  CleaningPlan,
  Datastore,
  Page,
  PageRequest,
  Reseal,
  ResealedPage,
  Snapshot,
  ViewerRef,
} from '../contract/datastore.js';
import type { AccountRecord } from '../contract/records.js';

/** The datastore; `notice` is told of each account in which something is left to be cleaned up, whenever that is seen. */
export function noticingDeletions(datastore: Datastore, notice: (accountId: string) => void): Datastore {
  return new NoticingDatastore(datastore, notice);
}

class NoticingDatastore implements Datastore {
  readonly #datastore: Datastore;
  readonly #notice: (accountId: string) => void;

  constructor(datastore: Datastore, notice: (accountId: string) => void) {
    this.#datastore = datastore;
    this.#notice = notice;
  }

  get commandCount(): number {
    return this.#datastore.commandCount;
  }

  open(): Promise<void> {
    return this.#datastore.open();
  }

  close(): Promise<void> {
    return this.#datastore.close();
  }

  ping(): Promise<void> {
    return this.#datastore.ping();
  }

  async openSnapshot(accountId: string, by?: ViewerRef, around?: Around): Promise<Snapshot | undefined> {
    const snapshot = await this.#datastore.openSnapshot(accountId, by, around);
    if (snapshot !== undefined && snapshot.account.deletions.length > 0) this.#notice(accountId);
    return snapshot;
  }

  async change<T>(target: ChangeTarget, plan: ChangePlan<T>): Promise<ChangeOutcome<T> | undefined> {
    const last = { deletes: false };
    const outcome = await this.#datastore.change(target, async (snapshot, kept) => {
      const planned = await plan(snapshot, kept);
      last.deletes = (planned.changes?.addDeletions?.length ?? 0) > 0;
      return planned;
    });
    if (last.deletes) this.#notice(target.accountId);
    return outcome;
  }

  beginImport(accountId: string, options: { readonly replace: boolean }): Promise<AccountImport> {
    return this.#datastore.beginImport(accountId, options);
  }

  accountPage(page: PageRequest): Promise<Page<AccountRecord>> {
    return this.#datastore.accountPage(page);
  }

  deleteAccount(accountId: string): Promise<boolean> {
    return this.#datastore.deleteAccount(accountId);
  }

  noteAccessTokenUse(token: AccessTokenRef, day: string): Promise<void> {
    return this.#datastore.noteAccessTokenUse(token, day);
  }

  resealSecrets(accountId: string, page: PageRequest, reseal: Reseal): Promise<ResealedPage | undefined> {
    return this.#datastore.resealSecrets(accountId, page, reseal);
  }

  cleanUp(accountId: string, plan: CleaningPlan): Promise<boolean> {
    return this.#datastore.cleanUp(accountId, plan);
  }
}
