import { INTEGRATION_TYPES } from '../../../../src/datastore/contract/records.js';
import type { State } from '../model/state.js';
import type { Change, Operation, Question } from '../operations.js';
import { Choice, one } from './choose.js';
import type { Command } from './commands.js';
import { insisting, renouncing, stripping } from './directed.js';
import { varied } from './vary.js';

/** What a command comes to in a state. */
export function operationOf(command: Command, state: State): Operation {
  const { id } = state.world.account;
  if (command.does === 'replace') {
    const { world } = command;
    return { kind: 'IMPORT', file: { ...world, account: { ...world.account, id } } };
  }
  const choice = new Choice(state, command);
  switch (command.does) {
    case 'renounce':
      return renouncing(choice);
    case 'strip':
      return stripping(choice);
    case 'vary':
      return { kind: 'IMPORT', file: varied(choice) };
    case 'grant':
    case 'revoke':
    case 'save':
    case 'create':
    case 'update':
    case 'delete':
      return { kind: 'CHANGE', by: choice.who, change: CHANGES[command.does](choice) };
    case 'whoCan':
    case 'permissions':
      return { kind: 'ASK', by: choice.who, question: QUESTIONS[command.does](choice) };
    case 'viewer':
    case 'integration':
    case 'integrations':
    case 'usableIntegrations':
    case 'checkRights':
    case 'effectiveRights':
      return { kind: 'ASK', by: choice.anybody, question: QUESTIONS[command.does](choice) };
  }
}

const CHANGES = {
  grant: (choice: Choice): Change => {
    const input = { rbacId: choice.rbacId, ...choice.grant(0), ...reasonOf(choice) };
    return { field: 'grantPermission', input };
  },
  revoke: (choice: Choice): Change => ({
    field: 'revokePermission',
    input: { permissionId: choice.permissionId(0), ...reasonOf(choice), ...insisting(choice) },
  }),
  save: (choice: Choice): Change => ({ field: 'changePermissions', input: saveInput(choice) }),
  create: (choice: Choice): Change => ({
    field: 'createIntegration',
    input: {
      name: choice.command.name,
      type: one(INTEGRATION_TYPES, choice.pick(0)),
      ...(choice.option(0) && { teamIds: choice.teamIds }),
      ...(choice.option(1) && { settings: { number: choice.pick(1) % 2 } }),
    },
  }),
  update: (choice: Choice): Change => ({ field: 'updateIntegration', input: updateInput(choice) }),
  delete: (choice: Choice): Change => ({
    field: 'deleteIntegration',
    input: { id: choice.integrationId },
  }),
};

function saveInput(choice: Choice) {
  const add = [0, 1, 2].slice(0, choice.pick(3) % 4).map((nth) => choice.grant(nth));
  const remove = [2, 3, 0].slice(0, choice.pick(2) % 4).map((nth) => choice.permissionId(nth));
  const removed = choice.state.world.permissions.find(({ id }) => id === remove[0]);
  const again = removed && { principal: removed.principal, permissionSetId: removed.permissionSetId };
  return {
    ...{ rbacId: choice.rbacId, remove },
    add: again !== undefined && choice.pick(1) % 4 === 0 ? [...add, again] : add,
    ...(choice.option(2) && { expectedRevision: Math.max(0, choice.state.revision - (choice.pick(1) % 3)) }),
    ...reasonOf(choice),
    ...insisting(choice),
  };
}

function updateInput(choice: Choice) {
  const id = choice.integrationId;
  const version = choice.state.world.integrations.find((one) => one.id === id)?.version ?? 1;
  return {
    id,
    ...(choice.pick(0) % 3 === 0 && { name: choice.command.name }),
    ...(choice.option(0) && { teamIds: choice.teamIds }),
    ...(choice.option(1) && { settings: { number: choice.pick(1) % 2 } }),
    ...(choice.pick(3) % 4 === 0 && { expectedVersion: version - (choice.pick(1) % 2) }),
    ...(choice.option(2) && { allowSelfLockout: true }),
  };
}

function reasonOf(choice: Choice): { readonly reason?: string } {
  return choice.pick(1) % 3 === 0 ? { reason: choice.command.name } : {};
}

const QUESTIONS = {
  viewer: (): Question => ({ field: 'viewer', args: {} }),
  integration: (choice: Choice): Question => ({ field: 'integration', args: { id: choice.integrationId } }),
  integrations: (choice: Choice): Question => ({ field: 'integrations', args: listArguments(choice) }),
  usableIntegrations: (choice: Choice): Question => ({
    field: 'usableIntegrations',
    args: listArguments(choice),
  }),
  checkRights: (choice: Choice): Question => ({
    field: 'checkRights',
    args: { checks: [0, 1, 2, 3].slice(0, (choice.pick(3) % 4) + 1).map((nth) => checkOf(choice, nth)) },
  }),
  effectiveRights: (choice: Choice): Question => ({
    field: 'effectiveRights',
    args: { rbacId: choice.rbacId, ...userOf(choice, 0) },
  }),
  whoCan: (choice: Choice): Question => ({
    field: 'whoCan',
    args: { rbacId: choice.rbacId, action: choice.action },
  }),
  permissions: (choice: Choice): Question => ({
    field: 'permissions',
    args: { rbacId: choice.rbacId, includeWildcard: choice.option(0) },
  }),
};

function checkOf({ state, command }: Choice, nth: number) {
  const picks = command.picks;
  const target = command.target + (picks[nth] ?? 0) * nth;
  const choice = new Choice(state, {
    ...command,
    target,
    picks: [picks[nth] ?? 0, picks[1], picks[2], picks[3]],
  });
  return { rbacId: choice.rbacId, action: choice.action, ...userOf(choice, nth) };
}

function userOf(choice: Choice, nth: number): { readonly userId?: string } {
  return choice.option(nth) ? { userId: choice.userId(nth) } : {};
}

function listArguments(choice: Choice) {
  const name = choice.state.world.integrations.map((integration) => integration.name);
  return {
    first: one([100, 1, 2, 3, 100], choice.pick(0)),
    ...(choice.option(0) && {
      search: Array.from(one(name, choice.pick(1)))
        .slice(0, 2)
        .join(''),
    }),
    ...(choice.option(1) && { type: one(INTEGRATION_TYPES, choice.pick(2)) }),
  };
}
