import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { BuiltInGroup, GroupRecord, UserRecord } from '../../datastore/contract/records.js';
import { Guarded } from '../guard/guarded.js';
import { BuiltInGroupEnum, PrincipalTypeEnum } from './enums.js';
import { PrincipalView } from './principal.js';

@ObjectType('Group', {
  description: 'A named set of users that permissions can be given to.',
  implements: PrincipalView,
})
export class GroupView implements PrincipalView {
  constructor(private readonly record: GroupRecord) {}

  @Guarded('PUBLIC')
  @Field(() => PrincipalTypeEnum, { description: 'What tells users from groups: always GROUP.' })
  readonly type = 'GROUP';

  @Guarded('PUBLIC')
  @Field(() => ID, { description: 'The id of the group.' })
  get id(): string {
    return this.record.id;
  }

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'The name of the group.' })
  get name(): string {
    return this.record.name;
  }

  @Guarded('PUBLIC')
  @Field(() => BuiltInGroupEnum, {
    nullable: true,
    description: 'Which built-in group it is; null for others.',
  })
  get builtIn(): BuiltInGroup | null {
    return this.record.builtIn;
  }

  @Guarded('READS_GROUP_DETAILS')
  @Field(() => String, { nullable: true, description: 'What another system calls the group.' })
  get externalId(): string | null {
    return this.record.externalId;
  }

  @Guarded('READS_GROUP_DETAILS')
  @Field(() => Int, {
    nullable: true,
    description: 'One more with each change, but for its members; for expectedVersion.',
  })
  get version(): number {
    return this.record.version;
  }

  /** Every active user is in EVERYONE without being listed. */
  holds(user: UserRecord): boolean {
    return this.record.builtIn === 'EVERYONE' ? user.active : user.groupIds.includes(this.record.id);
  }
}
