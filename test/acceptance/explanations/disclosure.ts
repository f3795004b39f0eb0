import { expect } from '@jest/globals';
import { EDIT, FIRST_MODEL, nameOfMode, NOT_ENFORCED, rbac, SECOND_MODEL, VIEWER } from '../stage/company.js';
import { newPermission } from '../stage/changes.js';
import { evidenceOf, verdicts, WHOLE_DECISION, wholeDecision } from '../stage/explanations.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { soundData } from '../stage/questions.js';
import { forbidden } from '../stage/refusals.js';
import { secretiveCompany } from './secretive-company.js';

const ACTIONS = ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE', 'MANAGE_PERMISSIONS'];
/** Sam's teams, groups and roles, and the permissions that lead to them. */
const HIDDEN_OF_SAM = /vault|moth|quill|onyx|operator|data_providers\.\*|_any/i;
const MODELS = [FIRST_MODEL, SECOND_MODEL];

export const disclosure: Theme = {
  title: 'what explanations keep to themselves',
  proofs: [
    ...MODELS.map((model) =>
      rule(
        ['V29'],
        `${model.accessModel}: a delegate learns the verdicts about others, not their groups, teams and roles`,
        async (world) => {
          const company = await world.open(secretiveCompany(model));
          for (const action of ACTIONS) {
            const asked = { on: 'int_bell', action, userId: 'usr_sam' };
            const told = await wholeDecision(company.as('usr_dana'), asked);
            const whole = await wholeDecision(company.as('usr_ada'), asked);
            expect(JSON.stringify(told)).not.toMatch(HIDDEN_OF_SAM);
            expect([told.allowed, told.decidedBy, told.reason, ...verdicts(told)]).toEqual([
              whole.allowed,
              whole.decidedBy,
              whole.reason,
              ...verdicts(whole),
            ]);
            expect(told.remedies).toHaveLength(whole.remedies.length);
          }
        },
      ),
    ),

    rule(['V29', 'V23'], 'evidence about another holds what the delegate lists anyway', async (world) => {
      const company = await world.open(secretiveCompany(SECOND_MODEL));
      const why = (id: string) =>
        evidenceOf(company.as(id), {
          on: 'int_bell',
          action: 'USE',
          layer: 'PERMISSION_SET',
          userId: 'usr_sam',
        });
      const told = ['Use integration on Bell for group Fern', 'Use integration on Bell for Sam'];
      expect((await why('usr_dana')).toSorted()).toEqual(told.toSorted());
      expect((await why('usr_ada')).toSorted()).toEqual(
        [
          ...told,
          'Use integration on Bell for group Quill',
          'Use integration on every integration for group Onyx',
          'Use integration on every integration for Sam',
        ].toSorted(),
      );
    }),

    rule(['V29'], 'who can is told to a delegate just as sparingly', async (world) => {
      const company = await world.open(secretiveCompany(SECOND_MODEL));
      const asked = `{ whoCan(rbacId: "${rbac('int_bell')}", action: USE) { edges { node { user { id }
        decision { ${WHOLE_DECISION} } } } } }`;
      const told = JSON.stringify(soundData(await company.as('usr_dana').ask(asked)));
      expect(told).toMatch(/usr_sam/);
      const ofSam = told.slice(told.indexOf('usr_sam'), told.indexOf('usr_una'));
      expect(ofSam).not.toMatch(HIDDEN_OF_SAM);
      expect(JSON.stringify(soundData(await company.as('usr_ada').ask(asked)))).toMatch(/group Onyx/);
    }),

    rule(['V29', 'V24'], 'warnings about a grant are no way round', async (world) => {
      const company = await world.open(secretiveCompany(SECOND_MODEL));
      const warned = async (id: string, set: string) =>
        soundData(
          await company.as(id).ask(`mutation { grantPermission(input: { rbacId: "${rbac('int_bell')}",
            principal: { type: USER, id: "usr_sam" }, permissionSetId: "${set}" }) { warnings { code message } } }`),
        );
      const byDana = await warned('usr_dana', EDIT);
      expect(byDana).toEqual({
        grantPermission: {
          warnings: [{ code: 'CAPPED_BY_ROLE', message: 'No role of Sam permits some of what was granted' }],
        },
      });
      expect(await warned('usr_ada', EDIT)).toEqual({
        grantPermission: {
          warnings: [{ code: 'CAPPED_BY_ROLE', message: 'No role of Sam permits UPDATE, DELETE' }],
        },
      });
      expect(await warned('usr_dana', VIEWER)).toEqual({
        grantPermission: {
          warnings: [{ code: 'ALREADY_COVERED', message: 'Sam had all that Viewer gives here already' }],
        },
      });
    }),

    rule(
      ['U13', 'V29'],
      'USE alone does not tell which teams hold an integration, or who created it',
      async (world) => {
        const company = await world.open(secretiveCompany(SECOND_MODEL));
        const una = company.as('usr_una');
        for (const action of ACTIONS) {
          const { layers, remedies } = await wholeDecision(una, { on: 'int_bell', action });
          const aboutBell = layers.filter(({ layer }) => layer !== 'ROLE');
          const teamOfUna =
            action === 'CREATE' ? /moth|dana|bell\.example/i : /vault|moth|dana|bell\.example/i;
          expect(JSON.stringify({ aboutBell, remedies })).not.toMatch(teamOfUna);
        }
        const update = await wholeDecision(una, { on: 'int_bell', action: 'UPDATE' });
        expect(update.remedies).toEqual([
          'Give Una the role Integrations Manager in a team that holds Bell',
          'Grant Edit integration or Maintainer on Bell to Una',
        ]);
        await newPermission(company.as('usr_ada'), { to: 'usr_una', set: VIEWER, on: 'int_bell' });
        expect((await wholeDecision(una, { on: 'int_bell', action: 'UPDATE' })).remedies[0]).toBe(
          'Give Una the role Integrations Manager in team Vault',
        );
      },
    ),

    rule(['V29', 'V19'], 'what makes somebody an administrator is told to administrators', async (world) => {
      const company = await world.open(secretiveCompany(SECOND_MODEL));
      const asked = { on: 'int_bell', action: 'UPDATE', userId: 'usr_ada', layer: 'ROLE' };
      expect(await evidenceOf(company.as('usr_ada'), asked)).toEqual(['group Administrators']);
      expect(await evidenceOf(company.as('usr_dana'), asked)).toEqual([]);
      const { decidedBy, reason } = await wholeDecision(company.as('usr_dana'), asked);
      expect([decidedBy, reason]).toEqual(['ROLE', 'ADMINISTRATOR']);
    }),

    ...MODELS.flatMap((model) =>
      NOT_ENFORCED.map((mode) =>
        rule(
          ['V1', 'V29'],
          `${model.accessModel}, ${nameOfMode(mode)}: only administrators ask about others`,
          async (world) => {
            const company = await world.open(secretiveCompany({ ...model, ...mode }));
            const byLayer =
              model === FIRST_MODEL
                ? { layer: 'ACCOUNT', reason: 'PERMISSIONS_NOT_ENFORCED' }
                : { layer: 'DELEGATION', reason: 'ADMINISTRATORS_ONLY' };
            const asked = `{ effectiveRights(rbacId: "${rbac('int_bell')}", userId: "usr_sam") { user { id } } }`;
            expect(await company.as('usr_dana').ask(asked)).toEqual({
              data: { effectiveRights: null },
              errors: [
                forbidden('effectiveRights', { action: 'MANAGE_PERMISSIONS', on: 'int_bell', ...byLayer }),
              ],
            });
            expect(await company.as('usr_ada').ask(asked)).toEqual({
              data: { effectiveRights: { user: { id: 'usr_sam' } } },
            });
          },
        ),
      ),
    ),
  ],
};
