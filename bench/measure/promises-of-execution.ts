import 'reflect-metadata';
import { execute, parse } from 'graphql';
import { v7 as uuid } from 'uuid';
import { keepFacts } from '../../src/datastore/facts/keeping-datastore.js';
import { Executions } from '../../src/graphql/execution/executions.js';
import { RequestCost } from '../../src/graphql/execution/request-cost.js';
import { RequestEnd } from '../../src/graphql/execution/request-end.js';
import { Refusals } from '../../src/graphql/guard/refusals.js';
import { RequestContext } from '../../src/graphql/request-context.js';
import { buildGuardedSchema } from '../../src/graphql/schema.js';
import { SelectionsByDocument } from '../../src/graphql/selections.js';
import { LIMITS } from '../../src/limits/limits.js';
import { LIST_QUERY } from '../servers/list-query.js';
import { LIST_ACCOUNT, LIST_VIEWERS } from '../servers/list-world.js';
import { openStore } from '../servers/open-store.js';
import type { Store } from '../servers/server-settings.js';
import { PromiseCounter } from './promise-counter.js';

/** Of the product's resolvers, rules and reads, without HTTP, token and Apollo; for each number of rows. */
export async function promisesOfExecution(store: Store, rows: readonly number[]): Promise<readonly number[]> {
  const opened = await openStore(store);
  await opened.open();
  try {
    const datastore = keepFacts(opened);
    const schema = buildGuardedSchema({ datastore, sealer: undefined, now: Date.now, newId: () => uuid() });
    const document = parse(LIST_QUERY);
    const selections = new SelectionsByDocument(schema).of(document);
    const count = async (first: number): Promise<number> => {
      const identity = { accountId: LIST_ACCOUNT, userId: LIST_VIEWERS[0] ?? '' };
      const execution = await new Executions({ atOnce: 1, waiting: 1 }).enter(
        { user: 'viewer', points: 1 },
        new RequestEnd(60_000),
      );
      const contextValue = await RequestContext.open(datastore, identity, {
        requestId: 'request',
        execution,
        cost: new RequestCost(LIMITS.cost.default),
        document: LIST_QUERY,
        now: Date.now,
      });
      contextValue.begin({ name: null, selections, refusals: new Refusals(0) });
      const counter = new PromiseCounter();
      counter.start();
      const { errors } = await execute({ schema, document, variableValues: { first }, contextValue });
      const promises = counter.stop();
      await contextValue.close();
      execution.end.answered();
      if (errors !== undefined) throw new Error('The list was not answered', { cause: errors });
      return promises;
    };
    const counts: number[] = [];
    for (const first of rows) {
      // The first one reads what is then kept.
      await count(first);
      counts.push(await count(first));
    }
    return counts;
  } finally {
    await opened.close();
  }
}
