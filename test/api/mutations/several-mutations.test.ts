import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { EDIT, USE, integration, permission, rbac, user } from './stage/company.js';
import { onBothEngines } from './stage/stage.js';

const GRANT = `grantPermission(input: {
  rbacId: "${rbac('int_pd')}", principal: { type: USER, id: "usr_otto" }, permissionSetId: "${USE}"
})`;
const CHANGES = '{ changes { outcome permission { id integration { name } } } userErrors { code } revision }';

const permissionPayload = z.object({
  changes: z.array(
    z.object({
      outcome: z.string(),
      permission: z.object({ id: z.string(), integration: z.object({ name: z.string() }) }),
    }),
  ),
  revision: z.int(),
});

onBothEngines('several mutations in one request', (stage) => {
  it('run in the order given, and each sees what the former left', async () => {
    const tenant = await stage.company();
    const before = await tenant.state();
    const { data, errors } = await tenant.as('ada').ask(`mutation {
      first: ${GRANT} ${CHANGES}
      renamed: updateIntegration(input: { id: "int_pd", name: "New name" }) { integration { name version } revision }
      again: ${GRANT} ${CHANGES}
      refused: updateIntegration(input: { id: "int_pd", expectedVersion: 1 }) { integration { id } userErrors { code } revision }
      last: updateIntegration(input: { id: "int_pd", expectedVersion: 2, name: "Last" }) { integration { name version } revision }
      gone: deleteIntegration(input: { id: "int_pd" }) { deletedIntegrationId revision }
    }`);
    expect(errors).toBeUndefined();
    const { first, again, ...others } = z
      .looseObject({ first: permissionPayload, again: permissionPayload })
      .parse(data);
    const at = (step: number) => before.revision + step;
    expect([first.revision, again.revision]).toEqual([at(1), at(2)]);
    expect(first.changes[0]).toMatchObject({
      outcome: 'CREATED',
      permission: { integration: { name: 'Integration int_pd' } },
    });
    expect(again.changes[0]).toEqual({
      outcome: 'UNCHANGED',
      permission: { id: first.changes[0]?.permission.id, integration: { name: 'New name' } },
    });
    expect(others).toEqual({
      renamed: { integration: { name: 'New name', version: 2 }, revision: at(2) },
      refused: { integration: null, userErrors: [{ code: 'CONFLICT' }], revision: null },
      last: { integration: { name: 'Last', version: 3 }, revision: at(3) },
      gone: { deletedIntegrationId: 'int_pd', revision: at(4) },
    });
    const events = (await tenant.state()).events.slice(0, -before.events.length).reverse();
    expect(events.map(({ revision }) => revision - before.revision)).toEqual([1, 2, 3, 4, 4, 4]);
    expect(new Set(events.map(({ requestId }) => requestId)).size).toBe(1);
  });

  it('are each told of, although one is refused: what was done before and after it stays done', async () => {
    const tenant = await stage.company();
    const { data, errors } = await tenant.as('ada').ask(`mutation {
      before: updateIntegration(input: { id: "int_pd", name: "Before" }) { integration { name version } }
      refused: deleteIntegration(input: { id: "int_email" }) { revision }
      after: updateIntegration(input: { id: "int_pd", name: "After" }) { integration { name version } }
    }`);
    expect(data).toEqual({
      before: { integration: { name: 'Before', version: 2 } },
      refused: null,
      after: { integration: { name: 'After', version: 3 } },
    });
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['refused'], 'FORBIDDEN'],
    ]);
    expect(await tenant.integration('int_pd')).toMatchObject({ name: 'After', version: 3 });
  });

  it('lose a right as soon as one of them takes it', async () => {
    const tenant = await stage.company({
      permissions: [
        permission('pol_second', {
          to: 'usr_nils',
          set: 'c345007c-244a-4606-b2e2-53f4f85e0ac0',
          on: 'int_pd',
        }),
      ],
    });
    const { errors } = await tenant.as('mia').ask(`mutation {
      revokePermission(input: { permissionId: "pol_owner", allowSelfLockout: true }) { revision }
      updateIntegration(input: { id: "int_pd", name: "Still mine?" }) { revision }
    }`);
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['updateIntegration'], 'NOT_FOUND'],
    ]);
    expect((await tenant.integration('int_pd'))?.name).toBe('Integration int_pd');
  });

  it('answer with the rights that are left after each', async () => {
    const tenant = await stage.company({
      users: [user('mixed', { team_pay: 'INTEGRATIONS_MANAGER', team_ops: 'OPERATOR' })],
      integrations: [integration('int_both', { teamIds: ['team_pay', 'team_ops'] })],
      permissions: [permission('pol_both', { to: 'usr_mixed', set: EDIT, on: 'int_both' })],
    });
    const rights = 'integration { viewerRights { canRead canUpdate } teams { id } }';
    const { data } = await tenant.as('mixed').ask(`mutation {
      before: updateIntegration(input: { id: "int_both", name: "x" }) { ${rights} }
      after: updateIntegration(input: { id: "int_both", teamIds: ["team_ops"] }) { ${rights} }
    }`);
    expect(data).toEqual({
      before: {
        integration: {
          viewerRights: { canRead: true, canUpdate: true },
          teams: [{ id: 'team_pay' }, { id: 'team_ops' }],
        },
      },
      after: {
        integration: { viewerRights: { canRead: true, canUpdate: false }, teams: [{ id: 'team_ops' }] },
      },
    });
  });
});
