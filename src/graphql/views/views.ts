import type { IntegrationAccess } from '../../access/resource-access.js';
import type { ViewerAccess } from '../../access/viewer-access.js';
import type { Snapshot } from '../../datastore/contract/datastore.js';
import type {
  DirectoryRecord,
  DirectoryRef,
  GroupRecord,
  IntegrationRecord,
  PermissionRecord,
  UserRecord,
} from '../../datastore/contract/records.js';
import type { Principal } from '../../decision/facts.js';
import { parseRbacId } from '../../decision/rbac-id.js';
import type { Selections } from '../selections.js';
import type { AnsweredDecision } from '../../rights/explanation/explained-decision.js';
import { DecisionView } from '../types/decision.js';
import { MembershipView, TeamView } from '../types/directory.js';
import { GroupView } from '../types/group.js';
import { IntegrationView } from '../types/integration.js';
import type { IntegrationParts } from '../types/integration.js';
import { PermissionView } from '../types/permission.js';
import { UserView } from '../types/user.js';
import { Directory, keyOf } from './directory.js';
import { KeptViews } from './kept-views.js';

/** The fields that tell more of a decision than its answer. */
const EXPLANATIONS = [
  'Decision.explanation',
  'Decision.layers',
  'Decision.remedies',
  'Decision.remedyActions',
] as const;

type PartsOf = (integration: IntegrationRecord) => IntegrationParts;

/** Loads an integration as the viewer sees it; null when it is unknown or invisible. */
export type LoadIntegration = (id: string) => Promise<IntegrationView | null>;

/**
 * Turns rows into what the schema shows, in bulk: rights are decided and neighbours read for all rows of a list at
 * once, so that every field is there when it is read.
 */
export class Views {
  private readonly kept: KeptViews;
  private readonly found = new Map<string, DirectoryRecord>();

  constructor(
    private readonly snapshot: Snapshot,
    private readonly access: ViewerAccess,
    private readonly selections: Selections,
  ) {
    this.kept = new KeptViews(snapshot);
  }

  get withDetails(): boolean {
    return this.selects('Integration.settings') || this.selects('Integration.secrets');
  }

  /** Whether a change of permissions shows the integration that they stand on. */
  get withChangedIntegration(): boolean {
    return this.selects('ChangePermissionsPayload.integration');
  }

  /** Whether decisions have to be put into words, which takes evidence and names. */
  get explains(): boolean {
    return EXPLANATIONS.some((field) => this.selects(field));
  }

  /** Null for those that are invisible to the viewer. `ids` are those asked for, when they were asked for by id. */
  async integrations(
    records: readonly IntegrationRecord[],
    ids?: readonly string[],
  ): Promise<readonly (IntegrationView | null)[]> {
    const accesses = await this.access.over(records, ids);
    const partsOf = this.showsNeighbours ? await this.integrationParts(accesses) : undefined;
    const viewOf = (access: IntegrationAccess) =>
      partsOf === undefined ? this.kept.of(access) : new IntegrationView(access, partsOf(access.integration));
    return accesses.map((access) => (access.isVisible ? viewOf(access) : null));
  }

  /** Whether anything of an integration is shown beside its row. */
  private get showsNeighbours(): boolean {
    return this.selects('Integration.teams') || this.selects('Integration.createdBy');
  }

  private async integrationParts(accesses: readonly IntegrationAccess[]): Promise<PartsOf> {
    const showsTeams = this.selects('Integration.teams');
    const showsCreators = this.selects('Integration.createdBy');
    const readable = accesses.filter((access) => access.allows('READ')).map(({ integration }) => integration);
    const directory = await this.read(readable.flatMap((record) => this.refsOfIntegration(record)));
    const creators = await this.usersById(directory);
    return ({ teamIds, createdById }) => ({
      ...(showsTeams && { teams: teamIds.flatMap((id) => this.team(directory, id) ?? []) }),
      ...(showsCreators && { createdBy: creators.get(createdById ?? '') ?? null }),
    });
  }

  async users(records: readonly UserRecord[]): Promise<readonly UserView[]> {
    const mayReadDetails = ({ id }: UserRecord) =>
      this.access.isAdministrator || id === this.access.viewer.id;
    const directory = await this.read(
      records.filter(mayReadDetails).flatMap((record) => this.refsOfUser(record)),
    );
    return records.map((record) => {
      const memberships = () => this.membershipsOf(record, directory);
      const groups = () => directory.groups(this.groupIdsOf(record)).map((group) => new GroupView(group));
      return new UserView(record, this.access.account, { memberships, groups });
    });
  }

  private membershipsOf(record: UserRecord, directory: Directory): readonly MembershipView[] {
    return record.memberships.flatMap(({ teamId, role }) => {
      const team = this.team(directory, teamId);
      return team === undefined ? [] : [new MembershipView(team, role)];
    });
  }

