import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeWithMongodb } from '../../support/mongodb.js';
import { describeConsole, expectQuiet } from './stage.js';
import type { ConsoleStage, ConsoleTest } from './stage.js';

const PAGERDUTY = '/integrations/int_pd_data/permissions';
const MAINTAINER = '85b413c0-db25-42e9-b4d7-ef935759b188';

/** Adds a permission in the dialog; it is staged then. */
async function stageGrant(page: Page, principal: string, set: string): Promise<void> {
  await page.getByRole('button', { name: 'Add permission' }).click();
  await page.getByRole('combobox', { name: 'Group or person' }).fill(principal);
  await page.getByRole('option', { name: principal }).click();
  await page.getByRole('radio', { name: set }).check({ force: true });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('Will be added').first().waitFor();
}

const rowOf = (page: Page, principal: string) => page.getByRole('row', { name: new RegExp(principal) });

interface Held {
  readonly permissions: {
    readonly edges: readonly {
      readonly node: { readonly id: string; readonly principal: { readonly name: string } };
    }[];
  };
}

async function held(stage: ConsoleStage, rbacId: string): Promise<readonly string[]> {
  const { data } = await stage.gateway.ask(
    { account: 'northwind', user: 'usr_ingrid' },
    'query($on: String!) { permissions(rbacId: $on) { edges { node { id principal { name } } } } }',
    { on: rbacId },
  );
  return (data as Held).permissions.edges.map(({ node }) => node.principal.name);
}

function grant(stage: ConsoleStage, rbacId: string, userId: string): Promise<unknown> {
  return stage.gateway.ask(
    { account: 'northwind', user: 'usr_tomas' },
    'mutation($input: GrantPermissionInput!) { grantPermission(input: $input) { userErrors { code } } }',
    { input: { rbacId, principal: { type: 'USER', id: userId }, permissionSetId: MAINTAINER } },
  );
}

/** The seven steps of the alerting product's manual, from the list to Save. */
function sevenSteps(test: ConsoleTest): void {
  test('sets and changes permissions in the seven steps of the manual [C20, U25, U26, U27]', async (stage) => {
    const { page, observed } = await stage.open('usr_kenji');
    await page.getByRole('link', { name: 'Integrations' }).first().click();
    await page.getByRole('link', { name: 'PagerDuty Data Pipelines', exact: true }).click();
    await page
      .getByRole('navigation', { name: /Parts of/ })
      .getByRole('link', { name: 'Permissions' })
      .click();
    await stageGrant(page, 'Shift Supervisors', 'Use integration');
    await page.getByRole('button', { name: 'Delete Use integration of Data Engineers' }).click();
    expect(await held(stage, 'data_providers.int_pd_data')).toEqual(['Kenji Watanabe', 'Data Engineers']);
    await page.getByLabel('Reason').fill('Night shift takes over');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved: 1 added, 1 deleted.').waitFor();
    await rowOf(page, 'Data Engineers').waitFor({ state: 'detached' });
    await rowOf(page, 'Shift Supervisors').getByText('Night shift takes over').waitFor();
    expect(await held(stage, 'data_providers.int_pd_data')).toEqual(['Kenji Watanabe', 'Shift Supervisors']);
    expectQuiet(observed, stage.gateway.url);
  });
}

