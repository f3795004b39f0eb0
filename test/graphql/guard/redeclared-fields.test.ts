import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import {
  Authorized,
  buildSchemaSync,
  Field,
  FieldResolver,
  InterfaceType,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql';
import { enforceRules } from '../../../src/graphql/guard/enforce-rules.js';
import { Guarded } from '../../../src/graphql/guard/guarded.js';
import { ADMINISTRATOR, ANYBODY, codesAt } from './fixture-viewers.js';

@ObjectType()
class Vault {
  @Guarded('READS_AUDIT_TRAIL')
  @Authorized()
  @Field(() => String, { nullable: true })
  readonly content: string | null = 'gold';
}

/** Re-declares the field, which loses type-graphql's own guard. */
@ObjectType()
class DeepVault extends Vault {
  @Field(() => String, { nullable: true })
  override readonly content = 'more gold';
}

@InterfaceType()
abstract class Holding {
  @Guarded('READS_AUDIT_TRAIL')
  @Authorized()
  @Field(() => String, { nullable: true })
  readonly content!: string | null;
}

/** Re-declares a field of its interface. */
@ObjectType({ implements: Holding })
class Chest extends Holding {
  @Field(() => String, { nullable: true })
  override readonly content = 'silver';
}

/** Inherits it. */
@ObjectType({ implements: Holding })
class Bag extends Holding {
  override readonly content = 'copper';
}

@InterfaceType()
abstract class Heap {
  @Guarded('READS_AUDIT_TRAIL')
  @Authorized()
  @Field(() => String, { nullable: true })
  readonly content!: string | null;
}

/** Re-declares it without the class of the interface, and so without all that was said of the field there. */
@ObjectType({ implements: Heap })
class Sack implements Heap {
  @Field(() => String, { nullable: true })
  readonly content = 'tin';
}

/** Has the property, and a resolver elsewhere that says nothing of a rule. */
@ObjectType()
class Purse {
  @Guarded('READS_AUDIT_TRAIL')
  @Field(() => String, { nullable: true })
  readonly content = 'coins';
}

@Resolver(() => Purse)
class PurseResolver {
  @FieldResolver(() => String, { nullable: true })
  content(): string {
    return 'coins, counted';
  }
}

@Resolver()
class Everything {
  @Guarded('PUBLIC')
  @Query(() => DeepVault)
  vault(): DeepVault {
    return new DeepVault();
  }

  @Guarded('PUBLIC')
  @Query(() => Chest)
  chest(): Chest {
    return new Chest();
  }

  @Guarded('PUBLIC')
  @Query(() => [Holding])
  holdings(): Holding[] {
    return [new Chest(), new Bag()];
  }

  @Guarded('PUBLIC')
  @Query(() => Purse)
  purse(): Purse {
    return new Purse();
  }
}

@Resolver()
class OfSacks {
  @Guarded('PUBLIC')
  @Query(() => Sack)
  sack(): Sack {
    return new Sack();
  }
}

const options = { validate: false, authChecker: () => true } as const;
const schema = enforceRules(
  buildSchemaSync({ ...options, resolvers: [Everything, PurseResolver], orphanedTypes: [Chest, Bag] }),
);

const WAYS: readonly (readonly [way: string, source: string, paths: readonly string[]])[] = [
  ['a subclass that re-declares the field', '{ vault { content } }', ['vault.content']],
  ['an implementer that re-declares the field', '{ chest { content } }', ['chest.content']],
  ['the interface', '{ holdings { content } }', ['holdings.0.content', 'holdings.1.content']],
  [
    'fragments on the implementers',
    '{ holdings { ... on Chest { content } ... on Bag { content } } }',
    ['holdings.0.content', 'holdings.1.content'],
  ],
  ['a field resolver', '{ purse { content } }', ['purse.content']],
];

describe('a rule on a field that is declared again', () => {
  it.each(WAYS)('holds through %s', async (_way, source, paths) => {
    const answer = await graphql({ schema, source, contextValue: ANYBODY });
    expect(JSON.stringify(answer.data)).not.toMatch(/gold|silver|copper|coins/);
    expect(codesAt(answer)).toEqual(Object.fromEntries(paths.map((path) => [path, 'FORBIDDEN'])));
  });

  it.each(WAYS)('lets those through whom it is for: %s', async (_way, source) => {
    const answer = await graphql({ schema, source, contextValue: ADMINISTRATOR });
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).toMatch(/gold|silver|copper|coins/);
  });

  it('is missed when the declaration leaves it behind', () => {
    const withoutRule = buildSchemaSync({ ...options, resolvers: [OfSacks], orphanedTypes: [Sack] });
    expect(() => enforceRules(withoutRule)).toThrow('Sack.content declares no rule');
  });
});
