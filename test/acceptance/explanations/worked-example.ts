import { expect } from '@jest/globals';
import { change, done, grantPermission, updateIntegration } from '../stage/changes.js';
import { EDIT } from '../stage/company.js';
import { verdicts, wholeDecision } from '../stage/explanations.js';
import { rule } from '../stage/proof.js';
import type { Theme } from '../stage/proof.js';
import { allowedActions, managementList, picker, rights } from '../stage/questions.js';
import { forbidden, refused } from '../stage/refusals.js';

const ACTIVE = {
  layer: 'ACCOUNT',
  verdict: 'PASS',
  explanation: 'Maya Okafor is an active user, and no rule of the whole account decides this.',
  evidence: [],
};
const MEMBERSHIP = {
  kind: 'MEMBERSHIP',
  subjectId: 'team_aws_production',
  label: 'Integrations Manager in AWS Production',
};
const ROLE = {
  layer: 'ROLE',
  verdict: 'PASS',
  explanation:
    'Looked for a role of Maya Okafor that permits UPDATE. Found Integrations Manager in AWS Production.',
  evidence: [MEMBERSHIP],
};
const teamScope = (name: string) => ({
  layer: 'TEAM_SCOPE',
  verdict: 'PASS',
  explanation: `Looked for a team that holds ${name} and in which a role of Maya Okafor permits UPDATE. Found Integrations Manager in AWS Production.`,
  evidence: [MEMBERSHIP],
});
const DELEGATION = {
  layer: 'DELEGATION',
  verdict: 'SKIPPED',
  explanation: 'Not looked at: this layer is about managing permissions alone.',
  evidence: [],
};

export const workedExample: Theme = {
  title: 'the worked example: three integrations, three outcomes',
  proofs: [
    rule(
      ['V16', 'V17', 'V28'],
      'PagerDuty AWS On-Call is changed, by role, team and group',
      async (world) => {
        const maya = (await world.openDemo('northwind')).as('usr_maya');
        const edited = { id: 'int_pd_aws', name: 'PagerDuty AWS Primary' };
        const because =
          'Looked for permissions that give UPDATE on PagerDuty AWS On-Call to Maya Okafor. Found Maintainer on PagerDuty AWS On-Call for group AWS On-Call.';
        expect(await wholeDecision(maya, { on: 'int_pd_aws', action: 'UPDATE' })).toEqual({
          action: 'UPDATE',
          allowed: true,
          decidedBy: 'PERMISSION_SET',
          reason: 'ALL_LAYERS_PASSED',
          explanation: because,
          remedies: [],
          layers: [
            ACTIVE,
            ROLE,
            teamScope('PagerDuty AWS On-Call'),
            {
              layer: 'PERMISSION_SET',
              verdict: 'PASS',
              explanation: because,
              evidence: [
                {
                  kind: 'PERMISSION',
                  subjectId: 'pol_aws_oncall_maintainer_pd_aws',
                  label: 'Maintainer on PagerDuty AWS On-Call for group AWS On-Call',
                },
              ],
            },
            DELEGATION,
          ],
        });
        expect(await updateIntegration(maya, edited)).toEqual({
          data: { integration: { ...edited, version: 2 }, userErrors: [] },
        });
      },
    ),

    rule(['V21'], 'Slack Azure Alerts does not exist for her', async (world) => {
      const northwind = await world.openDemo('northwind');
      const maya = northwind.as('usr_maya');
      expect(await updateIntegration(maya, { id: 'int_slack_azure', name: 'Mine' })).toEqual({
        data: null,
        errors: [refused('updateIntegration', 'NOT_FOUND')],
      });
      expect(await rights(maya, 'int_slack_azure')).toBeNull();
      expect(await managementList(maya)).not.toContain('int_slack_azure');
      expect(await picker(maya)).not.toContain('int_slack_azure');

      const asked = { on: 'int_slack_azure', action: 'UPDATE', userId: 'usr_maya' };
      const decision = await wholeDecision(northwind.as('usr_ingrid'), asked);
      expect([decision.allowed, decision.decidedBy, decision.reason, decision.explanation]).toEqual([
        false,
        'TEAM_SCOPE',
        'OUTSIDE_TEAM_SCOPE',
        'Looked for a team of Maya Okafor that holds Slack Azure Alerts, with a role there that permits UPDATE. Found none.',
      ]);
      expect(decision.remedies).toEqual([
        'Add Slack Azure Alerts to team AWS Production',
        'Grant Edit integration or Maintainer on Slack Azure Alerts to Maya Okafor',
      ]);
    }),

    rule(
      ['V26', 'V28'],
      'AWS Cost Webhook is refused, and the answer says what would help',
      async (world) => {
        const northwind = await world.openDemo('northwind');
        const maya = northwind.as('usr_maya');
        const edited = { id: 'int_webhook_aws', name: 'Mine' };
        const because =
          'Looked for a permission that gives UPDATE on AWS Cost Webhook to Maya Okafor, to a group of theirs or to everyone. Found none.';
        const lacks = { layer: 'PERMISSION_SET', reason: 'PERMISSION_SET_LACKS_ACTION' };
        expect(await updateIntegration(maya, edited)).toEqual({
          data: null,
          errors: [forbidden('updateIntegration', { action: 'UPDATE', on: 'int_webhook_aws', ...lacks })],
        });
        expect(await allowedActions(maya, 'int_webhook_aws')).toEqual(['READ', 'USE']);
        expect(await wholeDecision(maya, { on: 'int_webhook_aws', action: 'UPDATE' })).toEqual({
          action: 'UPDATE',
          allowed: false,
          decidedBy: lacks.layer,
          reason: lacks.reason,
          explanation: because,
          remedies: ['Grant Edit integration or Maintainer on AWS Cost Webhook to Maya Okafor'],
          layers: [
            ACTIVE,
            ROLE,
            teamScope('AWS Cost Webhook'),
            { layer: 'PERMISSION_SET', verdict: 'FAIL', explanation: because, evidence: [] },
            DELEGATION,
          ],
        });
        const remedy = { to: 'usr_maya', set: EDIT, on: 'int_webhook_aws' };
        expect(await grantPermission(northwind.as('usr_ingrid'), remedy)).toEqual(
          done([change('CREATED', remedy)]),
        );
        expect(await updateIntegration(maya, edited)).toEqual({
          data: { integration: { ...edited, version: 2 }, userErrors: [] },
        });
      },
    ),

    rule(
      ['V18', 'V28'],
      'her colleague holds the same permission, and the role stops him first',
      async (world) => {
        const jonas = (await world.openDemo('northwind')).as('usr_jonas');
        const decision = await wholeDecision(jonas, { on: 'int_pd_aws', action: 'UPDATE' });
        expect([decision.decidedBy, decision.reason, decision.explanation]).toEqual([
          'ROLE',
          'ROLE_LACKS_ACTION',
          'Looked for a role of Jonas Lindqvist that permits UPDATE. Found only Operator in AWS Production.',
        ]);
        expect(verdicts(decision)).toEqual([
          'ACCOUNT PASS',
          'ROLE FAIL',
          'TEAM_SCOPE FAIL',
          'PERMISSION_SET PASS',
          'DELEGATION SKIPPED',
        ]);
        expect(decision.remedies).toEqual([
          'Give Jonas Lindqvist the role Integrations Manager in team AWS Production',
        ]);
      },
    ),
  ],
};
