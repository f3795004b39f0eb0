import { describe, expect, it } from '@jest/globals';
import type { ChangeTarget, PlannedChange } from '../../../src/datastore/contract/datastore.js';
import type { KeyedRequest } from '../../../src/datastore/contract/records.js';
import type { AccountUnderTest } from './account-under-test.js';
import type { Subject } from './subject.js';
import { auditEvent, permission } from './world.js';

const NOW = 1_750_000_000_000;
const HOUR_MS = 3_600_000;

function kept(requestHash: string, more: Partial<KeyedRequest> = {}): KeyedRequest {
  const outcomes = [{ field: 'a', revision: 2, concerned: { ids: ['__proto__', 'É'] } }];
  return { requestHash, keptAt: NOW, expiresAt: NOW + HOUR_MS, outcomes, ...more };
}

/** Keeps this under a key, or nothing, and resolves with what was kept there. */
async function exchange(
  account: AccountUnderTest,
  target: Partial<ChangeTarget>,
  planned: Omit<PlannedChange<unknown>, 'result'> = {},
): Promise<KeyedRequest | undefined> {
  const outcome = await account.datastore.change(
    { accountId: account.id, userId: 'usr_ana', ...target },
    (_snapshot, found) => Promise.resolve({ result: found, ...planned }),
  );
  return outcome?.result;
}

const revisionOf = (account: AccountUnderTest): Promise<number> =>
  account.read((snapshot) => snapshot.account.revision);

export function describeKeyedRequests(subject: Subject): void {
  describe('what is kept of a request under its idempotency key [O17]', () => {
    it('is given to the next plan under the key as it went in, and replaced by what that keeps', async () => {
      const account = await subject.account({});
      const key = { idempotencyKey: 'key' };
      expect(await exchange(account, key, { keep: kept('first') })).toBeUndefined();
      expect(await exchange(account, key, { keep: kept('second', { outcomes: [] }) })).toEqual(kept('first'));
      expect(await exchange(account, key)).toEqual(kept('second', { outcomes: [] }));
      expect(await revisionOf(account)).toBe(1);
    });

    it('belongs to one user and one account, and to nobody without a key', async () => {
      const account = await subject.account({});
      const other = await subject.account({});
      await exchange(account, { idempotencyKey: 'key' }, { keep: kept('first') });
      for (const [asked, target] of [
        [account, { idempotencyKey: 'key', userId: 'usr_bo' }],
        [account, { idempotencyKey: 'KEY' }],
        [account, {}],
        [other, { idempotencyKey: 'key' }],
      ] as const) {
        expect(await exchange(asked, target)).toBeUndefined();
      }
    });

    it('is kept with the change or not at all', async () => {
      const account = await subject.account({});
      const key = { idempotencyKey: 'key' };
      const broken = permission('pol_twice');
      const changes = {
        touched: [],
        addPermissions: [broken, broken],
        auditEvents: [auditEvent('never')],
      } as const;
      await expect(exchange(account, key, { changes, keep: kept('first') })).rejects.toThrow();
      expect(await exchange(account, key)).toBeUndefined();

      const auditEvents = [auditEvent('made')] as const;
      await exchange(account, key, { changes: { touched: [], auditEvents }, keep: kept('first') });
      expect(await exchange(account, key)).toEqual(kept('first'));
      expect(await revisionOf(account)).toBe(2);
    });

    it('lets one of two at once be carried out, and shows it to the other or says that it is at work', async () => {
      const account = await subject.account({});
      const target = { accountId: account.id, userId: 'usr_ana', idempotencyKey: 'key' };
      const outcomes = await Promise.all(
        ['one', 'two'].map((name) =>
          account.datastore.change(target, (_snapshot, found) =>
            Promise.resolve(
              found === undefined
                ? {
                    result: name,
                    changes: { touched: [], auditEvents: [auditEvent(name)] },
                    keep: kept('first'),
                  }
                : { result: 'shown' },
            ),
          ),
        ),
      );
      expect(outcomes.filter((outcome) => outcome?.result === 'shown')).toHaveLength(1);
      expect(await revisionOf(account)).toBe(2);
    });

    it('costs one read more, and one write more when something is kept', async () => {
      const account = await subject.account({});
      const costOf = async (target: Partial<ChangeTarget>, keep?: KeyedRequest): Promise<number> => {
        const before = account.datastore.commandCount;
        await exchange(account, target, keep && { keep });
        return account.datastore.commandCount - before;
      };
      const unkeyed = await costOf({});
      expect(await costOf({ idempotencyKey: 'key' })).toBe(unkeyed + 1);
      expect(await costOf({ idempotencyKey: 'key' }, kept('first'))).toBe(unkeyed + 2);
      expect(await costOf({ idempotencyKey: 'key' }, kept('second'))).toBe(unkeyed + 2);
    });

    it('outlives an import that replaces the account', async () => {
      const account = await subject.account({});
      await exchange(account, { idempotencyKey: 'key' }, { keep: kept('first') });
      await account.import({}, { replace: true });
      expect(await exchange(account, { idempotencyKey: 'key' })).toEqual(kept('first'));
    });
  });
}
