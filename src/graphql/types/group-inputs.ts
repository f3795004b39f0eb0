import { Field, ID, InputType, Int } from 'type-graphql';

const REASON = 'Why; kept in the audit trail. At most 1,000 characters.';
const NAME = 'The name, 1 to 200 characters.';
const NEW_ID = 'Its id, 1 to 64 of the characters A-Z a-z 0-9 _ -; made when left out.';
const EXTERNAL_ID = 'What another system calls it, 1 to 200 characters.';
const EXPECTED_VERSION = 'The version as last seen; another one answers CONFLICT.';
const ALLOW_SELF_LOCKOUT = 'Go on although it ends one’s own administration.';

@InputType({ description: 'The group to create.' })
export class CreateGroupInput {
  @Field(() => ID, { nullable: true, description: NEW_ID })
  readonly id?: string | null;

  @Field(() => String, { description: NAME })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: EXTERNAL_ID })
  readonly externalId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    defaultValue: [],
    description: 'The users in it from the start, at most 100.',
  })
  readonly memberIds?: readonly string[] | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}

@InputType({ description: 'What to change of a group. What is left out stays; null clears externalId.' })
export class UpdateGroupInput {
  @Field(() => ID, { description: 'The id of the group.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: NAME })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: EXTERNAL_ID })
  readonly externalId?: string | null;

  @Field(() => Int, { nullable: true, description: EXPECTED_VERSION })
  readonly expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}

@InputType({ description: 'Who comes into a group and who leaves it. Each is a change of the user.' })
export class ChangeGroupMembersInput {
  @Field(() => ID, { description: 'The id of the group.' })
  readonly groupId!: string;

  @Field(() => [ID], { nullable: true, defaultValue: [], description: 'Ids of users to add, at most 100.' })
  readonly add?: readonly string[] | null;

  @Field(() => [ID], {
    nullable: true,
    defaultValue: [],
    description: 'Ids of users to remove, at most 100; nobody who is added.',
  })
  readonly remove?: readonly string[] | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: ALLOW_SELF_LOCKOUT })
  readonly allowSelfLockout?: boolean | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}

@InputType({ description: 'Which group to delete, with everything that it holds.' })
export class DeleteGroupInput {
  @Field(() => ID, { description: 'The id of the group.' })
  readonly id!: string;

  @Field(() => Int, { nullable: true, description: EXPECTED_VERSION })
  readonly expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}
