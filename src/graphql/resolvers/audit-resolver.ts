import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { AuditQuery } from '../../datastore/contract/datastore.js';
import { isId } from '../../decision/id.js';
import { openPage, toConnection } from '../connection.js';
import type { OpenedPage } from '../connection.js';
import { Guarded } from '../guard/guarded.js';
import { parseInput } from '../input/parse-input.js';
import { auditInput } from '../input/queries.js';
import type { RequestContext } from '../request-context.js';
import { AuditArgs } from '../types/args.js';
import { AuditEventView } from '../types/audit-event.js';
import { AuditEventConnection } from '../types/connections.js';
import type { Connection } from '../types/connections.js';

const NOTHING = { rows: [], hasNextPage: false };

@Resolver()
export class AuditResolver {
  @Guarded('READS_AUDIT_TRAIL', auditPage)
  @Query(() => AuditEventConnection, {
    nullable: true,
    description: 'Every change of the account. Administrators only; newest first.',
  })
  async auditEvents(
    @Args(() => AuditArgs) args: AuditArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<AuditEventView>> {
    const { opened, query } = auditPage(undefined, args, context);
    const couldBeThere = [query.actorId, query.targetId].every((id) => id === undefined || isId(id));
    const page = couldBeThere ? await context.snapshot.auditPage(query) : NOTHING;
    return toConnection(
      opened,
      { page, nodes: page.rows.map(({ row }) => new AuditEventView(row)) },
      context,
    );
  }
}

function auditPage(
  _parent: unknown,
  args: AuditArgs,
  { access }: RequestContext,
): { opened: OpenedPage; query: AuditQuery } {
  const { first, after, ...filter } = parseInput(auditInput, args);
  const opened = openPage(
    { first, ...(after !== undefined && { after }) },
    { account: access.account, list: 'auditEvents' },
  );
  return { opened, query: { ...opened.request, ...filter } };
}
