import { describe, expect, it } from '@jest/globals';
import { OWNER, USE_INTEGRATION } from '../../../src/decision/permission-sets.js';
import { accountText } from '../../support/account-file.js';
import type { AccountFile } from '../../support/account-file.js';
import { describeWithOwnMongod } from '../../support/mongodb.js';
import { exportFrom } from '../../transfer/transfers.js';
import { OBSERVER } from '../worlds/observed.js';
import { company } from './company.js';
import { onMongod, ServedCompany } from './served-account.js';
import type { CompanyDatabase, ServedGateway } from './served-account.js';

const ID = 'acme';
/** Several batches of everything that is cleaned up. */
const HELD = 350;
const LONGEST_MS = 300_000;

/** Mia owns, and the crew may use, what is there besides the company. */
function large(): AccountFile {
  const file = company(ID);
  const ids = Array.from({ length: HELD }, (_, at) => `int_held_${at}`);
  const on = (id: string) => `data_providers.${id}`;
  const user = { type: 'USER', id: 'usr_mia' } as const;
  const crew = { type: 'GROUP', id: 'grp_crew' } as const;
  return {
    ...file,
    integrations: [
      ...(file.integrations ?? []),
      ...ids.map((id) => ({
        id,
        name: id,
        type: 'SLACK' as const,
        teamIds: ['team_pay'],
        createdById: 'usr_mia',
      })),
    ],
    permissions: [
      ...(file.permissions ?? []),
      ...ids.map((id) => ({ id: `own_${id}`, rbacId: on(id), principal: user, permissionSetId: OWNER.id })),
      ...ids.map((id) => ({
        id: `use_${id}`,
        rbacId: on(id),
        principal: crew,
        permissionSetId: USE_INTEGRATION.id,
      })),
    ],
  };
}

const DELETIONS = [
  ['deleteGroup', '{ id: "grp_crew" }'],
  ['deleteUser', '{ id: "usr_mia", transferTo: { type: USER, id: "usr_bo" } }'],
  ['deleteTeam', '{ id: "team_pay" }'],
] as const;

async function deleteAll(gateway: ServedGateway): Promise<void> {
  for (const [field, input] of DELETIONS) {
    const mutation = `mutation { done: ${field}(input: ${input}) { userErrors { code } } }`;
    const { data } = await gateway.ask({ account: ID, user: OBSERVER }, mutation);
    expect(data).toEqual({ done: { userErrors: [] } });
  }
}

async function pendingIn({ datastore }: ServedCompany): Promise<number> {
  const snapshot = await datastore.openSnapshot(ID);
  await snapshot?.close();
  return snapshot?.account.deletions.length ?? 0;
}

function defineTests(database: CompanyDatabase): void {
  it(
    'leaves what another process goes on with, to its end, and no answer tells of it [A14, A16]',
    async () => {
      const served = await ServedCompany.create(database());
      try {
        await served.import(accountText(large()));
        const killed = await served.serve();
        await deleteAll(killed);
        await killed.kill();
        expect(await pendingIn(served)).toBeGreaterThan(0);
        const text = await exportFrom(served.datastore, ID);
        for (const id of ['grp_crew', 'usr_mia', 'team_pay']) expect(text).not.toContain(`"${id}"`);

        const gateway = await served.serve();
        try {
          while ((await pendingIn(served)) > 0)
            await gateway.ask({ account: ID, user: OBSERVER }, '{ viewer { id } }');
        } finally {
          await gateway.stop();
        }
        const { permissions, integrations } = JSON.parse(
          await exportFrom(served.datastore, ID),
        ) as AccountFile;
        const owners = (permissions ?? []).filter(({ permissionSetId }) => permissionSetId === OWNER.id);
        expect(owners).toHaveLength(HELD + 1);
        expect(new Set(owners.map(({ principal }) => principal.id))).toEqual(new Set(['usr_bo']));
        expect(new Set(integrations?.map(({ createdById }) => createdById))).toEqual(new Set([null]));
      } finally {
        await served.remove();
      }
    },
    LONGEST_MS,
  );
}

describe('a gateway that is killed while it cleans up (sqlite)', () => {
  defineTests(() => 'sqlite');
});
describeWithOwnMongod('a gateway that is killed while it cleans up (mongodb)', (binary) => {
  defineTests(onMongod(binary));
});
