import { isNativeError } from 'node:util/types';
import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { describeWithOwnMongod } from '../../support/mongodb.js';
import { effort } from '../effort.js';
import { tally } from '../tally.js';
import { administratorOf, change, mutations } from './asked-changes.js';
import type { AskedOf, Mutation } from './asked-changes.js';
import { onMongod, ServedCompany } from './served-account.js';
import type { CompanyDatabase, ServedGateway } from './served-account.js';
import { baselineOf, expectWhole } from './whole.js';
import type { AskedChange } from './whole.js';

const CREATE: Mutation = {
  text: `mutation { changed: createIntegration(input: { name: "After", type: SLACK, teamIds: [] })
    { revision userErrors { code } } }`,
};
const LONGEST_MS = 1_800_000;
const BACK_WITHIN_MS = 15_000;

/** Many changes at once, and how many of them are answered before the process is killed. */
const crashes = fc.record({
  asked: fc
    .array(mutations(), { minLength: 10, maxLength: 30 })
    .map((some) => some.flatMap((mutation) => [mutation, CREATE])),
  answers: fc.nat({ max: 12 }),
});

function defineTests(database: CompanyDatabase): void {
  it(
    'leaves all of a change or nothing, and everything that was acknowledged',
    async () => {
      const property = fc.asyncProperty(crashes, async ({ asked, answers }) => {
        const served = await ServedCompany.create(database());
        try {
          const { id, datastore } = served;
          const killed = await served.serve();
          const baseline = await baselineOf({ id, datastore, gateway: killed });
          const administrator = await administratorOf(killed, id);
          const acknowledged = await changesUntilKilled({ killed, administrator, asked, answers });

          const gateway = await served.serve();
          try {
            await expectWhole({ id, datastore, gateway }, baseline, acknowledged);
            const after = await untilAcknowledged(await administratorOf(gateway, id));
            await expectWhole({ id, datastore, gateway }, baseline, [...acknowledged, after]);
          } finally {
            await gateway.stop();
          }
          tally('F5', acknowledged.length + 1);
        } finally {
          await served.remove();
        }
      });
      // A crash is never the same twice, so a smaller one proves nothing.
      await fc.assert(property, { ...effort(2), endOnFailure: true });
    },
    LONGEST_MS,
  );
}

interface Crash {
  readonly killed: ServedGateway;
  readonly administrator: AskedOf;
  readonly asked: readonly Mutation[];
  readonly answers: number;
}

/** Asks for all at once and kills the process after so many answers; resolves with the changes that were answered. */
async function changesUntilKilled({
  killed,
  administrator,
  asked,
  answers,
}: Crash): Promise<readonly AskedChange[]> {
  const told: AskedChange[] = [];
  let left = answers;
  let end: Promise<void> | undefined;
  const each = asked.map(async (mutation) => {
    const result = await change(administrator, mutation).catch(noAnswer);
    if (result !== undefined) told.push(result);
    if ((left -= 1) <= 0) end ??= killed.kill();
  });
  await Promise.all(each);
  await (end ?? killed.kill());
  return told;
}

/** A connection that ended is no answer; anything else that goes wrong is the test's business. */
function noAnswer(error: unknown): undefined {
  // Node's own errors need not be of this realm's class.
  if (isNativeError(error) && error.message === 'fetch failed') return undefined;
  throw error;
}

async function untilAcknowledged(administrator: AskedOf): Promise<AskedChange> {
  const limit = performance.now() + BACK_WITHIN_MS;
  while (performance.now() < limit) {
    const asked = await change(administrator, CREATE);
    if (asked?.revision !== undefined) return asked;
  }
  throw new Error('The service did not come back');
}

describe('a gateway that is killed while it makes changes (sqlite)', () => {
  defineTests(() => 'sqlite');
});
describeWithOwnMongod('a gateway that is killed while it makes changes (mongodb)', (binary) => {
  defineTests(onMongod(binary));
});
