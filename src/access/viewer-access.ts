import { groupBy } from '../collections/group-by.js';
import type { Action } from '../decision/actions.js';
import { isAdministrator, isEnforced, principalsOf } from '../decision/facts.js';
import { parseRbacId, rbacIdOf, WILDCARD_RBAC_ID } from '../decision/rbac-id.js';
import { tokensAskedBy, tokensOfVisible } from '../decision/visibility.js';
import type { ListedAction } from '../decision/visibility.js';
import type { Snapshot } from '../datastore/contract/datastore.js';
import type {
  AccountRecord,
  IntegrationRecord,
  PermissionRecord,
  UserRecord,
} from '../datastore/contract/records.js';
import { NotFoundError, UnauthenticatedError } from '../errors/public-errors.js';
import { requireLiveToken } from '../identity/access-token.js';
import type { PresentedAccessToken } from '../identity/access-token.js';
import { KeptAccess } from './kept-access.js';
import { ResourceAccess } from './resource-access.js';
import type { IntegrationAccess } from './resource-access.js';

/** What a viewer came with. */
export interface Credential {
  /** Absent: a JWT, which was found valid before anything was read. */
  readonly accessToken?: PresentedAccessToken | undefined;
  /** When that is looked at, in milliseconds. */
  readonly now: number;
}

/**
 * What the viewer may do, in one state of the account. Facts are read in bulk, at most once, and only where the
 * decision can depend on them; every answer is the decision's.
 */
export class ViewerAccess {
  readonly account: AccountRecord;
  readonly isAdministrator: boolean;
  private readonly kept: KeptAccess;
  private wildcard: Promise<readonly PermissionRecord[]> | undefined;

  private constructor(
    private readonly snapshot: Snapshot,
    readonly viewer: UserRecord,
  ) {
    this.account = snapshot.account;
    this.kept = new KeptAccess(snapshot);
    this.isAdministrator = isAdministrator(this.account, viewer);
  }

  /** @throws UnauthenticatedError when the snapshot's user is unknown or inactive, or their access token not live. */
  static of(snapshot: Snapshot, { accessToken, now }: Credential): ViewerAccess {
    const { user } = snapshot;
    if (accessToken !== undefined) {
      requireLiveToken(accessToken, snapshot.accessToken, now);
      if (snapshot.accessToken?.userId !== user?.id) throw new UnauthenticatedError('UNKNOWN_USER');
    }
    if (user === undefined) throw new UnauthenticatedError('UNKNOWN_USER');
    if (!user.active) throw new UnauthenticatedError('INACTIVE_USER');
    return new ViewerAccess(snapshot, user);
  }

  /**
   * The decision for each integration, in the order given. At most one command, whatever their number. `ids` are those
   * that were asked for, when they were asked for by id: permissions are read on all of them, so that an id that
   * nobody has costs what an invisible integration costs.
   */
  async over(
    integrations: readonly IntegrationRecord[],
    ids: readonly string[] = integrations.map(({ id }) => id),
  ): Promise<readonly IntegrationAccess[]> {
    const kept = integrations.map((integration) => this.kept.of(integration));
    if (kept.length === ids.length && kept.every((access) => access !== undefined)) return kept;
    const byRbacId = groupBy(await this.permissionsFor(ids), ({ rbacId }) => rbacId);
    const wildcard = byRbacId.get(WILDCARD_RBAC_ID) ?? [];
    const accesses = integrations.map((integration) => {
      const permissions = [...wildcard, ...(byRbacId.get(rbacIdOf(integration.id)) ?? [])];
      return new ResourceAccess(integration, { account: this.account, user: this.viewer, permissions });
    });
    this.kept.keep(accesses);
    return accesses;
  }

  /** The viewer's rights on every integration, also future ones: CREATE and MANAGE_PERMISSIONS. */
  async onWildcard(): Promise<ResourceAccess<undefined>> {
    const permissions = await this.wildcardPermissions();
    return new ResourceAccess(undefined, { account: this.account, user: this.viewer, permissions });
  }

  /**
   * The viewer's rights on the resource behind an RBAC id, decided on their own permissions; undefined when it is
   * unknown or invisible. Whoever needs the permissions of others there takes `reachResource`.
   */
  async on(rbacId: string): Promise<ResourceAccess | undefined> {
    const parsed = parseRbacId(rbacId);
    if (parsed?.kind !== 'INTEGRATION') return parsed && this.onWildcard();
    const ids = [parsed.integrationId];
    const [rights] = await this.over(await this.snapshot.integrations(ids, { withDetails: false }), ids);
    return rights?.isVisible === true ? rights : undefined;
  }

  /**
   * Requires a right on the resource behind an RBAC id.
   * @throws NotFoundError for an unknown or invisible integration, ForbiddenError without the right [V21, V26].
   */
  async require(action: Action, rbacId: string): Promise<void> {
    const rights = await this.on(rbacId);
    if (rights === undefined) throw NotFoundError.integration();
    rights.require(action);
  }

  /** Which tokens to ask the datastore for, so that exactly the integrations allowed for `action` answer. */
  async tokens(action: ListedAction): Promise<readonly string[]> {
    const kept = this.kept.tokens(action);
    if (kept !== undefined) return kept;
    const tokens = tokensAskedBy(await this.tokenViewer(), action);
    this.kept.keepTokens(action, tokens);
    return tokens;
  }

  async tokensOfVisible(): Promise<readonly string[]> {
    return tokensOfVisible(await this.tokenViewer());
  }

  private async tokenViewer() {
    return {
      account: this.account,
      user: this.viewer,
      wildcardPermissions: await this.wildcardPermissions(),
    };
  }

  private wildcardPermissions(): Promise<readonly PermissionRecord[]> {
    if (!this.dependsOnPermissions) return Promise.resolve([]);
    this.wildcard ??= this.permissionsOn([WILDCARD_RBAC_ID]);
    return this.wildcard;
  }

  /** Those on the integrations and on the wildcard, which are read together unless they are known. */
  private async permissionsFor(integrationIds: readonly string[]): Promise<readonly PermissionRecord[]> {
    if (!this.dependsOnPermissions) return [];
    const rbacIds = integrationIds.map(rbacIdOf);
    if (this.wildcard === undefined) {
      const read = this.permissionsOn([WILDCARD_RBAC_ID, ...rbacIds]);
      this.wildcard = read.then((found) => found.filter(({ rbacId }) => rbacId === WILDCARD_RBAC_ID));
      // Perhaps nobody asks for it; the caller is told of the failure by the read itself.
      this.wildcard.catch(() => undefined);
      return read;
    }
    // Asked for before, so it is there already.
    const wildcard = await this.wildcard;
    return [...wildcard, ...(await this.permissionsOn(rbacIds))];
  }

  private permissionsOn(rbacIds: readonly string[]): Promise<readonly PermissionRecord[]> {
    return this.snapshot.permissionsOn(rbacIds, principalsOf(this.account, this.viewer));
  }

  /** Administrators pass, and unenforced permissions count for nothing, whatever is stored. */
  private get dependsOnPermissions(): boolean {
    return !this.isAdministrator && isEnforced(this.account);
  }
}
