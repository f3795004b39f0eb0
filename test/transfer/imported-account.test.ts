import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { EDIT_INTEGRATION, USE_INTEGRATION, VIEWER } from '../../src/decision/permission-sets.js';
import { EVERY_INTEGRATION, tokensCarriedBy } from '../../src/decision/visibility.js';
import { at } from './mistake-case.js';
import { grant, sampleDocument } from './sample-document.js';
import type { LooseDocument } from './sample-document.js';
import { IMPORTED_AT, importInto, withDatastore, withSnapshot } from './transfers.js';

/** Everything of the imported account, as it is stored. */
function storedAfter(document: LooseDocument) {
  return withDatastore(async (datastore) => {
    await importInto(datastore, document);
    return withSnapshot(datastore, async (snapshot) => {
      const first = 100;
      const integrations = await snapshot.integrationPage({
        first,
        tokens: [EVERY_INTEGRATION],
        withDetails: true,
      });
      const rowsOf = <T>({ rows }: { readonly rows: readonly { readonly row: T }[] }) =>
        rows.map(({ row }) => row);
      return {
        account: snapshot.account,
        teams: rowsOf(await snapshot.directoryPage({ kind: 'TEAM', first })),
        users: rowsOf(await snapshot.directoryPage({ kind: 'USER', first })),
        groups: rowsOf(await snapshot.directoryPage({ kind: 'GROUP', first })),
        integrations: rowsOf(integrations),
        permissions: rowsOf(await snapshot.permissionScan({ first })),
        audit: rowsOf(await snapshot.auditPage({ first })),
      };
    });
  });
}

/** What a user has of whom the file says no more. */
const AS_IMPORTED = {
  ...{ createdAt: IMPORTED_AT, version: 1, userKind: 'PERSON', userName: null, externalId: null },
} as const;