describeConsole('the permissions tab', {}, (test) => {
  sevenSteps(test);

  test('is done by the keyboard alone, and never loses the focus [C14, C20]', async (stage) => {
    const { page } = await stage.open('usr_ingrid', '/integrations/int_webhook_aws/permissions');
    const focused = (): Promise<string> =>
      page.evaluate(
        '(document.activeElement.getAttribute("role") ?? document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent).trim()',
      );
    const tabTo = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await focused()) === name) return;
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await page.getByRole('heading', { name: 'Permissions' }).waitFor();
    await tabTo('Add permission');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Group or person' }).waitFor();
    await tabTo('combobox');
    await page.keyboard.type('Data Eng');
    await page.getByRole('option', { name: 'Data Engineers' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await tabTo('Add');
    await page.keyboard.press('Enter');
    await page.getByText('Will be added').waitFor();
    // The dialog gave the focus back to what opened it.
    expect(await focused()).toBe('Add permission');
    await tabTo('Save');
    await page.keyboard.press('Enter');
    await page.getByText('Saved: 1 added, 0 deleted.').waitFor();
    expect(await page.evaluate('document.activeElement === document.body')).toBe(false);
    expect(await held(stage, 'data_providers.int_webhook_aws')).toContain('Data Engineers');
  });

  test('shows what a staged change will do, and takes it back [C4]', async (stage) => {
    const { page } = await stage.open('usr_ingrid', '/integrations/int_pd_aws/permissions');
    await stageGrant(page, 'Tomás Herrera', 'Viewer');
    await page.getByText('Before you save').waitFor();
    await page.getByRole('button', { name: 'Take back: Viewer for Tomás Herrera' }).click();
    await page.getByText('Will be added').waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
    await stageGrant(page, 'Grace Adeyemi', 'Creator');
    await page.getByText('Has no effect here').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('Will be added').waitFor({ state: 'detached' });
  });

  test('asks before staged changes are lost [C4]', async (stage) => {
    const { page } = await stage.open('usr_ingrid', '/integrations/int_pd_aws/permissions');
    await stageGrant(page, 'Grace Adeyemi', 'Viewer');
    await page.getByRole('link', { name: 'Overview' }).click();
    const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
    await question.getByRole('button', { name: 'Stay here' }).click();
    await page.getByText('Will be added').waitFor();
    await page.getByRole('link', { name: 'Overview' }).click();
    await question.getByRole('button', { name: 'Leave and discard' }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  });

  test('shows what another administrator changed meanwhile, and lets one go on [C5, C23]', async (stage) => {
    const rbacId = 'data_providers.int_sms_aws';
    const first = await stage.open('usr_ingrid', '/integrations/int_sms_aws/permissions');
    const second = await stage.open('usr_tomas', '/integrations/int_sms_aws/permissions');
    await stageGrant(first.page, 'Grace Adeyemi', 'Viewer');
    await stageGrant(second.page, 'Hana Kim', 'Viewer');
    await second.page.getByRole('button', { name: 'Save', exact: true }).click();
    await second.page.getByText('Saved: 1 added').waitFor();
    await first.page.getByRole('button', { name: 'Save', exact: true }).click();
    await first.page.getByText('The permissions changed meanwhile').waitFor();
    await first.page.getByText('Added: Viewer for Hana Kim, by Tomás Herrera').waitFor();
    expect(await held(stage, rbacId)).not.toContain('Grace Adeyemi');
    await first.page.getByRole('button', { name: 'Go on with the list as it is now' }).click();
    await first.page.getByRole('button', { name: 'Save', exact: true }).click();
    await first.page.getByText('Saved: 1 added').waitFor();
    expect(await held(stage, rbacId)).toEqual(expect.arrayContaining(['Grace Adeyemi', 'Hana Kim']));
  });

  test('asks an administrator about the last Owner, and explains to others why not [C6]', async (stage) => {
    const creator = await stage.open('usr_kenji', PAGERDUTY);
    await creator.page.getByRole('button', { name: 'Delete Owner of Kenji Watanabe' }).click();
    await creator.page.getByText('no permission of the set Owner is left').waitFor();
    await creator.page.getByRole('button', { name: 'Save', exact: true }).click();
    const explained = creator.page.getByRole('alertdialog', { name: 'Nobody would hold Owner any more' });
    await explained.getByText('You may not overrule this').waitFor();
    expect(await explained.getByRole('button', { name: 'Save without an Owner' }).count()).toBe(0);
    await explained.getByRole('button', { name: 'Back' }).click();

    const administrator = await stage.open('usr_ingrid', PAGERDUTY);
    await administrator.page.getByRole('button', { name: 'Delete Owner of Kenji Watanabe' }).click();
    await administrator.page.getByRole('button', { name: 'Save', exact: true }).click();
    await administrator.page.getByRole('button', { name: 'Save without an Owner' }).click();
    await administrator.page.getByText('Saved: 0 added, 1 deleted.').waitFor();
    expect(await held(stage, 'data_providers.int_pd_data')).not.toContain('Kenji Watanabe');
  });

  test('says so when the right ends while its holder looks at the page [C16, C24]', async (stage) => {
    const path = '/integrations/int_slack_payments/permissions';
    const { page } = await stage.open('usr_priya', path);
    await page.getByRole('button', { name: 'Add permission' }).waitFor();
    const { data } = await stage.gateway.ask(
      { account: 'northwind', user: 'usr_ingrid' },
      'mutation { changeGroupMembers(input: { groupId: "grp_integration_creators", remove: ["usr_priya"] }) { revision } }',
    );
    expect(data).toMatchObject({ changeGroupMembers: { revision: expect.any(Number) } });
    await page.evaluate('window.dispatchEvent(new Event("visibilitychange"))');
    await page.getByText('You may not manage these permissions').waitFor();
    await page.getByRole('link', { name: 'Why?' }).last().click();
    await page
      .getByRole('heading', { name: 'You may not manage permissions of Slack Payments Incidents' })
      .waitFor();
  });

  test('tells of a grant from elsewhere as soon as the window is looked at again [C16]', async (stage) => {
    const { page } = await stage.open('usr_ingrid', '/integrations/int_opsgenie_aws/permissions');
    await page.getByRole('button', { name: 'Add permission' }).waitFor();
    await grant(stage, 'data_providers.int_opsgenie_aws', 'usr_grace');
    await page.evaluate('window.dispatchEvent(new Event("visibilitychange"))');
    await rowOf(page, 'Grace Adeyemi').waitFor();
  });
});

describeWithMongodb('with its account on MongoDB', () => {
  describeConsole('the permissions tab', { engine: 'mongodb' }, sevenSteps);
});
