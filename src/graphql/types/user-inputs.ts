import { Field, ID, InputType, Int } from 'type-graphql';
import type { UserKind } from '../../datastore/contract/records.js';
import type { Role } from '../../decision/roles.js';
import { RoleEnum, UserKindEnum } from './enums.js';
import { PrincipalInput } from './inputs.js';

const REASON = 'Why; kept in the audit trail. At most 1,000 characters.';
const NAME = 'The name, 1 to 200 characters.';
const NEW_ID = 'Its id, 1 to 64 of the characters A-Z a-z 0-9 _ -; made when left out.';
const EXTERNAL_ID = 'What another system calls it, 1 to 200 characters.';
const USER_NAME = 'The name to sign in with, 1 to 200 characters; unique in the account whatever its case.';
const EMAIL = 'The e-mail address, 3 to 254 characters.';
const EXPECTED_VERSION = 'The version as last seen; another one answers CONFLICT.';
const ALLOW_SELF_LOCKOUT = 'Go on although it ends one’s own administration.';

@InputType({ description: 'A role in a team.' })
export class MembershipInput {
  @Field(() => ID, { description: 'The id of the team.' })
  readonly teamId!: string;

  @Field(() => RoleEnum, { description: 'The role; ADMINISTRATOR on the root team alone.' })
  readonly role!: Role;
}

@InputType({ description: 'The user to create.' })
export class CreateUserInput {
  @Field(() => ID, { nullable: true, description: NEW_ID })
  readonly id?: string | null;

  @Field(() => String, { description: NAME })
  readonly name!: string;

  @Field(() => UserKindEnum, {
    nullable: true,
    defaultValue: 'PERSON',
    description: 'What the user stands for.',
  })
  readonly kind?: UserKind | null;

  @Field(() => String, { nullable: true, description: USER_NAME })
  readonly userName?: string | null;

  @Field(() => String, { nullable: true, description: EMAIL })
  readonly email?: string | null;

  @Field(() => String, { nullable: true, description: EXTERNAL_ID })
  readonly externalId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Whether the user may do anything yet.',
  })
  readonly active?: boolean | null;

  @Field(() => [MembershipInput], {
    nullable: true,
    defaultValue: [],
    description: 'The teams the user is in from the start, at most 50, one role in each.',
  })
  readonly memberships?: readonly MembershipInput[] | null;

  @Field(() => [ID], {
    nullable: true,
    defaultValue: [],
    description: 'The groups the user is in from the start, at most 100; without EVERYONE.',
  })
  readonly groupIds?: readonly string[] | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}

@InputType({
  description:
    'What to change of a user. What is left out stays; null clears userName, email and externalId.',
})
export class UpdateUserInput {
  @Field(() => ID, { description: 'The id of the user.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: NAME })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: USER_NAME })
  readonly userName?: string | null;

  @Field(() => String, { nullable: true, description: EMAIL })
  readonly email?: string | null;

  @Field(() => String, { nullable: true, description: EXTERNAL_ID })
  readonly externalId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'False: the user may do nothing from now on, and keeps what they hold.',
  })
  readonly active?: boolean | null;

  @Field(() => Int, { nullable: true, description: EXPECTED_VERSION })
  readonly expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: ALLOW_SELF_LOCKOUT })
  readonly allowSelfLockout?: boolean | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}

@InputType({ description: 'Which memberships of a user to set and to end.' })
export class ChangeMembershipsInput {
  @Field(() => ID, { description: 'The id of the user.' })
  readonly userId!: string;

  @Field(() => [MembershipInput], {
    nullable: true,
    defaultValue: [],
    description: 'Memberships to add, or whose role to change; at most 100.',
  })
  readonly set?: readonly MembershipInput[] | null;

  @Field(() => [ID], {
    nullable: true,
    defaultValue: [],
    description: 'Ids of teams to leave, at most 100; none that is set.',
  })
  readonly remove?: readonly string[] | null;

  @Field(() => Int, { nullable: true, description: EXPECTED_VERSION })
  readonly expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: ALLOW_SELF_LOCKOUT })
  readonly allowSelfLockout?: boolean | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}

@InputType({ description: 'Which user to delete, with everything that they hold.' })
export class DeleteUserInput {
  @Field(() => ID, { description: 'The id of the user.' })
  readonly id!: string;

  @Field(() => PrincipalInput, {
    nullable: true,
    description: 'Receives the Owner set wherever the user holds it directly. Not the user.',
  })
  readonly transferTo?: PrincipalInput | null;

  @Field(() => Int, { nullable: true, description: EXPECTED_VERSION })
  readonly expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}
