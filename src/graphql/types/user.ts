import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccountRecord, UserKind, UserRecord } from '../../datastore/contract/records.js';
import { isAdministrator } from '../../decision/facts.js';
import { Guarded } from '../guard/guarded.js';
import { GroupView } from './group.js';
import { MembershipView } from './directory.js';
import { PrincipalTypeEnum, UserKindEnum } from './enums.js';
import { loaded } from './loaded.js';
import { PrincipalView } from './principal.js';
import { DateTime } from './scalars.js';

/**
 * What is read beside the user's own row, when the operation asks for it. Made where it is asked for: one user's groups
 * are no reason to make those of every user in the answer.
 */
export interface UserParts {
  readonly memberships?: () => readonly MembershipView[];
  readonly groups?: () => readonly GroupView[];
}

@ObjectType('User', { description: 'A person or service account.', implements: PrincipalView })
export class UserView implements PrincipalView {
  constructor(
    private readonly record: UserRecord,
    private readonly account: AccountRecord,
    private readonly parts: UserParts = {},
  ) {}

  @Guarded('PUBLIC')
  @Field(() => PrincipalTypeEnum, { description: 'What tells users from groups: always USER.' })
  readonly type = 'USER';

  @Guarded('PUBLIC')
  @Field(() => ID, { description: 'The id of the user.' })
  get id(): string {
    return this.record.id;
  }

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'The name of the user.' })
  get name(): string {
    return this.record.name;
  }

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'Inactive users may do nothing.' })
  get active(): boolean {
    return this.record.active;
  }

  @Guarded('PUBLIC')
  @Field(() => UserKindEnum, { description: 'A person, or a program that acts by itself.' })
  get kind(): UserKind {
    return this.record.userKind;
  }

  @Guarded('SELF_OR_ADMINISTRATOR')
  @Field(() => String, {
    nullable: true,
    description: 'The name to sign in with, unique in the account whatever its case.',
  })
  get userName(): string | null {
    return this.record.userName;
  }

  @Guarded('SELF_OR_ADMINISTRATOR')
  @Field(() => String, { nullable: true, description: 'What another system calls the user.' })
  get externalId(): string | null {
    return this.record.externalId;
  }

  @Guarded('SELF_OR_ADMINISTRATOR')
  @Field(() => DateTime, { nullable: true, description: 'When the user was created, or imported first.' })
  get createdAt(): Date {
    return new Date(this.record.createdAt);
  }

  @Guarded('SELF_OR_ADMINISTRATOR')
  @Field(() => Int, {
    nullable: true,
    description: 'One more with each change, of memberships and groups too; for expectedVersion.',
  })
  get version(): number {
    return this.record.version;
  }

  @Guarded('SELF_OR_ADMINISTRATOR')
  @Field(() => String, { nullable: true, description: 'The e-mail address.' })
  get email(): string | null {
    return this.record.email;
  }

  @Guarded('SELF_OR_ADMINISTRATOR')
  @Field(() => [MembershipView], {
    nullable: true,
    description: 'The teams the user is in, with the role in each.',
  })
  get memberships(): readonly MembershipView[] {
    return loaded(this.parts.memberships, 'User.memberships')();
  }

  @Guarded('SELF_OR_ADMINISTRATOR')
  @Field(() => [GroupView], {
    nullable: true,
    description: 'The groups the user is in; of active users also EVERYONE.',
  })
  get groups(): readonly GroupView[] {
    return loaded(this.parts.groups, 'User.groups')();
  }

  @Guarded('SELF_OR_ADMINISTRATOR')
  @Field(() => Boolean, {
    nullable: true,
    description: 'Member of the ADMINISTRATORS group, or ADMINISTRATOR on the root team.',
  })
  get isAdministrator(): boolean {
    return isAdministrator(this.account, this.record);
  }
}
