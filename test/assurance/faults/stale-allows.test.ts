import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { z } from 'zod';
import { READS_AT_ONCE } from '../../../src/graphql/execution/read-shares.js';
import { tally } from '../tally.js';
import { OBSERVER } from '../worlds/observed.js';
import { onBothEngines } from './stage.js';
import type { Call, Trouble } from '../../support/troubled-datastore.js';
import { Gate, Reordering } from './troubles.js';
import type { Account } from './whole.js';

const CHECKS: Readonly<Record<string, string>> = {
  checkRights: '{ checkRights(checks: [{ rbacId: "data_providers.int_pd", action: USE }]) { allowed } }',
  effectiveRights: '{ effectiveRights(rbacId: "data_providers.int_pd") { decisions { action allowed } } }',
  usableIntegrations: '{ usableIntegrations(search: "payments") { edges { node { id } } } }',
  integration: '{ integration(id: "int_pd") { viewerRights { canUse } } }',
};
const REVOKE = 'mutation { revokePermission(input: { permissionId: "pol_bo" }) { changes { outcome } } }';
const revoked = z.object({
  revokePermission: z.object({ changes: z.tuple([z.object({ outcome: z.literal('REMOVED') })]) }),
});

/** A gateway that joins a read already under way is not heard of again: that read waits for the test. */
const JOINED_MS = 10_000;

onBothEngines('a check that starts after a revoke was acknowledged', (stage) => {
  let account: Account;
  let gate: Gate;

  beforeEach(async () => {
    account = await stage.newAccount();
    gate = new Gate();
  });
  // Also after a test that failed, so that nothing waits on.
  afterEach(() => {
    gate.open();
  });

  async function isAllowed(check: string): Promise<boolean> {
    const answer = await stage.gateway.ask({ account: account.id, user: 'usr_bo' }, CHECKS[check] ?? '');
    expect(answer.errors).toBeUndefined();
    return /true|int_pd/.test(JSON.stringify(answer.data));
  }

  async function revoke(): Promise<void> {
    const { data } = await stage.gateway.ask({ account: account.id, user: OBSERVER }, REVOKE);
    revoked.parse(data);
  }

  /** Troubles the first such call alone. */
  function first(call: Call, trouble: Trouble): void {
    let isTroubled = false;
    stage.troubled.trouble((each) => {
      if (isTroubled || each !== call) return undefined;
      isTroubled = true;
      return trouble;
    });
  }

  it.each(Object.keys(CHECKS))(
    'is denied while an older %s waits for its reply',
    async (check) => {
      first('openSnapshot', gate.after);
      const older = isAllowed(check);
      await gate.reached;
      await revoke();
      const newer = await isAllowed(check);
      gate.open();

      expect({ older: await older, newer }).toEqual({ older: true, newer: false });
      tally('F3', 1);
    },
    JOINED_MS,
  );

  it.each(Object.keys(CHECKS))(
    'is denied, as is an older %s that was held up on its way',
    async (check) => {
      first('openSnapshot', gate.before);
      const older = isAllowed(check);
      await gate.reached;
      await revoke();
      const newer = await isAllowed(check);
      gate.open();

      expect({ older: await older, newer }).toEqual({ older: false, newer: false });
      tally('F3', 1);
    },
    JOINED_MS,
  );

  it.each(Object.keys(CHECKS))(
    'is denied when the replies to many a %s come last first',
    async (check) => {
      // Both halves wait at once, and no more reads of one user do.
      const half = Math.floor(READS_AT_ONCE / 2);
      const { reordered, held } = new Reordering(2 * half);
      const troubleChecks = (): void => {
        stage.troubled.trouble((call) => (call === 'openSnapshot' ? reordered : undefined));
      };
      /** Each is asked when the one before it waits for its reply, so none of them shares another's. */
      const oneByOne = async (first: number): Promise<Promise<boolean>[]> => {
        const asked: Promise<boolean>[] = [];
        for (let reply = first; reply < first + half; reply += 1) {
          const isHeld = held(reply);
          asked.push(isAllowed(check));
          await isHeld;
        }
        return asked;
      };
      troubleChecks();
      const older = await oneByOne(1);
      stage.troubled.repair();
      await revoke();
      troubleChecks();
      const newer = await oneByOne(half + 1);

      expect(await Promise.all(older)).toEqual(older.map(() => true));
      expect(await Promise.all(newer)).toEqual(newer.map(() => false));
      tally('F3', half);
    },
    JOINED_MS,
  );

  it('is denied after a pause in which everything stood still', async () => {
    stage.troubled.trouble(() => gate.before);
    const older = Object.keys(CHECKS).map(isAllowed);
    const revoking = revoke();
    await gate.reached;
    gate.open();
    await revoking;

    const newer = Object.keys(CHECKS).map(isAllowed);
    expect(await Promise.all(newer)).toEqual(newer.map(() => false));
    expect(await Promise.all(older)).toHaveLength(older.length);
    tally('F3', newer.length);
  });
});
