import { Field, ID, ObjectType } from 'type-graphql';
import type { AccountRecord, TeamRecord, UserRecord } from '../../datastore/contract/records.js';
import type { Role } from '../../decision/roles.js';
import { Guarded } from '../guard/guarded.js';
import { RoleEnum } from './enums.js';

@ObjectType('Team', { description: 'A scope: which integrations its members can reach.' })
export class TeamView {
  constructor(
    private readonly record: Pick<TeamRecord, 'id' | 'name'> & Partial<Pick<TeamRecord, 'version'>>,
    private readonly account: AccountRecord,
  ) {}

  @Guarded('PUBLIC')
  @Field(() => ID, { description: 'The id of the team.' })
  get id(): string {
    return this.record.id;
  }

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'The name of the team.' })
  get name(): string {
    return this.record.name;
  }

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'True for the one team that holds every integration.' })
  get root(): boolean {
    return this.record.id === this.account.rootTeamId;
  }

  /** Undefined where only the name of the team was read. */
  get knownVersion(): number | undefined {
    return this.record.version;
  }

  holds(user: UserRecord): boolean {
    return user.memberships.some(({ teamId }) => teamId === this.record.id);
  }
}

@ObjectType('Membership', { description: 'A role that a user holds in a team.' })
export class MembershipView {
  @Guarded('PUBLIC')
  @Field(() => TeamView, { description: 'The team.' })
  readonly team: TeamView;

  @Guarded('PUBLIC')
  @Field(() => RoleEnum, { description: 'The role in that team, and in no other.' })
  readonly role: Role;

  constructor(team: TeamView, role: Role) {
    this.team = team;
    this.role = role;
  }
}
