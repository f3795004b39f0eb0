import { groupBy } from '../../collections/group-by.js';
import { principalsOf } from '../../decision/facts.js';
import type { Principal } from '../../decision/facts.js';
import type { IntegrationQuery, Keeping, Keyed, Page, Snapshot } from '../contract/datastore.js';
import type { IntegrationRecord, PermissionRecord, UserRecord } from '../contract/records.js';
import { comparePermissions } from '../contract/sort-keys.js';
import { HeldSnapshot } from './held-snapshot.js';
import type { Hold, Holder } from './held-snapshot.js';
import type { ViewerFacts } from './kept-facts.js';

/** A hold on a state, for one viewer: what the viewer has read of this revision is not read again. */
export class KeepingSnapshot extends HeldSnapshot {
  override readonly keptUnder: Keeping;
  readonly #facts: ViewerFacts;
  readonly #principals: readonly Principal[];

  constructor(
    state: Snapshot,
    viewer: Holder & { readonly user: UserRecord; readonly facts: ViewerFacts },
    hold: Hold,
  ) {
    super(state, viewer, hold);
    this.#facts = viewer.facts;
    this.keptUnder = viewer.facts;
    this.#principals = principalsOf(state.account, viewer.user);
  }

  override async integrations(
    ids: readonly string[],
    options: { readonly withDetails: boolean },
  ): Promise<readonly IntegrationRecord[]> {
    if (options.withDetails) return super.integrations(ids, options);
    await this.#keepIntegrations(ids);
    return [...new Set(ids)].flatMap((id) => this.#facts.integration(id) ?? []);
  }

  /** A page is found anew each time; of its rows only those that are not kept are read. */
  override async integrationPage(query: IntegrationQuery): Promise<Page<IntegrationRecord>> {
    const { withDetails, ...idQuery } = query;
    if (withDetails) return super.integrationPage(query);
    const { rows, hasNextPage } = await super.integrationIdPage(idQuery);
    await this.#keepIntegrations(rows.map(({ row: id }) => id));
    const found: Keyed<IntegrationRecord>[] = [];
    for (const { key, row: id } of rows) {
      const row = this.#facts.integration(id);
      if (row) found.push({ key, row });
    }
    return { rows: found, hasNextPage };
  }

  override async permissionsOn(
    rbacIds: readonly string[],
    heldBy?: readonly Principal[],
  ): Promise<readonly PermissionRecord[]> {
    if (heldBy === undefined || !this.#areOwn(heldBy)) return super.permissionsOn(rbacIds, heldBy);
    const asked = [...new Set(rbacIds)];
    const unknown = asked.filter((rbacId) => this.#facts.permissions(rbacId) === undefined);
    if (unknown.length > 0) {
      const read = groupBy(await super.permissionsOn(unknown, heldBy), ({ rbacId }) => rbacId);
      this.#facts.keepPermissions(new Map(unknown.map((rbacId) => [rbacId, read.get(rbacId) ?? []])));
    }
    return asked.flatMap((rbacId) => this.#facts.permissions(rbacId) ?? []).sort(comparePermissions);
  }

  async #keepIntegrations(ids: readonly string[]): Promise<void> {
    const unknown = ids.filter((id) => this.#facts.integration(id) === undefined);
    if (unknown.length === 0) return;
    this.#facts.keepIntegrations(unknown, await super.integrations(unknown, { withDetails: false }));
  }

  #areOwn(principals: readonly Principal[]): boolean {
    return (
      principals.length === this.#principals.length &&
      principals.every(({ type, id }, index) => {
        const own = this.#principals[index];
        return own?.type === type && own.id === id;
      })
    );
  }
}
