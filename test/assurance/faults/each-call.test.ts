import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphqlAnswer } from '../../support/gateway.js';
import { tally } from '../tally.js';
import { QUESTIONS } from './questions.js';
import { mistakesIn } from './right-or-refused.js';
import { onBothEngines } from './stage.js';
import type { Stage } from './stage.js';
import type { Trouble } from '../../support/troubled-datastore.js';
import { Connection, answeredLate, failsAfter, failsBefore, late } from './troubles.js';
import type { Account } from './whole.js';

/** What becomes of one call, and of the others of its request. */
interface Case {
  readonly one: Trouble;
  readonly others?: Trouble;
}

const CASES: Readonly<Record<string, () => Case>> = {
  'fails before it is made': () => ({ one: failsBefore }),
  'fails after it was made': () => ({ one: failsAfter }),
  'comes late': () => ({ one: late }),
  'is answered late': () => ({ one: answeredLate }),
  'breaks the connection of all that are under way': () => {
    const connection = new Connection();
    return { one: connection.breaking, others: connection.over };
  },
};

describe.each([
  [
    'kept',
    true,
    [
      'snapshot.integrationIdPage',
      'snapshot.integrationPage',
      'snapshot.integrations',
      'snapshot.permissionsOn',
    ],
  ],
  [
    'read for each request',
    false,
    ['snapshot.integrationPage', 'snapshot.integrations', 'snapshot.permissionsOn'],
  ],
])('with facts %s', (_facts, keepsFacts, calls) => {
  onBothEngines(
    'each call of a question to the datastore',
    (stage) => {
      defineTests(stage, calls);
    },
    {
      keepsFacts,
    },
  );
});

function defineTests(stage: Stage, callsForIntegrations: readonly string[]): void {
  let account: Account;

  beforeAll(async () => {
    account = await stage.newAccount();
  });

  const ask = (user: string, query: string): Promise<GraphqlAnswer> =>
    stage.gateway.ask({ account: account.id, user }, query);

  it('is one of all reads there are, but for those of changes and exports', async () => {
    stage.troubled.repair();
    for (const [user, query] of QUESTIONS) await ask(user, query);
    expect([...new Set(stage.troubled.calls)].sort()).toEqual(
      [
        'openSnapshot',
        'snapshot.auditPage',
        'snapshot.directory',
        'snapshot.directoryPage',
        'snapshot.memberPages',
        'snapshot.permissionPages',
        ...callsForIntegrations,
      ].sort(),
    );
  });

  it.each(Object.entries(CASES))(
    'leaves the answer right, or refused as one to be had later, when it %s',
    async (_name, newCase) => {
      let cases = 0;
      for (const [user, query] of QUESTIONS) {
        stage.troubled.repair();
        const right = await ask(user, query);
        expect([right.status, right.errors]).toEqual([200, undefined]);
        stage.troubled.repair();
        // What it asks again at the same revision is what it asks in every case.
        await ask(user, query);
        const calls = [...stage.troubled.calls];
        for (const at of calls.keys()) {
          const { one, others } = newCase();
          stage.troubled.trouble((_call, index) => (index === at ? one : others));
          const mistakes = mistakesIn(await ask(user, query), right);
          expect({ query, at: calls[at], mistakes }).toEqual({ query, at: calls[at], mistakes: [] });
          cases += 1;
        }
        stage.troubled.repair();
        expect(await ask(user, query)).toEqual(right);
      }
      tally('F1', cases);
    },
  );
}
