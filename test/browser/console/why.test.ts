import { expect } from '@jest/globals';
import { describeConsole, expectQuiet } from './stage.js';

const question = (integration: string, action: string, user?: string): string =>
  `/why?on=data_providers.${integration}&action=${action}${user === undefined ? '' : `&user=${user}`}`;

describeConsole('the page that explains', {}, (test) => {
  test('tells the three outcomes of the worked example apart [C8, C21]', async (stage) => {
    const { page, observed } = await stage.open('usr_maya', question('int_pd_aws', 'UPDATE'));
    await page.getByRole('heading', { name: 'You may change PagerDuty AWS On-Call' }).waitFor();
    const layers = page.getByRole('list', { name: 'Layers of the decision' }).getByRole('heading');
    expect(await layers.allTextContents()).toEqual([
      'AccountPassed',
      'RolePassed',
      'Team scopePassed',
      'Permission setPassedDecided here',
      'DelegationNot asked',
    ]);

    await page.goto(`${stage.gateway.url}${question('int_slack_azure', 'UPDATE')}`);
    await page.getByText('There is no answer').waitFor();
    expect(await page.getByText('Slack Azure Alerts').count()).toBe(0);

    await page.goto(`${stage.gateway.url}${question('int_webhook_aws', 'UPDATE')}`);
    await page.getByRole('heading', { name: 'You may not change AWS Cost Webhook' }).waitFor();
    await page.getByText('Stopped here').waitFor();
    await page.getByText('Grant Edit integration or Maintainer on AWS Cost Webhook to Maya Okafor').waitFor();
    expect(await page.getByRole('link', { name: /^Add / }).count()).toBe(0);
    expectQuiet(observed, stage.gateway.url);
  });

  test('is asked about anybody by those who may, by picking person, integration and action [C8]', async (stage) => {
    const { page } = await stage.open('usr_ingrid', '/why');
    await page.getByText('Pick an integration').waitFor();
    await page.getByRole('combobox', { name: 'Person' }).fill('jonas');
    await page.getByRole('option', { name: /Jonas Lindqvist/ }).click();
    await page.getByRole('combobox', { name: 'Integration' }).fill('on-call');
    await page.getByRole('option', { name: 'PagerDuty AWS On-Call' }).click();
    await page
      .getByRole('heading', { name: 'Jonas Lindqvist may not change PagerDuty AWS On-Call' })
      .waitFor();
    await page.getByText('Use: allowed').click();
    await page.getByRole('heading', { name: 'Jonas Lindqvist may use PagerDuty AWS On-Call' }).waitFor();
    expect(new URL(page.url()).searchParams.get('action')).toBe('USE');
  });

  test('leads whoever may apply a remedy to the place, filled in, and changes nothing by itself [C8]', async (stage) => {
    const { page } = await stage.open('usr_ingrid', question('int_webhook_aws', 'UPDATE', 'usr_maya'));
    await page.getByRole('link', { name: /^Add / }).click();
    await page.getByText('Will be added').waitFor();
    await page.getByRole('row', { name: /Maya Okafor.*Will be added/ }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved: 1 added').waitFor();
  });

  test('tells whoever may not ask about others that they may ask about themselves [C8]', async (stage) => {
    const { page } = await stage.open('usr_jonas', question('int_pd_aws', 'UPDATE', 'usr_elif'));
    await page.getByText('You may not ask this about others').waitFor();
  });
});
