import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { effort } from '../effort.js';
import { tally } from '../tally.js';
import { OBSERVER } from '../worlds/observed.js';
import { administratorOf, change, mutations } from './asked-changes.js';
import { onBothEngines } from './stage.js';
import type { Trouble, TroubleOf } from '../../support/troubled-datastore.js';
import { Connection, answeredLate, failsAfter, failsBefore, late } from './troubles.js';
import { baselineOf, expectWhole } from './whole.js';
import type { AskedChange } from './whole.js';

const TROUBLES = ['FAILS_BEFORE', 'FAILS_AFTER', 'LATE', 'ANSWERED_LATE', 'BREAKS'] as const;
type TroubleName = (typeof TROUBLES)[number];

/** Several mutations at once, and what becomes of the calls that they make, in the order of the calls. */
function rounds() {
  const trouble = fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 2, arbitrary: fc.constantFrom(...TROUBLES) },
  );
  const round = fc.record({
    mutations: fc.array(mutations(), { minLength: 1, maxLength: 3 }),
    troubles: fc.array(trouble, { minLength: 3, maxLength: 25 }),
  });
  return fc.array(round, { minLength: 2, maxLength: 6 });
}

onBothEngines('changes of a datastore in trouble', (stage, engine) => {
  it('are made whole and recorded, or not at all; what was acknowledged is there', async () => {
    await fc.assert(
      fc.asyncProperty(rounds(), async (all) => {
        const account = await stage.newAccount();
        const baseline = await baselineOf(account);
        const administrator = await administratorOf(stage.gateway, account.id);
        const changes: (AskedChange | undefined)[] = [];
        for (const { mutations: asked, troubles } of all) {
          stage.troubled.trouble(troubleOf(troubles));
          changes.push(...(await Promise.all(asked.map((mutation) => change(administrator, mutation)))));
          stage.troubled.repair();
          await stage.troubled.untilQuiet();
        }
        const told = changes.filter((each) => each !== undefined);
        await expectWhole(account, baseline, told);
        tally('F2', changes.length);
      }),
      effort(engine === 'sqlite' ? 20 : 8),
    );
  });

  it('that lose every reply are made once, and asked again are as they were', async () => {
    const account = await stage.newAccount();
    const baseline = await baselineOf(account);
    const administrator = await administratorOf(stage.gateway, account.id);
    const grant = {
      text: `mutation { changed: grantPermission(input: { rbacId: "data_providers.int_ops",
        principal: { type: USER, id: "usr_bo" }, permissionSetId: "10fc3de1-7818-46e8-af47-33c5af233538" })
        { revision changes { outcome } userErrors { code } } }`,
    };
    stage.troubled.trouble((call) => (call === 'change' ? failsAfter : undefined));
    const lost = await change(administrator, grant);
    stage.troubled.repair();
    const again = await stage.gateway.ask({ account: account.id, user: OBSERVER }, grant.text);

    expect(lost).toEqual({ requestId: expect.any(String), revision: undefined, mayBeMade: true });
    const changed = { revision: baseline.revision + 1, changes: [{ outcome: 'UNCHANGED' }], userErrors: [] };
    expect(again).toEqual({ status: 200, data: { changed } });
    await expectWhole(account, baseline);
    tally('F2', 2);
  });
});

function troubleOf(troubles: readonly (TroubleName | undefined)[]): TroubleOf {
  const connection = new Connection();
  const known: Readonly<Record<TroubleName, Trouble>> = {
    FAILS_BEFORE: failsBefore,
    FAILS_AFTER: failsAfter,
    LATE: late,
    ANSWERED_LATE: answeredLate,
    BREAKS: connection.breaking,
  };
  return (_call, index) => {
    const name = troubles[index];
    return name === undefined ? connection.over : known[name];
  };
}
