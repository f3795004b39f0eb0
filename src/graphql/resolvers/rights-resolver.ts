import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { ACTIONS } from '../../decision/actions.js';
import { WILDCARD_RBAC_ID } from '../../decision/rbac-id.js';
import { ForbiddenError } from '../../errors/public-errors.js';
import { askRights } from '../../rights/ask-rights.js';
import type { Telling } from '../../rights/answer-questions.js';
import type { AnsweredDecision } from '../../rights/explanation/explained-decision.js';
import { USERS_EXAMINED_PER_PAGE, whoCan } from '../../rights/who-can.js';
import { openPage, toConnection } from '../connection.js';
import { Guarded } from '../guard/guarded.js';
import { parseInput } from '../input/parse-input.js';
import { checkRightsInput, effectiveRightsInput, whoCanInput, WILDCARD_ACTIONS } from '../input/queries.js';
import type { RequestContext } from '../request-context.js';
import { EffectiveRightsArgs, WhoCanArgs } from '../types/args.js';
import { UserDecisionConnection } from '../types/connections.js';
import type { Connection } from '../types/connections.js';
import { DecisionView, EffectiveRightsView } from '../types/decision.js';
import type { UserDecisionView } from '../types/decision.js';
import { RightsCheckInput } from '../types/inputs.js';
import { one } from '../views/one.js';

/** A decision with its words is about as much work as showing so many rows. */
const ROWS_OF_DECISION = 2;

@Resolver()
export class RightsResolver {
  @Guarded('ASKS_ABOUT_RIGHTS')
  @Query(() => EffectiveRightsView, {
    nullable: true,
    description:
      'What a user may do, and why. Self by default. Others: administrators, and whoever may MANAGE_PERMISSIONS there; else FORBIDDEN. Null when the RBAC id or user is unknown, or invisible to the viewer.',
  })
  async effectiveRights(
    @Args(() => EffectiveRightsArgs) args: EffectiveRightsArgs,
    @Ctx() context: RequestContext,
  ): Promise<EffectiveRightsView | null> {
    const { rbacId, userId } = parseInput(effectiveRightsInput, args);
    const actions = rbacId === WILDCARD_RBAC_ID ? WILDCARD_ACTIONS : ACTIONS;
    await context.execution.roomFor(ROWS_OF_DECISION * actions.length);
    const answer = one(await askRights([{ rbacId, userId, actions }], tellingIn(context)));
    if (answer instanceof ForbiddenError) throw answer;
    if (answer === null) return null;
    context.decided(answer.decisions);
    const user = one(await context.views.users([answer.subject]));
    const decisions = await context.views.decisions(answer.decisions);
    return { rbacId, user, revision: context.access.account.revision, decisions };
  }

  @Guarded('ASKS_ABOUT_RIGHTS')
  @Query(() => [DecisionView], {
    nullable: 'items',
    description:
      "Up to 100, answered in order, under effectiveRights' rules: an item is null where that would be null, and null with an error at its index where that would be FORBIDDEN.",
  })
  async checkRights(
    @Arg('checks', () => [RightsCheckInput], { description: 'The questions, at most 100.' })
    checks: readonly RightsCheckInput[],
    @Ctx() context: RequestContext,
  ): Promise<readonly (DecisionView | ForbiddenError | null)[]> {
    const parsed = parseInput(checkRightsInput, { checks });
    const questions = parsed.checks.map(({ rbacId, action, userId }) => ({
      rbacId,
      userId: userId ?? undefined,
      actions: [action],
    }));
    await context.execution.roomFor(ROWS_OF_DECISION * questions.length);
    const answers = await askRights(questions, tellingIn(context));
    const answered = answers.map((answer) => {
      if (answer instanceof ForbiddenError) return context.refusals.mayBeMade() ? answer : null;
      return answer === null ? null : one(answer.decisions);
    });
    context.decided(answered.filter(isDecision));
    const views = (await context.views.decisions(answered.filter(isDecision))).values();
    return answered.map((answer) => (isDecision(answer) ? (views.next().value ?? null) : answer));
  }

  @Guarded('MANAGES_ARGUMENT')
  @Query(() => UserDecisionConnection, {
    nullable: true,
    description:
      'Users whose decision for the action is allow, with that decision. Needs MANAGE_PERMISSIONS there. A page examines a bounded number of users, so it may hold fewer than first and still have a next one.',
  })
  async whoCan(
    @Args(() => WhoCanArgs) args: WhoCanArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<UserDecisionView>> {
    const { rbacId, action, ...pageArgs } = parseInput(whoCanInput, args);
    const list = `whoCan ${action} ${rbacId}`;
    const opened = openPage(pageArgs, { account: context.access.account, list });
    await context.execution.roomFor(USERS_EXAMINED_PER_PAGE);
    const found = await whoCan({ ...opened.request, rbacId, action }, tellingIn(context));
    context.decided(found.rows.map(({ decision }) => decision));
    const users = await context.views.users(found.rows.map(({ user }) => user));
    const decisions = await context.views.decisions(found.rows.map(({ decision }) => decision));
    const nodes = decisions.flatMap((decision, index) => {
      const user = users[index];
      return user === undefined ? [] : [{ user, decision }];
    });
    const rows = found.rows.map(({ key, user }) => ({ key, row: user }));
    return toConnection(opened, { page: { ...found, rows }, nodes, endKey: found.endKey }, context);
  }
}

function isDecision(answer: AnsweredDecision | ForbiddenError | null): answer is AnsweredDecision {
  return answer !== null && !(answer instanceof ForbiddenError);
}

function tellingIn({ snapshot, access, views }: RequestContext): Telling {
  return { snapshot, access, explains: views.explains };
}
