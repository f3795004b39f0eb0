import { describe, expect, it } from '@jest/globals';
import type { AccountUnderTest } from './account-under-test.js';
import type { Subject } from './subject.js';

export function describeStamps(subject: Subject): void {
  describe('the stamp of an account and the key of its cursors', () => {
    const stored = (account: AccountUnderTest) =>
      account.read(({ account: { stamp, cursorKey } }) => ({ stamp, cursorKey }));

    it('O15: the stamp is new with each change and import, also on the wildcard', async () => {
      const account = await subject.account();
      const stamps = [(await stored(account)).stamp];
      await account.change({});
      stamps.push((await stored(account)).stamp);
      await account.change({ permissionsChangedOn: [{ kind: 'WILDCARD' }] });
      stamps.push((await stored(account)).stamp);
      await account.import({}, { replace: true });
      stamps.push((await stored(account)).stamp);
      expect(new Set(stamps).size).toBe(4);
      for (const stamp of stamps) expect(stamp).toMatch(/^[\w-]{22}$/);
    });

    it('O15: the stamp stays when a plan changes nothing', async () => {
      const account = await subject.account();
      const before = await stored(account);
      await account.plan(() => Promise.resolve({ result: null }));
      expect(await stored(account)).toEqual(before);
    });

    it('O10: the key stays for as long as the account is there, and is no other account’s', async () => {
      const [account, other] = [await subject.account(), await subject.account()];
      const { cursorKey } = await stored(account);
      expect(cursorKey).toMatch(/^[\w-]{43}$/);
      expect((await stored(other)).cursorKey).not.toBe(cursorKey);
      await account.change({});
      await account.import({}, { replace: true });
      expect((await stored(account)).cursorKey).toBe(cursorKey);
    });
  });
}
