import { Field, ID, ObjectType } from 'type-graphql';
import type { AccessTokenRecord } from '../../datastore/contract/records.js';
import { Guarded } from '../guard/guarded.js';
import { DateOnly, DateTime } from './scalars.js';

@ObjectType('AccessToken', {
  description: 'What a program signs in with instead of a JWT, without the secret itself.',
})
export class AccessTokenView {
  constructor(private readonly record: AccessTokenRecord) {}

  @Guarded('PUBLIC')
  @Field(() => ID, { description: 'The id of the token; a part of it, and no secret.' })
  get id(): string {
    return this.record.id;
  }

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'What its user calls it.' })
  get name(): string {
    return this.record.name;
  }

  @Guarded('PUBLIC')
  @Field(() => DateTime, { description: 'When it was made.' })
  get createdAt(): Date {
    return new Date(this.record.createdAt);
  }

  @Guarded('PUBLIC')
  @Field(() => DateTime, { description: 'From then on it is refused.' })
  get expiresAt(): Date {
    return new Date(this.record.expiresAt);
  }

  @Guarded('PUBLIC')
  @Field(() => DateOnly, {
    nullable: true,
    description: 'The last day, in UTC, on which it was used; null when it was not used yet.',
  })
  get lastUsedOn(): string | null {
    return this.record.lastUsedOn;
  }
}
