import { describe, expect, it } from '@jest/globals';
import { ChangeAuthor } from '../../src/changes/change-author.js';
import { ChangeDraft } from '../../src/changes/draft.js';
import type { DetailedIntegration } from '../../src/datastore/contract/records.js';
import { EDIT_INTEGRATION, OWNER } from '../../src/decision/permission-sets.js';
import { WILDCARD_RBAC_ID } from '../../src/decision/rbac-id.js';
import { tokensCarriedBy } from '../../src/decision/visibility.js';
import {
  accountState,
  group,
  integration as storedIntegration,
  on,
  permission,
  team,
  user,
} from '../datastore/conformance/world.js';

const ACCOUNT = accountState('acme');
const ANA = user('usr_ana', { name: 'Ana', groupIds: ['grp_a'] });

function newDraft(): ChangeDraft {
  let ids = 0;
  const dependencies = { now: () => 5_000, newId: () => `id_${(ids += 1)}` };
  const requester = { accountId: ACCOUNT.id, userId: 'usr_ada', requestId: 'request_1' };
  const actor = user('usr_ada', { name: 'Ada' });
  return new ChangeDraft(new ChangeAuthor(dependencies, { actor, requester, reason: 'why' }), ACCOUNT);
}

function integration(id: string, over: Partial<DetailedIntegration> = {}): DetailedIntegration {
  const { tokens: _derived, ...record } = storedIntegration(id);
  return { ...record, permissionsRevision: 1, ...over };
}

