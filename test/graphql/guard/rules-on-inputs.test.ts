import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Arg, Authorized, buildSchemaSync, Field, InputType, Query, Resolver } from 'type-graphql';
import { enforceRules } from '../../../src/graphql/guard/enforce-rules.js';
import { Guarded } from '../../../src/graphql/guard/guarded.js';

/** type-graphql never evaluates a guard on a field of an input: the value reaches the resolver. */
@InputType()
class WishInput {
  @Guarded('READS_AUDIT_TRAIL')
  @Authorized()
  @Field(() => String)
  readonly gold!: string;
}

@Resolver()
class Wishes {
  @Guarded('PUBLIC')
  @Query(() => String)
  wish(@Arg('input', () => WishInput) input: WishInput): string {
    return input.gold;
  }
}

const options = { validate: false, authChecker: () => true } as const;

describe('a rule on an input', () => {
  it('is refused, since nothing would enforce it', () => {
    const schema = buildSchemaSync({ ...options, resolvers: [Wishes] });
    expect(() => enforceRules(schema)).toThrow('WishInput.gold declares a rule');
  });
});
