import { expect } from '@jest/globals';
import { z } from 'zod';
import { EDIT, FIRST_MODEL, rbac, SECOND_MODEL, USE } from '../stage/company.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { soundData } from '../stage/questions.js';
import type { Person } from '../stage/tenant.js';
import { secretiveCompany } from './secretive-company.js';

const ACTIONS = ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE', 'MANAGE_PERMISSIONS'];
const MODELS = [FIRST_MODEL, SECOND_MODEL];
/** Sam's teams, groups and roles. A role that is proposed is told by the text as well. */
const HIDDEN_OF_SAM = /vault|moth|quill|onyx/i;

export const remediesAsData: Theme = {
  title: 'remedies as data',
  proofs: [
    ...MODELS.map((model) =>
      rule(['V29'], `${model.accessModel}: one for each text, naming what the text names`, async (world) => {
        const company = await world.open(secretiveCompany(model));
        for (const asking of ['usr_ada', 'usr_dana']) {
          for (const action of ACTIONS) {
            const { remedies, remedyActions } = await ofSam(company.as(asking), action);
            expect(remedyActions.map(({ kind }) => FIRST_WORDS[kind])).toEqual(remedies.map(firstWord));
            for (const [index, { team, principal }] of remedyActions.entries()) {
              const names = [team?.name, principal?.name].filter((name) => name !== undefined);
              for (const name of names) expect(remedies[index]).toContain(name);
            }
            if (asking === 'usr_dana') expect(JSON.stringify(remedyActions)).not.toMatch(HIDDEN_OF_SAM);
          }
        }
      }),
    ),

    rule(['V29', 'V24', 'U7'], 'say who may carry them out', async (world) => {
      const company = await world.open(secretiveCompany(SECOND_MODEL));
      const [role, grant] = (await ofSam(company.as('usr_ada'), 'UPDATE')).remedyActions;
      expect(role).toMatchObject({
        ...{ kind: 'ASSIGN_ROLE', rbacId: null, role: 'INTEGRATIONS_MANAGER', permissionSets: [] },
        principal: { __typename: 'User', id: 'usr_sam', name: 'Sam' },
        team: { id: 'team_vault', name: 'Vault' },
        viewerMayApply: true,
      });
      expect(grant).toMatchObject({
        kind: 'GRANT',
        rbacId: rbac('int_bell'),
        team: null,
        viewerMayApply: true,
      });
      expect(grant?.permissionSets[0]).toEqual({ id: EDIT });
      const byDana = (await ofSam(company.as('usr_dana'), 'UPDATE')).remedyActions;
      expect(byDana.map(({ kind, viewerMayApply, team }) => [kind, viewerMayApply, team])).toEqual([
        ['ASSIGN_ROLE', false, null],
        ['GRANT', true, null],
      ]);
      const ofUna = await remediesTold(company.as('usr_una'), { action: 'UPDATE' });
      expect(ofUna.remedyActions.map(({ viewerMayApply }) => viewerMayApply)).toEqual([false, false]);
    }),

    rule(['V29', 'U5'], 'what an administrator may apply allows once it is applied', async (world) => {
      const company = await world.open(secretiveCompany(FIRST_MODEL));
      const ada = company.as('usr_ada');
      const una = { action: 'UPDATE', userId: 'usr_una' };
      const [grant, ...others] = (await remediesTold(ada, una)).remedyActions;
      expect(others).toEqual([]);
      const set = grant?.permissionSets[0]?.id ?? USE;
      soundData(
        await ada.ask(
          `mutation { grantPermission(input: { rbacId: "${grant?.rbacId ?? ''}", permissionSetId: "${set}",
            principal: { type: USER, id: "${grant?.principal?.id ?? ''}" } }) { revision } }`,
        ),
      );
      expect(await remediesTold(ada, una)).toEqual({ allowed: true, remedies: [], remedyActions: [] });
    }),
  ],
};

const FIRST_WORDS: Readonly<Record<string, string>> = {
  ...{ ACTIVATE_USER: 'Activate', MAKE_ADMINISTRATOR: 'Add', ADD_TO_TEAM: 'Add' },
  ...{ ASSIGN_ROLE: 'Give', GRANT: 'Grant' },
};

const answer = z.strictObject({
  checkRights: z.tuple([
    z.strictObject({
      allowed: z.boolean(),
      remedies: z.array(z.string()),
      remedyActions: z.array(
        z.strictObject({
          kind: z.string(),
          rbacId: z.string().nullable(),
          principal: z.strictObject({ __typename: z.string(), id: z.string(), name: z.string() }).nullable(),
          permissionSets: z.array(z.strictObject({ id: z.string() })),
          team: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
          role: z.string().nullable(),
          viewerMayApply: z.boolean(),
        }),
      ),
    }),
  ]),
});

type Told = z.infer<typeof answer>['checkRights'][0];

function ofSam(person: Person, action: string): Promise<Told> {
  return remediesTold(person, { action, userId: 'usr_sam' });
}

async function remediesTold(
  person: Person,
  asked: { readonly action: string; readonly userId?: string },
): Promise<Told> {
  const document = `query ($check: RightsCheckInput!) { checkRights(checks: [$check]) { allowed remedies
    remedyActions { kind rbacId principal { __typename id name } permissionSets { id } team { id name } role
      viewerMayApply } } }`;
  const check = { rbacId: rbac('int_bell'), ...asked };
  return answer.parse(soundData(await person.ask(document, { check }))).checkRights[0];
}

function firstWord(text: string): string {
  return text.split(' ', 1).join('');
}
