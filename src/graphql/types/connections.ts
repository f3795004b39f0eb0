import { Field, Int, ObjectType } from 'type-graphql';
import type { ClassType } from 'type-graphql';
import { Guarded } from '../guard/guarded.js';
import { AccessTokenView } from './access-token.js';
import { AuditEventView } from './audit-event.js';
import { UserDecisionView } from './decision.js';
import { TeamView } from './directory.js';
import { GroupView } from './group.js';
import { IntegrationView } from './integration.js';
import { PermissionView } from './permission.js';
import { UserView } from './user.js';

@ObjectType({ description: 'Where a page stands in its list. Lists go forward only.', simpleResolvers: true })
export class PageInfo {
  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'Whether something follows this page.' })
  readonly hasNextPage!: boolean;

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'Whether the page was asked for with a cursor.' })
  readonly hasPreviousPage!: boolean;

  @Guarded('PUBLIC')
  @Field(() => String, { nullable: true, description: 'The cursor of the first edge.' })
  readonly startCursor!: string | null;

  @Guarded('PUBLIC')
  @Field(() => String, { nullable: true, description: 'What to give as `after` for the next page.' })
  readonly endCursor!: string | null;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: PageInfo;
}

/** The edge and connection types of a list of `node`. */
function connectionOf<T extends object>(name: string, node: ClassType<T>) {
  @ObjectType(`${name}Edge`, { description: 'One row of a list.', simpleResolvers: true })
  class EdgeType implements Edge<T> {
    @Guarded('PUBLIC')
    @Field(() => String, { description: 'The place of the row in the list; what `after` takes.' })
    readonly cursor!: string;

    @Guarded('PUBLIC')
    @Field(() => node, { description: 'The row.' })
    readonly node!: T;
  }

  @ObjectType(`${name}Connection`, { description: 'A page of a list.', simpleResolvers: true })
  class ConnectionType implements Connection<T> {
    @Guarded('PUBLIC')
    @Field(() => [EdgeType], { description: 'The rows of the page, in order.' })
    readonly edges!: readonly EdgeType[];

    @Guarded('PUBLIC')
    @Field(() => PageInfo, { description: 'Where the page stands in the list.' })
    readonly pageInfo!: PageInfo;
  }
  return ConnectionType;
}

export const IntegrationConnection = connectionOf('Integration', IntegrationView);
export const UserConnection = connectionOf('User', UserView);
export const GroupConnection = connectionOf('Group', GroupView);
export const TeamConnection = connectionOf('Team', TeamView);
export const UserDecisionConnection = connectionOf('UserDecision', UserDecisionView);
export const AccessTokenConnection = connectionOf('AccessToken', AccessTokenView);
export const AuditEventConnection = connectionOf('AuditEvent', AuditEventView);

@ObjectType({ description: 'One row of a list.', simpleResolvers: true })
class PermissionEdge implements Edge<PermissionView> {
  @Guarded('PUBLIC')
  @Field(() => String, { description: 'The place of the row in the list; what `after` takes.' })
  readonly cursor!: string;

  @Guarded('PUBLIC')
  @Field(() => PermissionView, { description: 'The row.' })
  readonly node!: PermissionView;
}

@ObjectType({ description: 'A page of a list.', simpleResolvers: true })
export class PermissionConnection implements Connection<PermissionView> {
  @Guarded('PUBLIC')
  @Field(() => [PermissionEdge], { description: 'The rows of the page, in order.' })
  readonly edges!: readonly PermissionEdge[];

  @Guarded('PUBLIC')
  @Field(() => PageInfo, { description: 'Where the page stands in the list.' })
  readonly pageInfo!: PageInfo;

  @Guarded('PUBLIC')
  @Field(() => Int, {
    description:
      'The account revision of the first page; later pages carry it in their cursors. For expectedRevision.',
  })
  readonly revision!: number;
}
