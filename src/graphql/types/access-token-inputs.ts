import { Field, ID, InputType, Int } from 'type-graphql';
import { ACCESS_TOKEN_DAYS } from '../../datastore/contract/account-limits.js';

const REASON = 'Why; kept in the audit trail. At most 1,000 characters.';

@InputType({ description: 'A new access token: for oneself, or, as an administrator, for a SERVICE user.' })
export class CreateAccessTokenInput {
  @Field(() => ID, { nullable: true, description: 'Whose it is to be; one’s own when left out.' })
  readonly userId?: string | null;

  @Field(() => String, { description: 'What to call it: 1 to 200 characters.' })
  readonly name!: string;

  @Field(() => Int, {
    nullable: true,
    defaultValue: ACCESS_TOKEN_DAYS.default,
    description: 'For how many days it is good: 1 to 365.',
  })
  readonly expiresInDays?: number | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}

@InputType({ description: 'An access token to revoke: one’s own, or, as an administrator, anybody’s.' })
export class RevokeAccessTokenInput {
  @Field(() => ID, { description: 'The id of the access token.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}
