import { describe, expect, it } from '@jest/globals';
import type { Reseal } from '../../../src/datastore/contract/datastore.js';
import type { SecretRecord } from '../../../src/datastore/contract/records.js';
import type { AccountUnderTest } from './account-under-test.js';
import type { Subject } from './subject.js';
import { integration, many } from './world.js';

const secret = (name: string, sealed: string): SecretRecord => ({ name, setAt: 1_000, sealed });
const details = (...secrets: readonly SecretRecord[]) => ({
  settings: { a: [1.5, { $set: 'é', __proto__x: null }] },
  secrets,
});

/** Of a secret that is sealed under the old key, the same under the new one. */
const toNew: Reseal = (_id, { sealed }) => sealed.replace(/^old:/, 'new:');

/** Reseals the whole account in pages of this size, and resolves with how many integrations had a new text. */
async function resealAll(account: AccountUnderTest, reseal: Reseal, first = 100): Promise<number> {
  let resealed = 0;
  let after: string | undefined;
  do {
    const page = await account.datastore.resealSecrets(
      account.id,
      { first, ...(after !== undefined && { after }) },
      reseal,
    );
    resealed += page?.resealed ?? 0;
    after = page?.next;
  } while (after !== undefined);
  return resealed;
}

const whole = (account: AccountUnderTest, ids: readonly string[]) =>
  account.read(async (snapshot) => ({
    account: snapshot.account,
    integrations: [...(await snapshot.integrations(ids, { withDetails: true }))].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    ),
    events: (await snapshot.auditPage({ first: 10 })).rows,
  }));

export function describeResealedSecrets(subject: Subject): void {
  describe('sealing secrets anew [O28]', () => {
    it('changes the sealed texts that are to change, and nothing else of the account', async () => {
      const account = await subject.account({
        integrations: [
          integration('int_both', { details: details(secret('a', 'old:1'), secret('b', 'kept:2')) }),
          integration('int_none'),
          integration('int_one', { version: 7, details: details(secret('a', 'old:3')) }),
        ],
      });
      const ids = ['int_both', 'int_none', 'int_one'];
      const before = await whole(account, ids);
      expect(await resealAll(account, toNew)).toBe(2);
      const after = await whole(account, ids);
      expect(after).toEqual(JSON.parse(JSON.stringify(before).replaceAll('"old:', '"new:')));
      expect(await resealAll(account, toNew)).toBe(0);
    });

    it.each([1, 2, 5, 100])('walks every integration once, %d at a time', async (first) => {
      const ids = many(11, (id) => id);
      const account = await subject.account({
        integrations: ids.map((id) => integration(id, { details: details(secret('s', `old:${id}`)) })),
      });
      const asked: string[] = [];
      const noting: Reseal = (id, { sealed }) => {
        asked.push(id);
        return sealed;
      };
      expect(await resealAll(account, noting, first)).toBe(0);
      expect(asked).toEqual(ids);
      expect(await resealAll(account, toNew, first)).toBe(11);
    });

    it('leaves alone what another account has, and knows no account that is not there', async () => {
      const [account, other] = [
        await subject.account({}),
        await subject.account({
          integrations: [integration('int_a', { details: details(secret('s', 'old:1')) })],
        }),
      ];
      expect(await resealAll(account, toNew)).toBe(0);
      const { integrations } = await whole(other, ['int_a']);
      expect(integrations[0]?.details?.secrets).toEqual([secret('s', 'old:1')]);
      expect(await account.datastore.resealSecrets('nobody', { first: 1 }, toNew)).toBeUndefined();
    });

    it('writes nothing when the sealing fails', async () => {
      const account = await subject.account({
        integrations: many(3, (id) => integration(id, { details: details(secret('s', 'old:1')) })),
      });
      const failing = resealAll(account, (id, found) => {
        if (id === 'id_00002') throw new Error('no key');
        return toNew(id, found);
      });
      await expect(failing).rejects.toThrow('no key');
      expect(await resealAll(account, toNew)).toBe(3);
    });

    it('gives way to whoever sets the secret at the same time, and loses none that was set', async () => {
      const account = await subject.account({
        integrations: [integration('int_a', { details: details(secret('s', 'old:0')) })],
      });
      const rounds = 12;
      let isDone = false;
      const setting = async (): Promise<void> => {
        for (let round = 1; round <= rounds; round += 1) {
          await account.plan(async (snapshot) => {
            const [found] = await snapshot.integrations(['int_a'], { withDetails: true });
            expect(found?.details?.secrets[0]?.sealed.slice(4)).toBe(String(round - 1));
            const saved = integration('int_a', {
              version: round + 1,
              details: details(secret('s', `old:${round}`)),
            });
            return { result: null, changes: account.changeOf({ saveIntegrations: [saved] }) };
          });
        }
        isDone = true;
      };
      const sealing = async (): Promise<void> => {
        while (!isDone) await resealAll(account, toNew);
      };
      await Promise.all([setting(), sealing()]);
      await resealAll(account, toNew);
      const { integrations } = await whole(account, ['int_a']);
      expect(integrations[0]).toMatchObject({
        version: rounds + 1,
        details: { secrets: [{ sealed: `new:${rounds}` }] },
      });
    });

    it('takes at most two reads, and one write where a text is new', async () => {
      const account = await subject.account({
        integrations: many(50, (id) => integration(id, { details: details(secret('s', 'old:1')) })),
      });
      const counts: number[] = [];
      for (let walk = 0; walk < 2; walk += 1) {
        const before = account.datastore.commandCount;
        await account.datastore.resealSecrets(account.id, { first: 100 }, toNew);
        counts.push(account.datastore.commandCount - before);
      }
      expect(counts).toEqual([3, 2]);
    });
  });
}
