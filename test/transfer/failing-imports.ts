import type { AccountImport, Datastore } from '../../src/datastore/contract/datastore.js';

/** A datastore whose imports fail at the named calls, after all the others were carried out. */
export class FailingImports implements Pick<Datastore, 'openSnapshot' | 'beginImport'> {
  discarded = 0;
  readonly #failing: readonly (keyof AccountImport)[];

  constructor(
    private readonly inner: Datastore,
    ...failing: (keyof AccountImport)[]
  ) {
    this.#failing = failing;
  }

  openSnapshot: Datastore['openSnapshot'] = (accountId, userId) => this.inner.openSnapshot(accountId, userId);

  beginImport: Datastore['beginImport'] = async (accountId, options) => {
    const target = await this.inner.beginImport(accountId, options);
    return {
      writeDirectory: (records) =>
        this.#unlessFailing('writeDirectory', () => target.writeDirectory(records)),
      writeIntegrations: (rows) =>
        this.#unlessFailing('writeIntegrations', () => target.writeIntegrations(rows)),
      writePermissions: (rows) =>
        this.#unlessFailing('writePermissions', () => target.writePermissions(rows)),
      buildLists: (onProgress) => this.#unlessFailing('buildLists', () => target.buildLists(onProgress)),
      commit: (account, event) => this.#unlessFailing('commit', () => target.commit(account, event)),
      discard: () => {
        this.discarded += 1;
        return this.#unlessFailing('discard', () => target.discard());
      },
    };
  };

  async #unlessFailing<T>(call: keyof AccountImport, work: () => Promise<T>): Promise<T> {
    if (this.#failing.includes(call)) throw new Error(`${call} failed`);
    return work();
  }
}
