import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatastore, startTestGateway } from '../../support/gateway.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { EDIT, OWNER, USE, company, permission, rbac, user } from '../mutations/stage/company.js';
import { Tenant } from '../mutations/stage/tenant.js';
import { change } from './administrator.js';
import { HeldCleanUp } from './held-clean-up.js';

const LISTS = `{ viewer { isAdministrator groups { id } memberships { team { id } role } }
  integrations { edges { node { id teams { id } createdBy { id } } } }
  usableIntegrations { edges { node { id } } }
  users { edges { node { id } } }
  groups { edges { node { id } } } teams { edges { node { id } } } }`;
const OF_EVERYBODY = `{ users { edges { node { id version groups { id } memberships { team { id } } permissions { edges { node { id } } } } } }
  groups { edges { node { id version members { edges { node { id } } } permissions { edges { node { id } } } } } }
  teams { edges { node { id version members { edges { node { id } } } } } } }`;
const onIntegration = (id: string) => `{
  permissions(rbacId: "${rbac(id)}", first: 2) { edges { node { id principal { id } grantedBy { id } source } } pageInfo { hasNextPage } }
  whoCan(rbacId: "${rbac(id)}", action: USE) { edges { node { user { id } } } } }`;

/** Everything that is compared: the whole account, and what several people are told. */
async function seen(tenant: Tenant): Promise<unknown> {
  const state = await tenant.state();
  const ada = tenant.as('ada');
  const told = [await ada.ask(OF_EVERYBODY)];
  for (const id of ['int_pd', 'int_slack', 'int_ops', '*']) told.push(await ada.ask(onIntegration(id)));
  for (const name of ['ada', 'rosa', 'mia', 'nils', 'otto', 'zoe'])
    told.push(await tenant.as(name).ask(LISTS));
  return { state, told };
}

function defineTests(engine: Engine): void {
  describe(`what was deleted (${engine})`, () => {
    let gateway: TestGateway;
    let held: HeldCleanUp;
    let opened = 0;

    beforeAll(async () => {
      held = new HeldCleanUp(createDatastore(engine));
      gateway = await startTestGateway({ engine, datastore: held.datastore, explorer: false });
    });
    afterAll(() => gateway.stop());

    const open = async (): Promise<Tenant> => {
      const more = {
        users: [user('ute', { team_pay: 'OPERATOR' })],
        permissions: [
          permission('pol_group_owner', { to: 'grp_oncall', set: OWNER, on: 'int_pd' }),
          permission('pol_group_all', { to: 'grp_oncall', set: USE, on: '*' }),
          permission('pol_ute', { to: 'usr_ute', set: EDIT, on: 'int_pd' }),
        ],
      };
      opened += 1;
      const id = `acme-${opened}`;
      const file = company(more);
      await gateway.importAccount({ ...file, account: { ...file.account, id } });
      return new Tenant(gateway, id);
    };
    const letGo = (tenant: Tenant) => held.letGo(tenant.id, () => tenant.as('ada').ask('{ viewer { id } }'));

    it.each([
      ['deleteGroup', 'grp_oncall', 'createGroup'],
      ['deleteTeam', 'team_pay', 'createTeam'],
      ['deleteUser', 'usr_mia', 'createUser'],
    ] as const)(
      '%s: is gone for every answer at once, and its id is free once its rows are [A14, A15]',
      async (deletion, id, creation) => {
        held.hold();
        const tenant = await open();
        const ada = tenant.as('ada');
        const events = await tenant.eventsOf(async () => {
          expect(await change(ada, deletion, { id, expectedVersion: 1, reason: 'gone' })).toMatchObject({
            told: ['done'],
            record: id,
          });
        });
        const kind = `${creation.slice('create'.length).toUpperCase()}_DELETED`;
        expect(events).toMatchObject([{ kind, before: { id }, after: null }]);
        const atOnce = await seen(tenant);
        expect(
          JSON.stringify({
            ...(atOnce as { told: unknown }),
            state: JSON.parse((await tenant.state()).file) as unknown,
          }),
        ).not.toContain(`"${id}"`);
        expect((await change(ada, deletion, { id })).told).toEqual(['NOT_FOUND']);
        expect((await change(ada, creation, { id, name: 'Again' })).told).toEqual(['ID_TAKEN input.id']);
        expect(await seen(tenant)).toEqual(atOnce);
        await letGo(tenant);
        expect(await seen(tenant)).toEqual(atOnce);
        expect(await change(ada, creation, { id, name: 'Again' })).toMatchObject({
          told: ['done'],
          record: { id, version: 1 },
        });
        const { told } = (await seen(tenant)) as { told: readonly { data: unknown }[] };
        const others = JSON.stringify(told).replaceAll(`{"node":{"id":"${id}"}}`, '');
        expect(others.split(`"${id}"`).length - 1).toBe(1);
      },
    );

    it('hands Owner over where it is held directly, each under its permission id [A16]', async () => {
      held.hold();
      const tenant = await open();
      const ada = tenant.as('ada');
      await ada.grant({ to: 'usr_mia', set: OWNER, on: 'int_slack' });
      const transferTo = { type: 'USER', id: 'usr_nils' };
      const events = await tenant.eventsOf(() => change(ada, 'deleteUser', { id: 'usr_mia', transferTo }));
      expect(events).toMatchObject([{ kind: 'USER_DELETED', after: { transferTo } }]);
      expect((await tenant.permissions('int_pd')).map(({ id }) => id)).toEqual([
        'pol_group_owner',
        'pol_ute',
      ]);
      const before = await tenant.state();
      await letGo(tenant);
      const owners = await tenant.permissions('int_pd');
      expect(owners).toContainEqual({
        ...{
          id: 'pol_owner',
          principal: { id: 'usr_nils' },
          permissionSet: { id: OWNER },
          source: 'GRANTED',
        },
      });
      const onSlack = (await tenant.permissions('int_slack')).map(({ principal }) => principal.id);
      expect(onSlack).toEqual(['usr_nils']);
      const after = await tenant.state();
      expect([after.revision, after.events]).toEqual([before.revision, before.events]);
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
