import { Field, ID, InputType, Int } from 'type-graphql';

const REASON = 'Why; kept in the audit trail. At most 1,000 characters.';
const NAME = 'The name, 1 to 200 characters.';
const NEW_ID = 'Its id, 1 to 64 of the characters A-Z a-z 0-9 _ -; made when left out.';
const EXPECTED_VERSION = 'The version as last seen; another one answers CONFLICT.';

@InputType({ description: 'The team to create.' })
export class CreateTeamInput {
  @Field(() => ID, { nullable: true, description: NEW_ID })
  readonly id?: string | null;

  @Field(() => String, { description: NAME })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}

@InputType({ description: 'What to change of a team. What is left out stays.' })
export class UpdateTeamInput {
  @Field(() => ID, { description: 'The id of the team.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: NAME })
  readonly name?: string | null;

  @Field(() => Int, { nullable: true, description: EXPECTED_VERSION })
  readonly expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}

@InputType({ description: 'Which team to delete, with everything that it holds.' })
export class DeleteTeamInput {
  @Field(() => ID, { description: 'The id of the team.' })
  readonly id!: string;

  @Field(() => Int, { nullable: true, description: EXPECTED_VERSION })
  readonly expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}
