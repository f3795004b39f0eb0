import { expect } from '@jest/globals';
import { z } from 'zod';
import { ABSENT, change, done, grantPermission, refusedChange, save } from '../stage/changes.js';
import { company, EDIT, FIRST_MODEL, grant, grantId, OWNER, rbac, USE, VIEWER } from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { nodes, picker, soundData } from '../stage/questions.js';
import { administratorsOnly, forbidden } from '../stage/refusals.js';
import type { Person } from '../stage/tenant.js';

const TAB = `{ tab: permissions(rbacId: "data_providers.int_pd") { revision edges { node { id } } } }`;
const tabAnswer = z.strictObject({
  tab: z.strictObject({
    revision: z.number(),
    edges: z.array(z.strictObject({ node: z.strictObject({ id: z.string() }) })),
  }),
});

/** What the page shows when it is opened. */
async function openTab(person: Person) {
  const { revision, edges } = tabAnswer.parse(soundData(await person.ask(TAB))).tab;
  return { revision, ids: edges.map(({ node }) => node.id) };
}

const USE_OF_OTTO = grantId('usr_otto', USE, 'int_pd');
const OTTO_USES = [grant('usr_otto', USE, 'int_pd')];
const TO_ZOE = { to: 'usr_zoe', set: EDIT };
const TO_ONCALL = { to: 'grp_oncall', set: VIEWER };

export const permissionsTab: Theme = {
  title: 'the Permissions tab',
  proofs: [
    rule(['U25'], 'adds and deletes in one Save, removes first', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, OTTO_USES));
      const ada = acme.as('usr_ada');
      const opened = await openTab(ada);
      expect(opened.ids).toEqual([USE_OF_OTTO]);
      const saved = await save(ada, {
        on: 'int_pd',
        add: [TO_ZOE, TO_ONCALL, TO_ZOE],
        remove: [USE_OF_OTTO, 'pol_unknown', USE_OF_OTTO],
        reason: 'New shift plan',
        expectedRevision: opened.revision,
      });
      expect(saved).toEqual(
        done([
          change('REMOVED', { to: 'usr_otto', set: USE, on: 'int_pd' }),
          ABSENT,
          change('CREATED', { ...TO_ZOE, on: 'int_pd' }),
          change('CREATED', { ...TO_ONCALL, on: 'int_pd' }),
        ]),
      );
      expect((await openTab(ada)).revision).toBe(opened.revision + 1);
      expect((await openTab(ada)).ids).toHaveLength(2);
      expect(await picker(acme.as('usr_otto'))).toEqual(['int_email']);
      expect(await picker(acme.as('usr_zoe'))).toEqual(['int_email', 'int_pd']);
    }),

    rule(['U25'], 'leaves who changed what, and why, in the audit trail', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, OTTO_USES));
      const ada = acme.as('usr_ada');
      await save(ada, { on: 'int_pd', add: [TO_ZOE], remove: [USE_OF_OTTO], reason: 'New shift plan' });
      const asked = `{ list: auditEvents(rbacId: "${rbac('int_pd')}") { edges { node { kind actorId reason revision } } } }`;
      const { revision } = await openTab(ada);
      const shared = { actorId: 'usr_ada', reason: 'New shift plan', revision };
      expect(nodes(await ada.ask(asked))).toEqual([
        { kind: 'PERMISSION_GRANTED', ...shared },
        { kind: 'PERMISSION_REVOKED', ...shared },
      ]);
      expect(await acme.as('usr_zoe').ask(asked)).toEqual({
        data: { list: null },
        errors: [administratorsOnly('list')],
      });
    }),

    rule(['U25'], 'keeps a permission that is removed on another integration', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, OTTO_USES));
      const ada = acme.as('usr_ada');
      const { revision } = await openTab(ada);
      expect(await save(ada, { on: 'int_sms', remove: [USE_OF_OTTO] })).toEqual(done([ABSENT]));
      expect(await openTab(ada)).toEqual({ revision, ids: [USE_OF_OTTO] });
    }),

    rule(['U25'], 'does not take the last Owner away unasked', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('usr_nils', OWNER, 'int_pd')]));
      const ada = acme.as('usr_ada');
      const remove = [grantId('usr_nils', OWNER, 'int_pd')];
      expect(await save(ada, { on: 'int_pd', remove })).toEqual(
        refusedChange('LAST_OWNER', ['input', 'allowOrphan']),
      );
      expect((await openTab(ada)).ids).toEqual(remove);
      expect(await save(ada, { on: 'int_pd', remove, allowOrphan: true })).toEqual(
        done([change('REMOVED', { to: 'usr_nils', set: OWNER, on: 'int_pd' })]),
      );
    }),

    rule(['U26'], 'changes nothing at all when one part of a Save is refused', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, OTTO_USES));
      const ada = acme.as('usr_ada');
      const before = await openTab(ada);
      const add = [TO_ZOE, { to: 'usr_nobody', set: USE }];
      expect(await save(ada, { on: 'int_pd', add, remove: [USE_OF_OTTO] })).toEqual(
        refusedChange('PRINCIPAL_NOT_FOUND', ['input', 'add', '1', 'principal', 'id']),
      );
      expect(await openTab(ada)).toEqual(before);
      expect(await picker(acme.as('usr_otto'))).toEqual(['int_email', 'int_pd']);
      expect(await picker(acme.as('usr_zoe'))).toEqual(['int_email']);
    }),

    rule(['U26'], 'refuses to save over what somebody else saved meanwhile', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, OTTO_USES));
      const [ada, rosa] = [acme.as('usr_ada'), acme.as('usr_rosa')];
      const opened = await openTab(ada);
      await grantPermission(rosa, { to: 'usr_mia', set: USE, on: 'int_sms' });
      const unrelated = { on: 'int_pd', add: [TO_ONCALL], expectedRevision: opened.revision };
      expect(await save(ada, unrelated)).toEqual(done([change('CREATED', { ...TO_ONCALL, on: 'int_pd' })]));
      const stale = { on: 'int_pd', remove: [USE_OF_OTTO], expectedRevision: opened.revision };
      expect(await save(rosa, stale)).toEqual(refusedChange('CONFLICT', ['input', 'expectedRevision']));
      expect((await openTab(rosa)).ids).toContain(USE_OF_OTTO);
    }),

    rule(['U26'], 'a Save that asks for what is there already changes nothing', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, OTTO_USES));
      const ada = acme.as('usr_ada');
      const before = await openTab(ada);
      expect(await save(ada, { on: 'int_pd', add: [{ to: 'usr_otto', set: USE }] })).toEqual(
        done([change('UNCHANGED', { to: 'usr_otto', set: USE, on: 'int_pd' })]),
      );
      expect(await openTab(ada)).toEqual(before);
    }),

    rule(['U25', 'U27'], 'is not for somebody who may only edit', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('usr_zoe', EDIT, 'int_pd')]));
      const why = { action: 'MANAGE_PERMISSIONS', on: 'int_pd', layer: 'PERMISSION_SET' };
      const lacks = { ...why, reason: 'PERMISSION_SET_LACKS_ACTION' };
      const zoe = acme.as('usr_zoe');
      expect(await zoe.ask(TAB)).toEqual({ data: { tab: null }, errors: [forbidden('tab', lacks)] });
      expect(await save(zoe, { on: 'int_pd', add: [TO_ONCALL] })).toEqual({
        data: null,
        errors: [forbidden('changePermissions', lacks)],
      });
    }),
  ],
};
