import { expect } from '@jest/globals';
import { describeConsole, expectQuiet } from './stage.js';

describeConsole('one integration', {}, (test) => {
  test('is created, changed and deleted by whoever may [C3]', async (stage) => {
    const { page, observed } = await stage.open('usr_ingrid', '/integrations');
    await page.getByRole('button', { name: 'New integration' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Depot Sirens');
    await page.getByRole('dialog').getByLabel('Type').selectOption('Webhook');
    await page.getByLabel('Settings').fill('{ "url": ');
    expect(await page.getByRole('button', { name: 'Create', exact: true }).isDisabled()).toBe(true);
    await page.getByLabel('Settings').fill('{ "url": "https://depot.northwind.example/hooks" }');
    await page.getByLabel('Name of a new secret').fill('apiKey');
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await page.getByLabel('apiKey', { exact: true }).fill('a planted secret');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { name: 'Depot Sirens', level: 1 }).waitFor();
    await page.getByText('https://depot.northwind.example/hooks').waitFor();
    await page.getByText('Nobody can read it.').waitFor();
    expect(await page.content()).not.toContain('a planted secret');

    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Name', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Nothing was changed').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Depot Bells');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Depot Bells', level: 1 }).waitFor();

    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Integrations', level: 1 }).waitFor();
    expect(await page.getByRole('link', { name: 'Depot Bells' }).count()).toBe(0);
    expectQuiet(observed, stage.gateway.url);
  });

  test('shows both versions side by side when somebody else saved first [C3]', async (stage) => {
    const path = '/integrations/int_webhook_ledger?edit';
    const { page } = await stage.open('usr_ingrid', path);
    await page.getByLabel('Name', { exact: true }).fill('Ledger, as Ingrid has it');
    await stage.gateway.ask(
      { account: 'northwind', user: 'usr_tomas' },
      'mutation { updateIntegration(input: { id: "int_webhook_ledger", name: "Ledger, as Tomás has it" }) { revision } }',
    );
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('It was changed meanwhile').waitFor();
    const row = page.getByRole('row', { name: /Name/ });
    await row.getByText('Ledger, as Tomás has it').waitFor();
    await row.getByText('Ledger, as Ingrid has it').waitFor();
    await page.getByRole('button', { name: 'Go on with mine' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Ledger, as Ingrid has it', level: 1 }).waitFor();
  });

  test('shows to whoever may only use it no more than that, and asks for no more [C3, U13]', async (stage) => {
    const { page, observed } = await stage.open('usr_maya', '/integrations/int_slack_aws');
    await page.getByText('You may use it, and not look into it').waitFor();
    expect(await page.getByRole('link', { name: 'Permissions' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0);
    expectQuiet(observed, stage.gateway.url);
  });

  test('is not there for whoever may neither see nor use it, like one that never was [C3, V21]', async (stage) => {
    for (const id of ['int_slack_azure', 'int_never']) {
      const { page } = await stage.open('usr_maya', `/integrations/${id}`);
      await page.getByText('There is no such integration for you').waitFor();
    }
  });
});
