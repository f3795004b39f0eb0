import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { AccountFile } from '../../support/account-file.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { startTestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { pagesOf, rowsOf } from './pages.js';
import type { Viewer } from './pages.js';

const FOLDER = join(import.meta.dirname, '../../../demo/accounts');
const DEMO = readdirSync(FOLDER).map(
  (file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as AccountFile,
);

/** Accounts of every kind are proved elsewhere; of the demo each model is shown, enforced and not. */
const MODES: readonly Partial<AccountFile['account']>[] = [
  { plan: 'ENTERPRISE', permissionSets: 'ENFORCED', accessModel: 'LAYERED', residualRead: false },
  { plan: 'STANDARD', permissionSets: 'ENFORCED', accessModel: 'LAYERED', residualRead: true },
  { plan: 'ENTERPRISE', permissionSets: 'ENFORCED', accessModel: 'GRANTS_ONLY' },
];

/** The lists of both engines come from the same tokens, so the slower one is shown the demo as it comes. */
const MODES_OF: Readonly<Record<Engine, readonly Partial<AccountFile['account']>[]>> = {
  sqlite: MODES,
  mongodb: MODES.slice(0, 1),
};

const answers = z.object({ checkRights: z.array(z.object({ allowed: z.boolean() }).nullable()) });

function administratorOf({ account, groups = [] }: AccountFile): Viewer {
  const members = groups.find(({ builtIn }) => builtIn === 'ADMINISTRATORS')?.memberIds ?? [];
  return { account: account.id, user: members[0] ?? '' };
}

function defineTests(engine: Engine): void {
  describe.each(DEMO)(`the lists of $account.name on ${engine}`, (file) => {
    let gateway: TestGateway;
    // Every account has it, also when its file does not name it.
    const integrationIds = [...new Set(['int_email', ...(file.integrations ?? []).map(({ id }) => id)])];
    const administrator = administratorOf(file);
    const activeUsers = (file.users ?? []).filter(({ active }) => active !== false);

    beforeAll(async () => {
      gateway = await startTestGateway({ engine, accounts: [file] });
    });
    afterAll(() => gateway.stop());

    const listed = async (as: Viewer, field: string): Promise<ReadonlySet<unknown>> => {
      const list = { query: `${field}(ARGS) { NODES }`, path: [field] };
      return new Set(rowsOf(await pagesOf(gateway, as, { list, first: 100 })));
    };
    const allowedBy = async (as: Viewer, action: string): Promise<ReadonlySet<unknown>> => {
      const query = 'query ($checks: [RightsCheckInput!]!) { checkRights(checks: $checks) { allowed } }';
      const checks = integrationIds.map((id) => ({ rbacId: `data_providers.${id}`, action }));
      const { checkRights } = answers.parse((await gateway.ask(as, query, { checks })).data);
      return new Set(integrationIds.filter((_, index) => checkRights[index]?.allowed === true));
    };

    it.each(MODES_OF[engine])(
      'hold exactly what checkRights allows, for every user, with %j [U12, U13, U17, V21]',
      async (mode) => {
        await gateway.importAccount({ ...file, account: { ...file.account, ...mode } }, { replace: true });
        for (const { id } of activeUsers) {
          const as = { account: file.account.id, user: id };
          expect(await listed(as, 'integrations')).toEqual(await allowedBy(as, 'READ'));
          expect(await listed(as, 'usableIntegrations')).toEqual(await allowedBy(as, 'USE'));
        }
      },
    );

    it.each(['USE', 'MANAGE_PERMISSIONS'])(
      'of whoCan for %s hold exactly whom checkRights allows it [V29]',
      async (action) => {
        await gateway.importAccount(file, { replace: true });
        const query = 'query ($checks: [RightsCheckInput!]!) { checkRights(checks: $checks) { allowed } }';
        for (const id of integrationIds) {
          const rbacId = `data_providers.${id}`;
          const checks = (file.users ?? []).map((user) => ({ rbacId, action, userId: user.id }));
          const { checkRights } = answers.parse((await gateway.ask(administrator, query, { checks })).data);
          const allowed = checks
            .filter((_, index) => checkRights[index]?.allowed === true)
            .map(({ userId }) => userId);
          const list = {
            query: `whoCan(rbacId: "${rbacId}", action: ${action}, ARGS) { NODES }`,
            path: ['whoCan'],
            node: 'user { id }',
          };
          const found = rowsOf(await pagesOf(gateway, administrator, { list, first: 100 }));
          expect(new Set(found)).toEqual(new Set(allowed.map((userId) => ({ id: userId }))));
        }
      },
    );

    it('are not those of another account', async () => {
      const [first] = activeUsers;
      const stranger = { account: file.account.id, user: `${first?.id ?? ''}x` };
      expect((await gateway.ask(stranger, '{ integrations { edges { cursor } } }')).status).toBe(401);
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
