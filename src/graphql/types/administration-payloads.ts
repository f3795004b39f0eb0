import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Guarded } from '../guard/guarded.js';
import { AccessTokenView } from './access-token.js';
import { AccountView } from './account.js';
import { TeamView } from './directory.js';
import { GroupView } from './group.js';
import { UserErrorView, WarningView } from './payloads.js';
import { UserView } from './user.js';

/** What the payloads of all changes by administrators have in common. */
@ObjectType()
abstract class AdministrationPayload {
  @Guarded('PUBLIC')
  @Field(() => [WarningView], { description: 'What may not have been meant; empty when refused.' })
  readonly warnings!: readonly WarningView[];

  @Guarded('PUBLIC')
  @Field(() => [UserErrorView], { description: 'Why it was refused; empty when it was not.' })
  readonly userErrors!: readonly UserErrorView[];

  @Guarded('PUBLIC')
  @Field(() => Int, {
    nullable: true,
    description: 'The account revision after the change; null when refused.',
  })
  readonly revision!: number | null;
}

@ObjectType('UserPayload', { description: 'What a change of a user did.' })
export class UserPayload extends AdministrationPayload {
  @Guarded('PUBLIC')
  @Field(() => UserView, {
    nullable: true,
    description: 'The user after the change; null when refused.',
  })
  readonly user!: UserView | null;
}

@ObjectType('GroupPayload', { description: 'What a change of a group or its members did.' })
export class GroupPayload extends AdministrationPayload {
  @Guarded('PUBLIC')
  @Field(() => GroupView, {
    nullable: true,
    description: 'The group after the change; null when refused.',
  })
  readonly group!: GroupView | null;
}

@ObjectType('TeamPayload', { description: 'What a change of a team did.' })
export class TeamPayload extends AdministrationPayload {
  @Guarded('PUBLIC')
  @Field(() => TeamView, {
    nullable: true,
    description: 'The team after the change; null when refused.',
  })
  readonly team!: TeamView | null;
}

@ObjectType('UpdateAccountPayload', { description: 'What a change of the account did.' })
export class UpdateAccountPayload extends AdministrationPayload {
  @Guarded('PUBLIC')
  @Field(() => AccountView, {
    nullable: true,
    description: 'The account after the change; null when refused.',
  })
  readonly account!: AccountView | null;
}

@ObjectType('CreateAccessTokenPayload', { description: 'What making an access token did.' })
export class CreateAccessTokenPayload extends AdministrationPayload {
  @Guarded('PUBLIC')
  @Field(() => String, {
    nullable: true,
    description:
      'The token, to be sent as a bearer. Shown once, only its hash is kept: null when refused, and when the same request is repeated under its idempotency key.',
  })
  readonly token!: string | null;

  @Guarded('PUBLIC')
  @Field(() => AccessTokenView, { nullable: true, description: 'What is kept of it; null when refused.' })
  readonly accessToken!: AccessTokenView | null;
}

@ObjectType('RevokeAccessTokenPayload', { description: 'What revoking an access token did.' })
export class RevokeAccessTokenPayload extends AdministrationPayload {
  @Guarded('PUBLIC')
  @Field(() => ID, { nullable: true, description: 'The id of the access token; null when refused.' })
  readonly revokedAccessTokenId!: string | null;
}

@ObjectType('DeleteUserPayload', { description: 'What the deletion of a user did.' })
export class DeleteUserPayload extends AdministrationPayload {
  @Guarded('PUBLIC')
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the user, free once what is left of it is removed; null when refused.',
  })
  readonly deletedUserId!: string | null;
}

@ObjectType('DeleteGroupPayload', { description: 'What the deletion of a group did.' })
export class DeleteGroupPayload extends AdministrationPayload {
  @Guarded('PUBLIC')
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the group, free once what is left of it is removed; null when refused.',
  })
  readonly deletedGroupId!: string | null;
}

@ObjectType('DeleteTeamPayload', { description: 'What the deletion of a team did.' })
export class DeleteTeamPayload extends AdministrationPayload {
  @Guarded('PUBLIC')
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the team, free once what is left of it is removed; null when refused.',
  })
  readonly deletedTeamId!: string | null;
}
