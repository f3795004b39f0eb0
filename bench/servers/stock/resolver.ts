import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Field, ID, Int, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import { INTEGRATION_TYPES } from '../../../src/datastore/contract/records.js';
import { includesAction } from '../../../src/decision/actions.js';
import type { RightsById } from '../list-world.js';
import type { StockRow, StockRows } from './rows.js';

const TypeEnum = Object.fromEntries(INTEGRATION_TYPES.map((type) => [type, type]));
registerEnumType(TypeEnum, { name: 'IntegrationType' });

@ObjectType()
class ViewerRights {
  @Field(() => Boolean)
  canRead!: boolean;

  @Field(() => Boolean)
  canUse!: boolean;

  @Field(() => Boolean)
  canUpdate!: boolean;

  @Field(() => Boolean)
  canDelete!: boolean;

  @Field(() => Boolean)
  canManagePermissions!: boolean;
}

@ObjectType()
class Integration {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => TypeEnum)
  type!: string;

  @Field(() => Boolean)
  costsCredits!: boolean;

  @Field(() => GraphQLDateTime)
  createdAt!: Date;

  @Field(() => Int)
  version!: number;

  @Field(() => ViewerRights)
  viewerRights!: ViewerRights;
}

@ObjectType()
class IntegrationEdge {
  @Field(() => Integration)
  node!: Integration;
}

@ObjectType()
class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;
}

@ObjectType()
class IntegrationConnection {
  @Field(() => [IntegrationEdge])
  edges!: IntegrationEdge[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

/** The list, with the rights that the answer shows as constants made at the start. */
@Resolver()
export class StockResolver {
  readonly #rights: ReadonlyMap<string, ViewerRights>;

  constructor(
    private readonly rows: StockRows,
    rights: RightsById,
  ) {
    this.#rights = new Map(
      Object.entries(rights).map(([id, mask]) => [
        id,
        {
          canRead: includesAction(mask, 'READ'),
          canUse: includesAction(mask, 'USE'),
          canUpdate: includesAction(mask, 'UPDATE'),
          canDelete: includesAction(mask, 'DELETE'),
          canManagePermissions: includesAction(mask, 'MANAGE_PERMISSIONS'),
        },
      ]),
    );
  }

  @Query(() => IntegrationConnection)
  integrations(@Arg('first', () => Int) first: number): IntegrationConnection {
    const rows = this.rows.first(first + 1);
    return {
      edges: rows.slice(0, first).map((row) => ({ node: this.#toIntegration(row) })),
      pageInfo: { hasNextPage: rows.length > first },
    };
  }

  #toIntegration({ id, name, type, createdAt, version }: StockRow): Integration {
    const viewerRights = this.#rights.get(id);
    if (viewerRights === undefined) throw new Error(`No rights were given for ${id}`);
    const costsCredits = type === 'SMS';
    return { id, name, type, costsCredits, createdAt: new Date(createdAt), version, viewerRights };
  }
}
