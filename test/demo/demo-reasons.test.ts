import { expect, it } from '@jest/globals';
import { decide } from '../../src/decision/decide.js';
import { REASONS } from '../../src/decision/decision.js';
import { readDemoAccount } from './demo-files.js';
import { questionOn } from './demo-question.js';
import { readReasonTable } from './reason-table.js';

it.each(readReasonTable())('decides $reason for $account $user $action $rbacId', (row) => {
  const { account, user, action, rbacId, ...expected } = row;
  expect(decide(questionOn(readDemoAccount(account), { user, action, rbacId }))).toMatchObject(expected);
});

it('shows every reason there is', () => {
  expect(new Set(readReasonTable().map(({ reason }) => reason))).toEqual(new Set(REASONS));
});
