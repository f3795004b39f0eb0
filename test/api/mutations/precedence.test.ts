import { describe, expect, it } from '@jest/globals';
import {
  CREATOR,
  EDIT,
  OWNER,
  USE,
  company,
  integration,
  manyGroups,
  manyPermissions,
  permission,
} from './stage/company.js';
import { done, refusal } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';
import type { SaveAsked } from './stage/person.js';
import type { Tenant } from './stage/tenant.js';

const TOO_LONG = 'r'.repeat(1001);
const NOBODY = { to: 'usr_nobody', set: USE };
const NO_SET = { to: 'usr_otto', set: '00000000-0000-0000-0000-000000000000' };

onBothEngines('of several refusals', (stage) => {
  /** Each step mends the first mistake of the one before; every one of them changes nothing. */
  const expectInOrder = async (
    tenant: Tenant,
    steps: readonly (readonly [SaveAsked, readonly string[]])[],
    as = 'ada',
  ) => {
    for (const [save, expected] of steps) {
      expect(refusal(await tenant.unchangedBy(() => tenant.as(as).save(save)))).toEqual(expected);
    }
  };

  describe('top-level errors answer first', () => {
    it('UNAUTHENTICATED before anything is looked at', async () => {
      const tenant = await stage.company();
      for (const name of ['nobody', 'ina']) {
        const answer = await tenant.as(name).ask('mutation { deleteIntegration(input: { id: 5, x: 1 }) }');
        expect(answer.status).toBe(401);
        expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
      }
    });

    it('BAD_USER_INPUT before NOT_FOUND, FORBIDDEN and user errors', async () => {
      const tenant = await stage.company();
      const mia = tenant.as('mia');
      const replies = [
        await mia.grant({ on: 'int_nowhere', ...NOBODY, reason: TOO_LONG }),
        await mia.grant({ on: 'int_slack', ...NOBODY, reason: TOO_LONG }),
        await mia.revoke('pol_slack_owner', { reason: TOO_LONG }),
        await mia.save({ on: 'int_ops', add: [NOBODY], expectedRevision: -1 }),
        await mia.update('int_nowhere', { name: '' }),
        await mia.update('int_slack', { name: 'x'.repeat(201), expectedVersion: 9 }),
        await mia.remove('\u0000'),
        await tenant.as('nils').create(),
        await tenant.as('otto').create({ name: '' }),
      ];
      expect(new Set(replies.flatMap(refusal))).toEqual(new Set(['BAD_USER_INPUT']));
    });

    it('NOT_FOUND and FORBIDDEN before user errors', async () => {
      const tenant = await stage.company();
      const mia = tenant.as('mia');
      const wrong = { add: [NOBODY, NO_SET], remove: ['pol_slack_owner'], expectedRevision: 0 };
      expect(refusal(await mia.save({ on: 'int_ops', ...wrong }))).toEqual(['NOT_FOUND']);
      expect(refusal(await mia.save({ on: 'int_slack', ...wrong }))).toEqual(['FORBIDDEN']);
      const teams = { teamIds: ['team_nowhere'], expectedVersion: 9 };
      expect(refusal(await mia.update('int_ops', teams))).toEqual(['NOT_FOUND']);
      expect(refusal(await tenant.as('nils').update('int_pd', teams))).toEqual(['NOT_FOUND']);
      expect(refusal(await tenant.as('otto').update('int_email', teams))).toEqual(['FORBIDDEN']);
    });
  });

  describe('of a Save, the first of UserErrorCode answers', () => {
    it('PRINCIPAL_NOT_FOUND, PERMISSION_SET_NOT_FOUND, SYSTEM_INTEGRATION, CONFLICT', async () => {
      const tenant = await stage.company();
      const remove = ['pol_email_everyone'];
      const stale = { on: 'int_email', expectedRevision: 0 };
      await expectInOrder(tenant, [
        [{ ...stale, remove, add: [NO_SET, NOBODY] }, ['PRINCIPAL_NOT_FOUND input.add.1.principal.id']],
        [{ ...stale, remove, add: [NO_SET] }, ['PERMISSION_SET_NOT_FOUND input.add.0.permissionSetId']],
        [{ ...stale, remove }, ['SYSTEM_INTEGRATION input.remove.0']],
        [stale, ['CONFLICT input.expectedRevision']],
      ]);
    });

    it('LIMIT_EXCEEDED, CONFLICT, LAST_OWNER', async () => {
      const file = company({
        integrations: [integration('int_full')],
        permissions: [
          ...manyPermissions(199, 'int_full'),
          permission('pol_full', { to: 'usr_nils', set: OWNER, on: 'int_full' }),
        ],
      });
      const tenant = await stage.open({ ...file, groups: [...(file.groups ?? []), ...manyGroups(199)] });
      const add = [
        { to: 'usr_otto', set: USE },
        { to: 'usr_zoe', set: USE },
      ];
      const orphan = { on: 'int_full', remove: ['pol_full'] };
      await expectInOrder(tenant, [
        [{ ...orphan, add, expectedRevision: 0 }, ['LIMIT_EXCEEDED input']],
        [{ ...orphan, expectedRevision: 0 }, ['CONFLICT input.expectedRevision']],
        [orphan, ['LAST_OWNER input.allowOrphan']],
      ]);
    });

    it('CONFLICT, LAST_OWNER, SELF_LOCKOUT', async () => {
      const tenant = await stage.company();
      const lockout = { on: 'int_pd', remove: ['pol_owner'] };
      await expectInOrder(
        tenant,
        [
          [{ ...lockout, expectedRevision: 0 }, ['CONFLICT input.expectedRevision']],
          [lockout, ['LAST_OWNER input.allowOrphan']],
          [{ ...lockout, add: [{ to: 'usr_nils', set: OWNER }] }, ['SELF_LOCKOUT input.allowSelfLockout']],
        ],
        'mia',
      );
    });
  });

  it('of an update of teams, the first of UserErrorCode answers', async () => {
    const file = company({
      integrations: [integration('int_mine', { createdById: 'usr_mia', teamIds: ['team_pay'] })],
      permissions: [
        permission('pol_mine', { to: 'usr_mia', set: OWNER, on: 'int_mine' }),
        permission('pol_email_mia', { to: 'usr_mia', set: EDIT, on: 'int_email' }),
      ],
    });
    const many = Array.from({ length: 21 }, (_, number) => ({
      id: `team_${number}`,
      name: `Team ${number}`,
    }));
    const tenant = await stage.open({ ...file, teams: [...(file.teams ?? []), ...many] });
    const teamIds = many.map(({ id }) => id);
    const steps = [
      ['mia', 'int_email', { teamIds: ['team_nowhere', 'team_root', ...teamIds] }, 'TEAM_NOT_FOUND'],
      ['mia', 'int_email', { teamIds: ['team_root', ...teamIds] }, 'TEAM_NOT_ALLOWED'],
      ['ada', 'int_email', { teamIds }, 'SYSTEM_INTEGRATION'],
      ['ada', 'int_mine', { teamIds }, 'LIMIT_EXCEEDED'],
      ['mia', 'int_mine', { teamIds: [] }, 'CONFLICT'],
    ] as const;
    for (const [name, id, input, code] of steps) {
      const stale = { ...input, expectedVersion: 9 };
      const reply = await tenant.unchangedBy(() => tenant.as(name).update(id, stale));
      expect(new Set(reply.payload?.userErrors.map((error) => error.code))).toEqual(new Set([code]));
    }
    const lockout = await tenant.unchangedBy(() => tenant.as('mia').update('int_mine', { teamIds: [] }));
    expect(refusal(lockout)).toEqual(['SELF_LOCKOUT input.allowSelfLockout']);
  });

  it('all of the first code are told, each with its place', async () => {
    const tenant = await stage.company();
    const add = [
      NOBODY,
      { to: 'usr_otto', set: USE },
      { to: 'grp_nobody', set: 'no-set' },
      { to: 'grp_otto', set: USE },
    ];
    const reply = await tenant.unchangedBy(() => tenant.as('ada').save({ on: 'int_pd', add }));
    expect(refusal(reply)).toEqual([0, 2, 3].map((n) => `PRINCIPAL_NOT_FOUND input.add.${n}.principal.id`));
    const single = await tenant.as('ada').grant({ on: 'int_pd', ...NOBODY });
    expect(refusal(single)).toEqual(['PRINCIPAL_NOT_FOUND input.principal.id']);
    expect(refusal(await tenant.as('ada').grant({ on: 'int_pd', ...NO_SET }))).toEqual([
      'PERMISSION_SET_NOT_FOUND input.permissionSetId',
    ]);
  });

  it('a principal is looked for under its own type, and an inactive user is one', async () => {
    const tenant = await stage.company();
    const query = `mutation ($principal: PrincipalInput!) { grantPermission(input: {
      rbacId: "data_providers.int_pd", principal: $principal, permissionSetId: "${CREATOR}"
    }) { userErrors { code } } }`;
    const grantTo = async (principal: object) => (await tenant.as('ada').ask(query, { principal })).data;
    const refused = { grantPermission: { userErrors: [{ code: 'PRINCIPAL_NOT_FOUND' }] } };
    expect(await grantTo({ type: 'GROUP', id: 'usr_otto' })).toEqual(refused);
    expect(await grantTo({ type: 'USER', id: 'grp_oncall' })).toEqual(refused);
    expect(await grantTo({ type: 'GROUP', id: 'team_pay' })).toEqual(refused);
    expect(await grantTo({ type: 'USER', id: 'USR_OTTO' })).toEqual(refused);
    done(await tenant.as('ada').grant({ on: 'int_pd', to: 'usr_ina', set: USE }));
  });
});