describe('a draft of records', () => {
  it('that nothing was changed in writes nothing', () => {
    const draft = newDraft();
    expect(draft.save('USER', ANA, { ...ANA })).toBe(ANA);
    draft.settings({ name: ACCOUNT.name, plan: ACCOUNT.plan });
    const state = { rbacId: on('int_a'), integration: integration('int_a'), own: [] };
    draft.on(state).save(state.integration, { ...state.integration });
    const passing = permission('pol', { rbacId: on('int_a') });
    draft.on(state).grant(passing);
    draft.on(state).revoke(passing);
    expect(draft.finish()).toBeUndefined();
  });

  it('writes records of every kind by kind, with an event for each in the order of the changes [A2]', () => {
    const draft = newDraft();
    draft.create('USER', user('usr_new', { groupIds: ['grp_a'] }));
    draft.save('USER', ANA, { ...ANA, active: false });
    draft.save('GROUP', group('grp_a'), group('grp_a', { name: 'Renamed' }));
    draft.remove('TEAM', team('team_a'));
    draft.settings({ residualRead: true });
    const changes = draft.finish();
    expect(changes).toMatchObject({
      saveDirectory: [{ id: 'usr_new' }, { id: 'usr_ana', active: false }, { id: 'grp_a', name: 'Renamed' }],
      removeDirectory: [{ kind: 'TEAM', id: 'team_a' }],
      addDeletions: [
        { kind: 'TEAM', id: 'team_a', transferTo: null, deletedById: 'usr_ada', deletedAt: 5_000 },
      ],
      settings: { name: 'Acme', residualRead: true },
      touched: [
        { kind: 'USER', id: 'usr_new' },
        // Of a user of that id before.
        { kind: 'HELD_BY', principal: { type: 'USER', id: 'usr_new' } },
        { kind: 'USER', id: 'usr_ana' },
        { kind: 'GROUP', id: 'grp_a' },
        { kind: 'TEAM', id: 'team_a' },
        { kind: 'SCOPE_OF', teamId: 'team_a' },
        { kind: 'ACCOUNT' },
      ],
      permissionsChangedOn: [],
    });
    expect(changes?.auditEvents.map(({ kind, rbacId }) => [kind, rbacId])).toEqual(
      ['USER_CREATED', 'USER_UPDATED', 'GROUP_UPDATED', 'TEAM_DELETED', 'ACCOUNT_UPDATED'].map((kind) => [
        kind,
        null,
      ]),
    );
    expect(changes?.auditEvents[0]).toMatchObject({
      ...{ at: 5_000, actorId: 'usr_ada', actorName: 'Ada', reason: 'why', requestId: 'request_1' },
    });
  });

  it("tells a record before and after with the import format's keys, of a user the groups too", () => {
    const draft = newDraft();
    const memberships = [{ teamId: 'team_a', role: 'OPERATOR' }] as const;
    draft.save('USER', ANA, { ...ANA, memberships, groupIds: [] });
    draft.remove('GROUP', group('grp_a'));
    draft.remove('USER', user('usr_ben'), { transferTo: { type: 'USER', id: 'usr_ana' } });
    draft.create('TEAM', team('team_root'));
    const state = { id: 'usr_ana', name: 'Ana', email: null, active: true };
    expect(draft.finish()?.auditEvents.map(({ before, after }) => [before, after])).toMatchObject([
      [
        { ...state, memberships: [], groupIds: ['grp_a'] },
        { ...state, memberships, groupIds: [] },
      ],
      [{ id: 'grp_a', name: 'grp_a', builtIn: null }, null],
      [{ id: 'usr_ben' }, { transferTo: { type: 'USER', id: 'usr_ana' } }],
      [null, { id: 'team_root', root: true }],
    ]);
  });

  it('tells of a record that is changed twice once', () => {
    const draft = newDraft();
    const renamed = draft.save('USER', ANA, { ...ANA, name: 'B' });
    draft.save('USER', renamed, { ...renamed, name: 'C' });
    draft.create('TEAM', team('team_a'));
    draft.remove('TEAM', team('team_a'));
    const events = draft.finish()?.auditEvents;
    expect(events).toHaveLength(1);
    expect(events?.[0]).toMatchObject({ before: { name: 'Ana' }, after: { name: 'C' } });
  });

  it('gives an integration its next version, and the tokens of its teams and of all permissions on it', () => {
    const draft = newDraft();
    const present = integration('int_a', { version: 3, teamIds: ['team_a'] });
    const own = [permission('pol_a', { rbacId: on('int_a'), permissionSetId: OWNER.id })];
    const resource = draft.on({ rbacId: on('int_a'), integration: present, own });
    const saved = resource.save(present, { ...present, teamIds: ['team_b'] });
    expect(saved).toEqual({ ...present, teamIds: ['team_b'], version: 4, updatedAt: 5_000 });
    const granted = permission('pol_b', { rbacId: on('int_a'), permissionSetId: EDIT_INTEGRATION.id });
    resource.grant(granted);
    const tokens = tokensCarriedBy(saved, [...own, granted]);
    expect(draft.finish()).toMatchObject({
      saveIntegrations: [{ id: 'int_a', version: 4, tokens }],
      addPermissions: [granted],
      permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: 'int_a', tokens }],
    });
  });

  it('removes an integration with every permission on it, each with an event [U22]', () => {
    const draft = newDraft();
    const present = integration('int_a');
    const own = ['pol_a', 'pol_b'].map((id) => permission(id, { rbacId: on('int_a') }));
    draft.on({ rbacId: on('int_a'), integration: present, own }).remove(present);
    const changes = draft.finish();
    expect(changes).toMatchObject({
      removeIntegrationIds: ['int_a'],
      touched: [
        { kind: 'INTEGRATION', id: 'int_a' },
        ...own.map(({ rbacId, principal }) => ({ kind: 'PERMISSION', rbacId, principal })),
      ],
      removePermissionIds: [],
      permissionsChangedOn: [],
    });
    expect(changes?.auditEvents.map(({ kind }) => kind)).toEqual([
      'INTEGRATION_DELETED',
      'PERMISSION_REVOKED',
      'PERMISSION_REVOKED',
    ]);
  });

  it('notes where permissions changed, on the wildcard as well', () => {
    const draft = newDraft();
    const wildcard = draft.on({
      rbacId: WILDCARD_RBAC_ID,
      integration: undefined,
      own: [permission('pol_w')],
    });
    wildcard.revoke(permission('pol_w'));
    draft.createIntegration(integration('int_new')).grant(permission('pol_n', { rbacId: on('int_new') }));
    expect(draft.finish()).toMatchObject({
      removePermissionIds: ['pol_w'],
      permissionsChangedOn: [{ kind: 'WILDCARD' }, { kind: 'INTEGRATION', integrationId: 'int_new' }],
    });
  });

  it('refuses a permission that does not stand on the resource it is granted on', () => {
    const wildcard = newDraft().on({ rbacId: WILDCARD_RBAC_ID, integration: undefined, own: [] });
    expect(() => {
      wildcard.grant(permission('pol', { rbacId: on('int_a') }));
    }).toThrow('stands');
  });
});
