import { isDeepStrictEqual } from 'node:util';
import type { PermissionsChangedOn } from '../datastore/contract/datastore.js';
import type {
  DetailedIntegration,
  IntegrationRecord,
  PermissionRecord,
} from '../datastore/contract/records.js';
import { tokensCarriedBy } from '../decision/visibility.js';
import type { ChangeAuthor } from './change-author.js';
import type { ChangeLog } from './change-log.js';
import { RECORD_RULES } from './record-kinds.js';

/** What was read of an RBAC id. */
export interface ResourceState {
  readonly rbacId: string;
  /** Undefined for the wildcard. */
  readonly integration: IntegrationRecord | undefined;
  /** All that stand on the RBAC id itself. */
  readonly own: readonly PermissionRecord[];
}

/** An RBAC id in a draft: the integration that is changed there, and the permissions that come and go. */
export class DraftedResource {
  #integration: IntegrationRecord | undefined;
  #permissions: readonly PermissionRecord[];

  constructor(
    readonly state: ResourceState,
    private readonly draft: { readonly author: ChangeAuthor; readonly log: ChangeLog },
  ) {
    this.#integration = state.integration;
    this.#permissions = state.own;
  }

  grant(permission: PermissionRecord): void {
    if (permission.rbacId !== this.state.rbacId) throw new Error('A permission is granted where it stands');
    this.#permissions = [...this.#permissions, permission];
    this.draft.log.note({ kind: 'PERMISSION', before: undefined, after: permission });
  }

  revoke(permission: PermissionRecord): void {
    this.#permissions = this.#permissions.filter(({ id }) => id !== permission.id);
    this.draft.log.note({ kind: 'PERMISSION', before: permission, after: undefined });
  }

  /** Writes an integration that is new. */
  create(integration: DetailedIntegration): void {
    this.#integration = integration;
    this.draft.log.note({ kind: 'INTEGRATION', before: undefined, after: integration });
  }

  /** Saves the integration in its next version. What is as it was is not touched. Gives the integration as it stands. */
  save(before: DetailedIntegration, after: DetailedIntegration): DetailedIntegration {
    if (isDeepStrictEqual(before, after)) return before;
    const revised = RECORD_RULES.INTEGRATION.revised({ before, after, at: this.draft.author.at });
    this.#integration = revised;
    this.draft.log.note({ kind: 'INTEGRATION', before, after: revised });
    return revised;
  }

  /** Removes the integration, and every permission on it with it [U22]. */
  remove(before: DetailedIntegration): void {
    this.draft.log.note({ kind: 'INTEGRATION', before, after: undefined });
    for (const permission of this.#permissions) this.revoke(permission);
  }

  /** The permissions that change here; with the tokens that the integration carries from now on. */
  get changedPermissions(): PermissionsChangedOn {
    if (this.#integration === undefined) return { kind: 'WILDCARD' };
    return { kind: 'INTEGRATION', integrationId: this.#integration.id, tokens: this.tokens };
  }

  /** Those of the integration, as it and its permissions are from now on. */
  get tokens(): readonly string[] {
    return this.#integration === undefined ? [] : tokensCarriedBy(this.#integration, this.#permissions);
  }
}
