import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import { Authorized, buildSchemaSync, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { enforceRules } from '../../../src/graphql/guard/enforce-rules.js';
import { Guarded } from '../../../src/graphql/guard/guarded.js';
import { ADMINISTRATOR, ANYBODY, codesAt } from './fixture-viewers.js';

/** type-graphql drops its own guards on fields of simple resolvers without a word. */
@ObjectType({ simpleResolvers: true })
class Vault {
  @Guarded('READS_AUDIT_TRAIL')
  @Authorized()
  @Field(() => String, { nullable: true })
  readonly content = 'gold';
}

@ObjectType()
class Chest {
  @Guarded('READS_AUDIT_TRAIL')
  @Authorized()
  @Field(() => String, { nullable: true, simple: true })
  readonly content = 'silver';
}

@ObjectType({ simpleResolvers: true })
class Bag {
  @Field(() => String, { nullable: true })
  readonly content = 'copper';
}

@Resolver()
class Guards {
  @Guarded('PUBLIC')
  @Query(() => Vault)
  vault(): Vault {
    return new Vault();
  }

  @Guarded('PUBLIC')
  @Query(() => Chest)
  chest(): Chest {
    return new Chest();
  }
}

@Resolver()
class OfBags {
  @Guarded('PUBLIC')
  @Query(() => Bag)
  bag(): Bag {
    return new Bag();
  }
}

const options = { validate: false, authChecker: () => true } as const;

describe('a rule on a field of simple resolvers', () => {
  const schema = enforceRules(buildSchemaSync({ ...options, resolvers: [Guards] }));
  const source = '{ vault { content } chest { content } }';

  it('is enforced all the same', async () => {
    const answer = await graphql({ schema, source, contextValue: ANYBODY });
    expect(answer.data).toEqual({ vault: { content: null }, chest: { content: null } });
    expect(codesAt(answer)).toEqual({ 'vault.content': 'FORBIDDEN', 'chest.content': 'FORBIDDEN' });
  });

  it('lets those through whom it is for', async () => {
    const answer = await graphql({ schema, source, contextValue: ADMINISTRATOR });
    expect(answer).toEqual({ data: { vault: { content: 'gold' }, chest: { content: 'silver' } } });
  });

  it('is needed there, too', () => {
    const withoutRule = buildSchemaSync({ ...options, resolvers: [OfBags] });
    expect(() => enforceRules(withoutRule)).toThrow('Bag.content declares no rule');
  });
});
