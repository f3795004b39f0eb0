import { groupBy } from '../../collections/group-by.js';
import { principalsOf } from '../../decision/facts.js';
import type { Principal } from '../../decision/facts.js';
import type { Snapshot } from '../contract/datastore.js';
import type { IntegrationRecord, PermissionRecord, UserRecord } from '../contract/records.js';
import { comparePermissions } from '../contract/sort-keys.js';
import { HeldSnapshot } from './held-snapshot.js';
import type { ViewerFacts } from './kept-facts.js';
import type { SharedState } from './shared-openings.js';

/** A hold on a state, for one viewer: what the viewer has read of this revision is not read again. */
export class KeepingSnapshot extends HeldSnapshot {
  readonly #facts: ViewerFacts;
  readonly #principals: readonly Principal[];

  constructor(
    state: Snapshot,
    viewer: { readonly user: UserRecord; readonly facts: ViewerFacts },
    release: SharedState['release'],
  ) {
    super(state, viewer.user, release);
    this.#facts = viewer.facts;
    this.#principals = principalsOf(state.account, viewer.user);
  }

  override async integrations(
    ids: readonly string[],
    options: { readonly withDetails: boolean },
  ): Promise<readonly IntegrationRecord[]> {
    if (options.withDetails) return super.integrations(ids, options);
    const unknown = ids.filter((id) => this.#facts.integration(id) === undefined);
    const read = unknown.length === 0 ? [] : await super.integrations(unknown, options);
    if (unknown.length > 0) this.#facts.keepIntegrations(unknown, read);
    return [...new Set(ids)].flatMap((id) => this.#facts.integration(id) ?? []);
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
