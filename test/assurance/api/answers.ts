import { z } from 'zod';
import type { TestGateway } from '../../support/gateway.js';
import { listsAsked, underQuestions, whoCanAsked } from '../oracle/answers.js';
import type { Answers } from '../oracle/answers.js';
import type { NaiveAnswer } from '../oracle/naive.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { everythingAsked } from '../worlds/account-worlds.js';
import { OBSERVER } from '../worlds/observed.js';
import { asUser, isRefusal, soundData } from './ask.js';
import type { Ask } from './ask.js';
import { checkRights } from './rights.js';

/**
 * Every answer about an observed account, in few requests: each decision and `whoCan` as the observer is told, the
 * lists as each user sees them. Of the world it takes the questions alone, so one that has been changed through the
 * API since, or imported under other names, can be given as it was.
 */
export async function answersOf(gateway: Pick<TestGateway, 'ask'>, world: AccountWorld): Promise<Answers> {
  const as = (userId: string) => asUser(gateway, world.account.id, userId);
  return {
    decisions: await decisionsTold(as(OBSERVER), world),
    lists: await listsSeen(as, world),
    whoCan: await whoCanTold(as(OBSERVER), world),
  };
}

async function decisionsTold(ask: Ask, world: AccountWorld): Promise<Answers['decisions']> {
  const asked = everythingAsked(world);
  const told = await checkRights(ask, asked);
  return underQuestions(asked, (question, index): NaiveAnswer => {
    const answer = told[index] ?? null;
    if (answer === null || isRefusal(answer)) {
      throw new Error(
        `An administrator was told ${JSON.stringify(answer)} about ${JSON.stringify(question)}`,
      );
    }
    const { allowed, decidedBy, reason, verdicts } = answer;
    return { allowed, decidedBy, reason, verdicts };
  });
}

const ids = z.object({ id: z.string() }).transform(({ id }) => id);
const onePage = <Row>(row: z.ZodType<Row>) =>
  z
    .object({
      edges: z.array(z.object({ node: row })),
      pageInfo: z.object({ hasNextPage: z.literal(false) }),
    })
    .transform(({ edges }) => edges.map(({ node }) => node));

async function listsSeen(as: (userId: string) => Ask, world: AccountWorld): Promise<Answers['lists']> {
  const query = `{
    READ: integrations(first: 100) { edges { node { id } } pageInfo { hasNextPage } }
    USE: usableIntegrations(first: 100) { edges { node { id } } pageInfo { hasNextPage } }
  }`;
  const page = z.object({ READ: onePage(ids), USE: onePage(ids) });
  const seen = new Map<string, z.infer<typeof page>>();
  for (const { id, active } of world.users) {
    if (active) seen.set(id, page.parse(soundData(await as(id)(query))));
  }
  return underQuestions(listsAsked(world), ({ userId, action }) => seen.get(userId)?.[action] ?? []);
}

async function whoCanTold(ask: Ask, world: AccountWorld): Promise<Answers['whoCan']> {
  const asked = whoCanAsked(world);
  const fields = asked.map(
    ({ action, rbacId }, index) => `_${index}: whoCan(rbacId: "${rbacId}", action: ${action}, first: 100) {
      edges { node { user { id } } } pageInfo { hasNextPage }
    }`,
  );
  const users = onePage(z.object({ user: ids }).transform(({ user }) => user));
  const told = z.record(z.string(), users).parse(soundData(await ask(`{ ${fields.join('\n')} }`)));
  return underQuestions(asked, (_, index) => told[`_${index}`] ?? []);
}
