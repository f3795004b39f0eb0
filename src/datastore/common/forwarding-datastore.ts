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

/** A datastore that leaves every call to another one; whoever extends it says which calls are more than that. */
export class ForwardingDatastore implements Datastore {
  constructor(protected readonly inner: Datastore) {}

  get commandCount(): number {
    return this.inner.commandCount;
  }

  open(): Promise<void> {
    return this.inner.open();
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  ping(): Promise<void> {
    return this.inner.ping();
  }

  openSnapshot(accountId: string, by?: ViewerRef, around?: Around): Promise<Snapshot | undefined> {
    return this.inner.openSnapshot(accountId, by, around);
  }

  change<T>(target: ChangeTarget, plan: ChangePlan<T>): Promise<ChangeOutcome<T> | undefined> {
    return this.inner.change(target, plan);
  }

  beginImport(accountId: string, options: { readonly replace: boolean }): Promise<AccountImport> {
    return this.inner.beginImport(accountId, options);
  }

  noteAccessTokenUse(token: AccessTokenRef, day: string): Promise<void> {
    return this.inner.noteAccessTokenUse(token, day);
  }

  accountPage(page: PageRequest): Promise<Page<AccountRecord>> {
    return this.inner.accountPage(page);
  }

  deleteAccount(accountId: string): Promise<boolean> {
    return this.inner.deleteAccount(accountId);
  }

  resealSecrets(accountId: string, page: PageRequest, reseal: Reseal): Promise<ResealedPage | undefined> {
    return this.inner.resealSecrets(accountId, page, reseal);
  }

  cleanUp(accountId: string, plan: CleaningPlan): Promise<boolean> {
    return this.inner.cleanUp(accountId, plan);
  }
}
