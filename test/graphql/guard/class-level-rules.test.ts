import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Authorized, buildSchemaSync, Extensions, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { enforceRules } from '../../../src/graphql/guard/enforce-rules.js';
import { Guarded } from '../../../src/graphql/guard/guarded.js';

@ObjectType()
class Vault {
  @Guarded('PUBLIC')
  @Field(() => String)
  readonly content = 'gold';
}

/** type-graphql builds this without an authChecker, and returns the data: its check counts guards of fields only. */
@Authorized()
@Resolver()
class AuthorizedAsAWhole {
  @Query(() => Vault)
  vault(): Vault {
    return new Vault();
  }
}

@Extensions({ rule: 'READS_AUDIT_TRAIL' })
@ObjectType()
class Chest {
  @Guarded('PUBLIC')
  @Field(() => String)
  readonly content = 'silver';
}

@Resolver()
class OfChests {
  @Guarded('PUBLIC')
  @Query(() => Chest)
  chest(): Chest {
    return new Chest();
  }
}

@ObjectType()
class Open {
  @Guarded('PUBLIC')
  @Field(() => String)
  readonly content = 'air';
}

@Extensions({ rule: 'READS_AUDIT_TRAIL' })
@Resolver()
class GuardedAsAWhole {
  @Query(() => Open)
  open(): Open {
    return new Open();
  }
}

describe('a guard on a class', () => {
  it('stands for none of its fields: type-graphql’s own is no rule', () => {
    const schema = buildSchemaSync({ resolvers: [AuthorizedAsAWhole], validate: false });
    expect(() => enforceRules(schema)).toThrow('Query.vault declares no rule');
  });

  it('is refused on an object type, whose fields would not have it', () => {
    const schema = buildSchemaSync({ resolvers: [OfChests], validate: false });
    expect(() => enforceRules(schema)).toThrow('Chest declares a rule');
  });

  it('is none on a resolver: each of its queries has to declare its own', () => {
    const schema = buildSchemaSync({ resolvers: [GuardedAsAWhole], validate: false });
    expect(() => enforceRules(schema)).toThrow('Query.open declares no rule');
  });
});