  async permissions(
    records: readonly PermissionRecord[],
    loadIntegration: LoadIntegration,
  ): Promise<readonly PermissionView[]> {
    const directory = await this.read(records.flatMap((record) => this.refsOfPermission(record)));
    const users = await this.usersById(directory);
    const showsPrincipals = this.selects('Permission.principal');
    const principalView = ({ type, id }: Principal): UserView | GroupView => {
      if (type === 'USER')
        return users.get(id) ?? new UserView(goneUser(id), this.access.account, GONE_PARTS);
      return new GroupView(directory.find({ kind: type, id }) ?? goneGroup(id));
    };
    const integrations = this.selects('Permission.integration')
      ? await Promise.all(records.map(({ rbacId }) => integrationAt(rbacId, loadIntegration)))
      : [];
    return records.map((record, index) => {
      const { principal, grantedById } = record;
      return new PermissionView(record, {
        principal: showsPrincipals ? principalView(principal) : undefined,
        integration: integrations[index] ?? null,
        grantedBy: grantedById === null ? null : (users.get(grantedById) ?? null),
      });
    });
  }

  async decisions(answers: readonly AnsweredDecision[]): Promise<readonly DecisionView[]> {
    const remedied = answers.flatMap(({ explained }) => explained?.remedyActions ?? []);
    const subjects = new Map(
      remedied.flatMap(({ principal }) => (principal ? [[principal.id, principal]] : [])),
    );
    const users = this.selects('RemedyAction.principal')
      ? await this.users([...subjects.values()])
      : undefined;
    const parts = {
      account: this.access.account,
      users: users && new Map(users.map((user) => [user.id, user])),
    };
    return answers.map((answer) => new DecisionView(answer, parts));
  }

  private selects(field: string): boolean {
    return this.selections.has(field);
  }

  private refsOfIntegration({ teamIds, createdById }: IntegrationRecord): DirectoryRef[] {
    const refs: DirectoryRef[] = [];
    if (this.selects('Integration.teams')) refs.push(...teamIds.map((id) => ({ kind: 'TEAM', id }) as const));
    if (this.selects('Integration.createdBy') && createdById !== null)
      refs.push({ kind: 'USER', id: createdById });
    return refs;
  }

  private refsOfUser(record: UserRecord): DirectoryRef[] {
    const refs: DirectoryRef[] = [];
    if (this.selects('User.memberships')) {
      refs.push(...record.memberships.map(({ teamId: id }) => ({ kind: 'TEAM', id }) as const));
    }
    if (this.selects('User.groups'))
      refs.push(...this.groupIdsOf(record).map((id) => ({ kind: 'GROUP', id }) as const));
    return refs;
  }

  private refsOfPermission({ principal, grantedById }: PermissionRecord): DirectoryRef[] {
    const refs: DirectoryRef[] = [];
    if (this.selects('Permission.principal')) refs.push({ kind: principal.type, id: principal.id });
    if (this.selects('Permission.grantedBy') && grantedById !== null)
      refs.push({ kind: 'USER', id: grantedById });
    return refs;
  }

  /** EVERYONE holds every active user without listing them. */
  private groupIdsOf({ active, groupIds }: UserRecord): readonly string[] {
    return active ? [this.access.account.everyoneGroupId, ...groupIds] : groupIds;
  }

  private team(directory: Directory, id: string): TeamView | undefined {
    const record = directory.find({ kind: 'TEAM', id });
    return record === undefined ? undefined : new TeamView(record, this.access.account);
  }

  private async usersById(directory: Directory): Promise<ReadonlyMap<string, UserView>> {
    const views = directory.users.length === 0 ? [] : await this.users(directory.users);
    return new Map(views.map((view) => [view.id, view]));
  }

  /** What an earlier list of the request found is not read again: many lists show the same groups and teams. */
  private async read(refs: readonly DirectoryRef[]): Promise<Directory> {
    const wanted = new Map(refs.map((ref) => [keyOf(ref), ref]));
    const unknown = [...wanted].flatMap(([key, ref]) => (this.found.has(key) ? [] : [ref]));
    const read: readonly DirectoryRecord[] =
      unknown.length === 0 ? [] : await this.snapshot.directory(unknown);
    for (const record of read) this.found.set(keyOf(record), record);
    return new Directory([...wanted.keys()].flatMap((key) => this.found.get(key) ?? []));
  }
}

/** What a row that there is not any more is told by: its id, as something that may do nothing. */
const GONE = { externalId: null, createdAt: 0, version: 1 } as const;
const GONE_PARTS = { memberships: () => [], groups: () => [] };

function goneUser(id: string): UserRecord {
  return {
    ...{ ...GONE, kind: 'USER', id, name: id, userKind: 'PERSON', userName: null, email: null },
    ...{ active: false, memberships: [], groupIds: [] },
  };
}

function goneGroup(id: string): GroupRecord {
  return { ...GONE, kind: 'GROUP', id, name: id, builtIn: null };
}

function integrationAt(rbacId: string, load: LoadIntegration): Promise<IntegrationView | null> {
  const parsed = parseRbacId(rbacId);
  return parsed?.kind === 'INTEGRATION' ? load(parsed.integrationId) : Promise.resolve(null);
}
