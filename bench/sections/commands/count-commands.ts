import { randomBytes } from 'node:crypto';
import { startGateway } from '../../../src/gateway.js';
import { createSealer } from '../../../src/secrets/sealer.js';
import { MUTATIONS, QUERIES } from '../../../test/api/costs/operations.js';
import type { CostedOperation } from '../../../test/api/costs/operations.js';
import { WatchedChanges } from '../../../test/api/costs/watched-changes.js';
import { accountOf } from '../../../test/api/costs/world.js';
import type { Size } from '../../../test/api/costs/world.js';
import { answersOf } from '../../measure/list-store.js';
import { importFile, tokenOf } from '../../measure/own-account.js';
import { headersWith } from '../../servers/headers.js';
import { gatewayParts } from '../../servers/open-store.js';
import type { Store } from '../../servers/server-settings.js';

/** Commands of the datastore. */
export interface Counted {
  readonly operation: string;
  readonly isChange: boolean;
  /** When nothing is known before the request. */
  readonly reads: number;
  /** When its viewer asked before at the same revision. */
  readonly readsWhenKept: number;
  readonly writes: number;
}

/** Every query and mutation of the schema, once without facts that are kept and once with them. */
export async function countCommands(store: Store, size: Size): Promise<readonly Counted[]> {
  const cold = await withCounter({ store, size, keepsFacts: false }, async (count) => {
    const counts: Cost[] = [];
    // One after another: each change finds what the one before it left.
    for (const operation of [...QUERIES, ...MUTATIONS]) counts.push(await count(operation));
    return counts;
  });
  const kept = await withCounter({ store, size, keepsFacts: true }, async (count) => {
    const counts: Cost[] = [];
    for (const operation of QUERIES) {
      await count(operation);
      counts.push(await count(operation));
    }
    for (const operation of MUTATIONS) {
      for (const query of QUERIES.filter(({ as }) => as === operation.as)) await count(query);
      counts.push(await count(operation));
    }
    return counts;
  });
  return [...QUERIES, ...MUTATIONS].map(({ name }, at) => ({
    operation: name,
    isChange: at >= QUERIES.length,
    reads: cold[at]?.reads ?? Number.NaN,
    readsWhenKept: kept[at]?.reads ?? Number.NaN,
    writes: cold[at]?.writes ?? Number.NaN,
  }));
}

interface Cost {
  readonly reads: number;
  readonly writes: number;
}

type Count = (operation: CostedOperation) => Promise<Cost>;

interface Counter {
  readonly store: Store;
  readonly size: Size;
  readonly keepsFacts: boolean;
}

/** Asks a gateway of this process over a socket, on an account imported for it. */
async function withCounter<T>(
  { store, size, keepsFacts }: Counter,
  work: (count: Count) => Promise<T>,
): Promise<T> {
  const secret = randomBytes(32).toString('hex');
  const settings = {
    store,
    secret,
    keepsFacts,
    rights: {},
    slowdown: 0,
    constant: '',
  };
  const parts = await gatewayParts(settings);
  const changes = new WatchedChanges(parts.datastore);
  const sealer = createSealer(randomBytes(32));
  const gateway = await startGateway({ ...parts, datastore: changes.datastore, sealer });
  try {
    await importFile(parts.datastore, accountOf(size), sealer);
    return await work(async ({ as, query, variables }) => {
      const headers = headersWith(await tokenOf(secret, { accountId: as.account, userId: as.user }));
      const before = parts.datastore.commandCount;
      const answers = await answersOf(gateway.url, [{ headers, body: JSON.stringify({ query, variables }) }]);
      if (answers.some((answer) => answer.includes('"userErrors":[{')))
        throw new Error(`Refused: ${answers.join()}`);
      const commands = parts.datastore.commandCount - before;
      const writes = changes.takeWrites();
      return { reads: commands - writes, writes };
    });
  } finally {
    await gateway.close();
    await parts.datastore.close();
  }
}
