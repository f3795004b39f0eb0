import { Field, ID, ObjectType } from 'type-graphql';
import type { AccountRecord, UserRecord } from '../../datastore/contract/records.js';
import { isAdministrator } from '../../decision/facts.js';
import { Guarded } from '../guard/guarded.js';
import { GroupView } from './group.js';
import { MembershipView } from './directory.js';
import { PrincipalTypeEnum } from './enums.js';
import { loaded } from './loaded.js';
import { PrincipalView } from './principal.js';

/** What is read beside the user's own row, when the operation asks for it. */
export interface UserParts {
  readonly memberships?: readonly MembershipView[] | undefined;
  readonly groups?: readonly GroupView[] | undefined;
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
    return loaded(this.parts.memberships, 'User.memberships');
  }

  @Guarded('SELF_OR_ADMINISTRATOR')
  @Field(() => [GroupView], {
    nullable: true,
    description: 'The groups the user is in; of active users also EVERYONE.',
  })
  get groups(): readonly GroupView[] {
    return loaded(this.parts.groups, 'User.groups');
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
