import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { openPage, toConnection } from '../connection.js';
import { Guarded } from '../guard/guarded.js';
import { parseInput } from '../input/parse-input.js';
import { auditInput } from '../input/queries.js';
import type { RequestContext } from '../request-context.js';
import { AuditArgs } from '../types/args.js';
import { AuditEventView } from '../types/audit-event.js';
import { AuditEventConnection } from '../types/connections.js';
import type { Connection } from '../types/connections.js';

@Resolver()
export class AuditResolver {
  @Guarded('ADMINISTRATOR')
  @Query(() => AuditEventConnection, {
    description: 'Every change of the account. Administrators only; newest first.',
  })
  async auditEvents(
    @Args(() => AuditArgs) args: AuditArgs,
    @Ctx() { access, snapshot }: RequestContext,
  ): Promise<Connection<AuditEventView>> {
    const { rbacId, actorId, ...pageArgs } = parseInput(auditInput, args);
    const opened = openPage(pageArgs, { accountId: access.account.id, list: 'auditEvents' });
    const page = await snapshot.auditPage({
      ...opened.request,
      ...(rbacId !== undefined && { rbacId }),
      ...(actorId !== undefined && { actorId }),
    });
    return toConnection(opened, { page, nodes: page.rows.map(({ row }) => new AuditEventView(row)) });
  }
}
