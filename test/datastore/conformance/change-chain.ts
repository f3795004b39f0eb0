import { describe, expect, it } from '@jest/globals';
import type { ChangeSet, ChangeRow, StateId } from '../../../src/datastore/contract/datastore.js';
import type { AccountUnderTest } from './account-under-test.js';
import type { Subject } from './subject.js';
import { on } from './world.js';

const ANA = { type: 'USER', id: 'usr_ana' } as const;
const TOUCHED: readonly ChangeSet['touched'][] = [
  [{ kind: 'ACCOUNT' }, { kind: 'USER', id: 'usr_a' }],
  [
    { kind: 'PERMISSION', rbacId: on('int_a'), principal: ANA },
    { kind: 'INTEGRATION', id: '"int_é' },
  ],
  [
    { kind: 'HELD_BY', principal: ANA },
    { kind: 'SCOPE_OF', teamId: 'team_a' },
  ],
  [],
];

function stateOf(account: AccountUnderTest): Promise<StateId> {
  return account.read(({ account: { revision, stamp } }) => ({ revision, stamp }));
}

function between(
  account: AccountUnderTest,
  from: StateId,
  to: StateId,
): Promise<readonly ChangeRow[] | undefined> {
  return account.read((snapshot) => snapshot.changesBetween(from, to));
}

/** The states of an account after its import and after each of four changes. */
async function changed(account: AccountUnderTest): Promise<readonly StateId[]> {
  const states = [await stateOf(account)];
  for (const touched of TOUCHED) {
    await account.change({ touched });
    states.push(await stateOf(account));
  }
  return states;
}

export function describeChangeChain(subject: Subject): void {
  describe('the changes between two states', () => {
    it('are told in their order, each with what it touched and the state it follows, in one command', async () => {
      const account = await subject.account();
      const states = await changed(account);
      const [first, second, , fourth, last] = states;
      if (!first || !second || !fourth || !last) throw new Error('There are five states');
      const rows = TOUCHED.map((touched, at) => ({
        ...states[at + 1],
        follows: states[at]?.stamp,
        touched,
      }));
      expect(await between(account, first, last)).toEqual(rows);
      expect(await between(account, second, fourth)).toEqual(rows.slice(1, 3));
      await account.read(async (snapshot) => {
        const before = account.datastore.commandCount;
        await snapshot.changesBetween(first, last);
        expect(account.datastore.commandCount - before).toBe(1);
      });
    });

    it('are none between a state and itself', async () => {
      const account = await subject.account();
      const state = await stateOf(account);
      expect(await between(account, state, state)).toEqual([]);
    });

    it('are not known where the stamps do not join, backwards, or too far apart [O15]', async () => {
      const account = await subject.account();
      const states = await changed(account);
      const [first, second, third] = states;
      if (!first || !second || !third) throw new Error('There are five states');
      for (const [from, to] of [
        [{ ...first, stamp: 'another' }, third],
        [first, { ...third, stamp: 'another' }],
        [first, { ...first, stamp: 'another' }],
        [third, first],
        [{ ...first, revision: 0 }, third],
        [first, { ...third, revision: 2_000 }],
      ] as const) {
        expect(await between(account, from, to)).toBeUndefined();
      }
    });

    it('do not reach over an import, nor into another account', async () => {
      const account = await subject.account();
      const [first] = await changed(account);
      const other = await subject.account();
      const [, , , , last] = await changed(other);
      if (!first || !last) throw new Error('There are five states');
      expect(await between(account, first, last)).toBeUndefined();
      await account.import({}, { replace: true });
      const imported = await stateOf(account);
      expect(await between(account, first, imported)).toBeUndefined();
      await account.change({ touched: [{ kind: 'ACCOUNT' }] });
      expect(await between(account, imported, await stateOf(account))).toHaveLength(1);
    });

    it('hold nothing of a change that was taken back', async () => {
      const account = await subject.account();
      const before = await stateOf(account);
      const refused = account.change({ removePermissionIds: ['\u0000'] });
      await expect(refused).rejects.toThrow();
      await account.change({ touched: [{ kind: 'TEAM', id: 'team_a' }] });
      expect(await between(account, before, await stateOf(account))).toMatchObject([
        { revision: 2, touched: [{ kind: 'TEAM', id: 'team_a' }] },
      ]);
    });
  });
}