describe('an imported account', () => {
  it('holds kind, user name, external id, time and version where the file says them [A22]', async () => {
    const document = sampleDocument();
    const said = { createdAt: '2025-06-01T10:00:00.000Z', version: 7 };
    const system = { kind: 'SERVICE', userName: 'Robot', externalId: 'ext-1', ...said } as const;
    document.users.push({ id: 'usr_bot', name: 'Bot', memberships: [], ...system });
    document.groups.push({ id: 'grp_new', name: 'New', externalId: 'ext-2', ...said });
    document.teams.push({ id: 'team_new', name: 'New', ...said });
    const { users, groups, teams } = await storedAfter(document);
    const kept = { createdAt: Date.parse(said.createdAt), version: 7 };
    expect(users.find(({ id }) => id === 'usr_bot')).toMatchObject({
      ...{ userKind: 'SERVICE', userName: 'Robot', externalId: 'ext-1', ...kept },
    });
    expect(groups.find(({ id }) => id === 'grp_new')).toMatchObject({ externalId: 'ext-2', ...kept });
    expect(teams.find(({ id }) => id === 'team_new')).toMatchObject(kept);
  });

  it('holds what the file says, and the defaults of what it leaves out', async () => {
    const { account, users, integrations, permissions } = await storedAfter(sampleDocument());
    expect(account).toMatchObject({
      id: 'acme',
      name: 'Acme',
      plan: 'ENTERPRISE',
      residualRead: false,
      revision: 1,
    });
    expect(users).toEqual([
      {
        ...AS_IMPORTED,
        kind: 'USER',
        id: 'usr_ana',
        name: 'Ana',
        email: 'ana@acme.example',
        active: true,
        memberships: [
          { teamId: 'team_pay', role: 'INTEGRATIONS_MANAGER' },
          { teamId: 'team_root', role: 'OPERATOR' },
        ],
        groupIds: ['grp_oncall'],
      },
      {
        ...AS_IMPORTED,
        ...{ kind: 'USER', id: 'usr_ben', name: 'Ben', email: null, active: true, groupIds: [] },
        memberships: [{ teamId: 'team_root', role: 'ADMINISTRATOR' }],
      },
      {
        ...AS_IMPORTED,
        ...{ kind: 'USER', id: 'usr_cem', name: 'Cem', email: null, active: false, memberships: [] },
        groupIds: ['grp_oncall'],
      },
    ]);
    expect(integrations.find(({ id }) => id === 'int_pd')).toEqual({
      ...{
        id: 'int_pd',
        name: 'PagerDuty Payments',
        type: 'PAGERDUTY',
        system: false,
        teamIds: ['team_pay'],
      },
      ...{ createdById: 'usr_ana', createdAt: IMPORTED_AT, updatedAt: IMPORTED_AT, version: 1 },
      permissionsRevision: expect.any(Number),
      details: { settings: { service: 'P1', nested: { list: [1, 'two', null] } }, secrets: [] },
    });
    expect(permissions.find(({ id }) => id === 'pol_1')).toMatchObject({
      ...{ source: 'GRANTED', grantedById: null, grantedAt: IMPORTED_AT, reason: null },
    });
    expect(permissions.find(({ id }) => id === 'pol_4')).toEqual({
      ...{ id: 'pol_4', rbacId: 'data_providers.int_email', principal: { type: 'USER', id: 'usr_cem' } },
      ...{ permissionSetId: EDIT_INTEGRATION.id, source: 'GRANTED', grantedById: 'usr_who_left' },
      ...{ grantedAt: Date.parse('2025-06-01T10:00:00Z'), reason: 'He keeps the address list' },
    });
  });

  it('gets what every account has when the file leaves it out [U14, U15]', async () => {
    const { account, teams, groups, integrations, permissions } = await storedAfter(sampleDocument());
    expect(account).toMatchObject({
      rootTeamId: 'team_root',
      everyoneGroupId: 'grp_everyone',
      administratorsGroupId: 'grp_administrators',
      systemIntegrationId: 'int_email',
    });
    expect(teams.find(({ id }) => id === 'team_root')).toEqual({
      ...{ kind: 'TEAM', id: 'team_root', name: 'Root' },
      ...{ createdAt: IMPORTED_AT, version: 1 },
    });
    expect(groups.filter(({ builtIn }) => builtIn !== null)).toEqual([
      {
        ...{ kind: 'GROUP', id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS' },
        ...{ createdAt: IMPORTED_AT, version: 1, externalId: null },
      },
      {
        ...{ kind: 'GROUP', id: 'grp_everyone', name: 'Everyone', builtIn: 'EVERYONE' },
        ...{ createdAt: IMPORTED_AT, version: 1, externalId: null },
      },
    ]);
    expect(integrations[0]).toMatchObject({
      ...{
        id: 'int_email',
        name: 'Email',
        type: 'EMAIL',
        system: true,
        teamIds: [],
        createdById: null,
        version: 1,
      },
    });
    expect(permissions.filter(({ source }) => source === 'SYSTEM')).toEqual([
      {
        ...{
          id: 'pol_email_everyone',
          rbacId: 'data_providers.int_email',
          permissionSetId: USE_INTEGRATION.id,
        },
        ...{ principal: { type: 'GROUP', id: 'grp_everyone' }, source: 'SYSTEM' },
        ...{ grantedById: null, grantedAt: IMPORTED_AT, reason: null },
      },
    ]);
  });

  it('keeps what the file calls otherwise, and adds nothing to it', async () => {
    const document = sampleDocument();
    document.teams.push({ id: 'hq', name: 'Headquarters', root: true });
    document.users.forEach((user) => (user.memberships = [{ teamId: 'hq', role: 'ADMINISTRATOR' }]));
    document.groups = [
      { id: 'all', name: 'All of us', builtIn: 'EVERYONE' },
      { id: 'admins', name: 'Admins', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ben'] },
      { id: 'grp_oncall', name: 'On call' },
    ];
    document.integrations.push({ id: 'mail', name: 'Post', type: 'EMAIL', system: true, teamIds: [] });
    document.permissions = [
      {
        ...grant('everyone_mails', 'data_providers.mail', ['GROUP', 'all', USE_INTEGRATION.id]),
        source: 'SYSTEM',
      },
    ];
    const { account, teams, groups, integrations, permissions } = await storedAfter(document);
    expect(account).toMatchObject({
      ...{
        rootTeamId: 'hq',
        everyoneGroupId: 'all',
        administratorsGroupId: 'admins',
        systemIntegrationId: 'mail',
      },
    });
    const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).toSorted();
    expect(idsOf(teams)).toEqual(['hq', 'team_ops', 'team_pay']);
    expect(idsOf(groups)).toEqual(['admins', 'all', 'grp_oncall']);
    expect(idsOf(integrations)).toEqual(['int_hook', 'int_pd', 'mail']);
    expect(idsOf(permissions)).toEqual(['everyone_mails']);
  });

  it('needs no section but the account', async () => {
    const { account } = sampleDocument();
    const stored = await storedAfter({ account } as unknown as LooseDocument);
    expect([
      stored.teams,
      stored.users,
      stored.groups,
      stored.integrations,
      stored.permissions,
    ]).toMatchObject([
      ...[[{ id: 'team_root' }], [], [{ id: 'grp_administrators' }, { id: 'grp_everyone' }]],
      ...[[{ id: 'int_email' }], [{ id: 'pol_email_everyone' }]],
    ]);
  });

  it('takes the times and version of an export', async () => {
    const document = sampleDocument();
    Object.assign(at(document.integrations, 0), {
      createdAt: '2020-01-02T03:04:05.678+01:00',
      updatedAt: '2021-01-02T03:04:05Z',
      version: 7,
    });
    Object.assign(at(document.integrations, 1), { createdAt: '1970-01-01T00:00:00Z' });
    const { integrations } = await storedAfter(document);
    expect(integrations.find(({ id }) => id === 'int_pd')).toMatchObject({
      createdAt: Date.parse('2020-01-02T02:04:05.678Z'),
      updatedAt: Date.parse('2021-01-02T03:04:05Z'),
      version: 7,
    });
    expect(integrations.find(({ id }) => id === 'int_hook')).toMatchObject({
      createdAt: 0,
      updatedAt: 0,
      version: 1,
    });
  });

  it('lists each integration under exactly the tokens that its teams and permissions give', async () => {
    const document = sampleDocument();
    document.permissions.push(grant('pol_5', 'data_providers.int_hook', ['USER', 'usr_ben', VIEWER.id]));
    await withDatastore(async (datastore) => {
      await importInto(datastore, document);
      await withSnapshot(datastore, async (snapshot) => {
        const rbacIds = document.integrations.map(({ id }) => `data_providers.${String(id)}`);
        const permissions = await snapshot.permissionsOn([...rbacIds, 'data_providers.int_email']);
        const stored = await snapshot.integrations(['int_pd', 'int_hook', 'int_email'], {
          withDetails: false,
        });
        for (const integration of stored) {
          const own = permissions.filter(({ rbacId }) => rbacId === `data_providers.${integration.id}`);
          for (const token of tokensCarriedBy(integration, own)) {
            const { rows } = await snapshot.integrationPage({
              first: 9,
              tokens: [token],
              withDetails: false,
            });
            expect([token, rows.map(({ row }) => row.id)]).toEqual([
              token,
              expect.arrayContaining([integration.id]),
            ]);
          }
        }
        const token = 'p|USER|usr_ana|USE';
        const { rows } = await snapshot.integrationPage({ first: 9, tokens: [token], withDetails: false });
        expect(rows.map(({ row }) => row.id)).toEqual(['int_pd']);
      });
    });
  });

  it('has one audit event with what was imported, by nobody', async () => {
    const { audit } = await storedAfter(sampleDocument());
    const sha256 = createHash('sha256').update(JSON.stringify(sampleDocument())).digest('hex');
    expect(audit).toEqual([
      {
        ...{ id: 'evt_1', at: IMPORTED_AT, kind: 'ACCOUNT_IMPORTED', revision: 1 },
        target: { kind: 'ACCOUNT', subjectId: 'acme', name: 'Acme' },
        ...{ actorId: null, actorName: null, rbacId: null, before: null, reason: null, requestId: 'evt_1' },
        accessTokenId: null,
        after: { counts: { teams: 3, users: 3, groups: 4, integrations: 3, permissions: 5 }, sha256 },
      },
    ]);
  });
});
