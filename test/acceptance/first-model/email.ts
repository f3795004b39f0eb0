import { expect } from '@jest/globals';
import {
  deleteIntegration,
  refusedChange,
  revokePermission,
  save,
  updateIntegration,
} from '../stage/changes.js';
import {
  ALL_INTEGRATIONS,
  company,
  ENFORCED,
  FIRST_MODEL,
  grant,
  nameOfMode,
  NOT_ENFORCED,
  SECOND_MODEL,
  USE,
  user,
} from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, managementList, nodes, picker, rights, soundData } from '../stage/questions.js';
import { forbidden } from '../stage/refusals.js';

const EVERY_MODE = [
  ...[ENFORCED, ...NOT_ENFORCED].map((mode) => ({ model: SECOND_MODEL, mode, usable: ['int_email'] })),
  { model: FIRST_MODEL, mode: ENFORCED, usable: ['int_email'] },
  ...NOT_ENFORCED.map((mode) => ({ model: FIRST_MODEL, mode, usable: ALL_INTEGRATIONS })),
];
const OF_EVERYONE = 'pol_email_everyone';

export const emailForEveryone: Theme = {
  title: 'Email, the system integration',
  proofs: [
    ...EVERY_MODE.map(({ model, mode, usable }) =>
      rule(
        ['U14', 'U15'],
        `${model.accessModel}, ${nameOfMode(mode)}: without team, group or permission one uses Email`,
        async (world) => {
          const acme = await world.open(company({ ...model, ...mode }));
          const zoe = acme.as('usr_zoe');
          expect(await rights(zoe, 'int_email')).toMatchObject({ USE: 'yes, ACCOUNT SYSTEM_INTEGRATION' });
          expect(await picker(zoe)).toEqual(usable);
          expect(await managementList(zoe)).toEqual([]);
        },
      ),
    ),

    rule(['U14'], 'comes first in the picker and shows its users no more than any other', async (world) => {
      const acme = await world.open(company(FIRST_MODEL, [grant('usr_zoe', USE, '*')]));
      expect(await picker(acme.as('usr_zoe'))).toEqual(ALL_INTEGRATIONS);
      const { errors } = await acme
        .as('usr_zoe')
        .ask('{ integration(id: "int_email") { name system settings } }');
      const lacks = { layer: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' };
      expect(errors).toEqual([
        forbidden('integration.settings', { action: 'READ', on: 'int_email', ...lacks }),
      ]);
    }),

    rule(['U14', 'U15'], 'does not leave an inactive user a way in', async (world) => {
      const { users = [], ...file } = company(FIRST_MODEL);
      const acme = await world.open({
        ...file,
        users: [...users, { ...user('usr_ivo', 'Ivo', {}), active: false }],
      });
      const unauthenticated = { code: 'UNAUTHENTICATED', path: '' };
      expect(await acme.as('usr_ivo').ask('{ viewer { id } }')).toEqual({ errors: [unauthenticated] });
      expect(await rights(acme.as('usr_ada'), 'int_email', 'usr_ivo')).toMatchObject({
        USE: 'no, ACCOUNT USER_INACTIVE',
        READ: 'no, ACCOUNT USER_INACTIVE',
      });
    }),

    rule(['U15'], 'nobody can delete it, take it from everyone or tie it to a team', async (world) => {
      const acme = await world.open(company(SECOND_MODEL));
      const ada = acme.as('usr_ada');
      const system = { on: 'int_email', layer: 'ACCOUNT', reason: 'SYSTEM_INTEGRATION' };
      for (const person of [ada, acme.as('usr_rick'), acme.as('usr_zoe')]) {
        expect(await deleteIntegration(person, 'int_email')).toEqual({
          data: null,
          errors: [forbidden('deleteIntegration', { action: 'DELETE', ...system })],
        });
      }
      expect(await revokePermission(ada, OF_EVERYONE, { allowOrphan: true })).toEqual(
        refusedChange('SYSTEM_INTEGRATION', ['input', 'permissionId']),
      );
      expect(await save(ada, { on: 'int_email', remove: ['pol_none', OF_EVERYONE] })).toEqual(
        refusedChange('SYSTEM_INTEGRATION', ['input', 'remove', '1']),
      );
      expect(await updateIntegration(ada, { id: 'int_email', teamIds: ['team_pay'] })).toEqual({
        data: {
          integration: null,
          userErrors: [{ code: 'SYSTEM_INTEGRATION', field: ['input', 'teamIds'] }],
        },
      });
      expect(await picker(acme.as('usr_zoe'))).toEqual(['int_email']);
      expect(
        nodes(
          await ada.ask(
            '{ list: permissions(rbacId: "data_providers.int_email") { edges { node { id source } } } }',
          ),
        ),
      ).toEqual([{ id: OF_EVERYONE, source: 'SYSTEM' }]);
    }),

    rule(['U23'], 'no right of anybody rests on alert definitions', async (world) => {
      const acme = await world.open(company(FIRST_MODEL));
      const schema = soundData(
        await acme.as('usr_zoe').ask('{ __schema { types { name fields { name } enumValues { name } } } }'),
      );
      const names = [...JSON.stringify(schema).matchAll(/"name":"(\w+)"/g)].map(([, name]) => name);
      expect(names).toContain('usableIntegrations');
      expect(names.filter((name) => /alert|escalation/i.test(name ?? ''))).toEqual([]);
    }),

    rule(['U23', 'U15'], 'a user without any permission has Email, and nothing else', async (world) => {
      const acme = await world.open(company(FIRST_MODEL));
      const zoe = acme.as('usr_zoe');
      expect(await picker(zoe)).toEqual(['int_email']);
      expect(await managementList(zoe)).toEqual([]);
      expect(await allowedActions(zoe, 'int_email')).toEqual(['USE']);
      expect(await rights(zoe, '*')).toEqual({
        CREATE: 'no, PERMISSION_SET PERMISSION_SET_LACKS_ACTION',
        MANAGE_PERMISSIONS: 'no, DELEGATION ADMINISTRATORS_ONLY',
      });
    }),
  ],
};
