import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page, Response } from 'playwright-core';
import { TOUR } from '../../src/page-documents/tour.js';
import { CapturedLog } from '../support/captured-log.js';
import { startTestGateway } from '../support/gateway.js';
import { ensureExplorerBundle } from './explorer-bundle.js';
import { CHROMIUM, WatchedBrowser } from './watched-browser.js';
import type { Observed } from './watched-browser.js';

// A real browser on a busy machine may miss a deadline; what fails is shown before it is tried again.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

const isSkipped = !existsSync(CHROMIUM) && process.env.CI === undefined;
const describeInBrowser = isSkipped ? describe.skip : describe;

describeInBrowser(`explorer in a browser${isSkipped ? ` (skipped: no ${CHROMIUM})` : ''}`, () => {
  const closings: (() => Promise<void>)[] = [];
  let gateway: Awaited<ReturnType<typeof startTestGateway>>;
  let browser: WatchedBrowser;

  beforeAll(async () => {
    await ensureExplorerBundle();
    gateway = await startTestGateway({ engine: 'sqlite', demo: true });
    closings.push(() => gateway.stop());
    browser = await WatchedBrowser.launch();
    closings.push(() => browser.close());
  }, 180_000);

  afterAll(async () => {
    for (const close of closings.reverse()) await close();
  });

  const signInLink = async (userId = 'usr_maya'): Promise<string> =>
    `${gateway.url}/explorer/#token=${await gateway.token('northwind', userId)}`;

  const expectQuiet = ({ requests, violations, errors }: Observed): void => {
    expect(requests).toContain(`${gateway.url}/graphql`);
    expect(requests.filter((address) => new URL(address).origin !== gateway.url)).toEqual([]);
    expect({ violations, errors }).toEqual({ violations: [], errors: [] });
  };

  it('takes the token out of the address bar and names who is signed in', async () => {
    const { page, observed } = await browser.open(await signInLink());

    await waitForName(page, 'Maya Okafor');
    expect(page.url()).toBe(`${gateway.url}/explorer/`);
    await page.getByRole('banner').getByText('Northwind Freight').waitFor();

    await page.reload();
    await waitForName(page, 'Maya Okafor');
    expectQuiet(observed);
  });

  it('asks before a sign-in link of another user takes the place of a session [O14]', async () => {
    const { page, observed } = await browser.open(await signInLink());
    await waitForName(page, 'Maya Okafor');

    const question = page.getByRole('dialog', { name: 'Sign in as somebody else?' });
    const other = await signInLink('usr_ingrid');
    await page.goto(other);
    await question.getByText('Ingrid Solberg').first().waitFor();
    expect(page.url()).toBe(`${gateway.url}/explorer/`);
    await waitForName(page, 'Maya Okafor');
    await question.getByRole('button', { name: 'Stay signed in' }).click();
    await question.waitFor({ state: 'detached' });
    await page.reload();
    await waitForName(page, 'Maya Okafor');

    await page.goto(other);
    await page.reload();
    await waitForName(page, 'Maya Okafor');
    await page.goto(other);
    await question.getByRole('button', { name: 'Sign in as Ingrid Solberg' }).click();
    await waitForName(page, 'Ingrid Solberg');
    expectQuiet(observed);
  });

  it('says what is wrong with a damaged sign-in link, which changes nothing [O14]', async () => {
    const damaged = (await signInLink()).replace(/\.[^.]*$/, '');
    const { page, observed } = await browser.open(damaged);
    await page.getByText('This sign-in link is damaged').waitFor();
    expect(page.url()).toBe(`${gateway.url}/explorer/`);

    await signInWith(page, await signInLink());
    await waitForName(page, 'Maya Okafor');
    expect(await page.getByText('This sign-in link is damaged').count()).toBe(0);
    await page.goto(damaged);
    await page.getByText('You are still signed in as before.').waitFor();
    await page.reload();
    await waitForName(page, 'Maya Okafor');
    expectQuiet(observed);
  });

  it('shows the names of people as text, whatever they are [O14]', async () => {
    const markup = '<img src=x onerror="document.title=1">';
    const users = [{ id: 'usr_markup', name: markup }];
    await gateway.importAccount({ account: { id: 'markup', name: markup }, users }, { replace: true });
    const link = `${gateway.url}/explorer/#token=${await gateway.token('markup', 'usr_markup')}`;
    const { page, observed } = await browser.open(link);
    await page.getByRole('banner').getByText(markup).first().waitFor();
    expect(await page.getByRole('banner').locator('img').count()).toBe(0);
    expectQuiet(observed);
  });

  it('runs a prepared query of the tour and shows the explained answer [V29]', async () => {
    const { page, observed } = await browser.open(await signInLink());

    await page.getByRole('button', { name: 'My effective rights, explained' }).click();
    await page.getByRole('tab', { name: 'EffectiveRights' }).waitFor();
    await run(page);

    const response = page.locator('.graphiql-response');
    await response.getByText('"effectiveRights"').waitFor();
    await response.getByText('"data_providers.int_webhook_aws"').waitFor();
    await response.getByText('"decidedBy"').first().waitFor();
    expectQuiet(observed);
  });

  it('asks with trusted documents alone, from signing in to the last step of the tour [O13]', async () => {
    const log = new CapturedLog();
    const trusting = await startTestGateway({ engine: 'sqlite', demo: true, trustedDocuments: '{}', log });
    closings.push(() => trusting.stop());
    const token = await trusting.token('northwind', 'usr_maya');
    const { page } = await browser.open(`${trusting.url}/explorer/#token=${token}`);
    await Promise.all([page.waitForResponse(asksFor('WhoAmI')), run(page)]);
    for (const { title, operationName } of TOUR.flatMap(({ queries }) => queries)) {
      await page.getByRole('button', { name: title }).click();
      await page.getByRole('tab', { name: operationName, selected: true }).waitFor();
      await Promise.all([page.waitForResponse(asksFor(operationName)), run(page)]);
    }
    await page.close();

    const asked = log.lines.filter(({ event, path }) => event === 'request' && path === '/graphql');
    const names = TOUR.flatMap(({ queries }) => queries.map(({ operationName }) => operationName));
    expect(new Set(asked.map(({ operation }) => operation))).toEqual(
      new Set(['Identity', 'IntrospectionQuery', ...names]),
    );
    expect(asked.filter(({ status }) => status !== 200)).toEqual([]);

    const typed = await trusting.ask({ account: 'northwind', user: 'usr_maya' }, '{ viewer { email } }');
    expect(typed.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNTRUSTED_DOCUMENT']);
  });

  it('adds a field to the query by a click in the explorer pane', async () => {
    const { page, observed } = await browser.open(await signInLink());

    await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();
    await page.locator('[data-field-name="email"]').click();
    await page.getByLabel('Operation Editor').getByText('email', { exact: true }).waitFor();

    const [request] = await Promise.all([page.waitForRequest('**/graphql'), run(page)]);
    expect(request.postDataJSON()).toMatchObject({
      operationName: 'WhoAmI',
      query: expect.stringMatching(/\bemail\b/),
    });
    await page.locator('.graphiql-response').getByText('"viewer"').waitFor();
    expectQuiet(observed);
  });

  it('forgets the token and what was typed when signing out', async () => {
    const { page, observed } = await browser.open(await signInLink());

    // The editor keeps what was typed a moment later, perhaps while the page is already being left.
    await page.evaluate(`window.addEventListener('beforeunload', () => {
      sessionStorage.setItem('graphiql:query', 'typed a moment ago');
    })`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Nobody is signed in.').waitFor();
    expect(await page.evaluate('[...Object.keys(sessionStorage), ...Object.keys(localStorage)]')).toEqual([]);
    expectQuiet(observed);
  });

  it('says how to sign in when the token is not valid, and takes a pasted sign-in link', async () => {
    const link = await signInLink();
    const { page, observed } = await browser.open(`${link}x`);

    await page.getByText('Your sign-in has expired').waitFor();
    expect(page.url()).toBe(`${gateway.url}/explorer/`);

    await signInWith(page, 'not a token');
    await page.getByText('neither a token nor a sign-in link').waitFor();

    await signInWith(page, link);
    await waitForName(page, 'Maya Okafor');
    expect(observed.violations).toEqual([]);
  });

  it('asks to sign in again when the token expires during the session', async () => {
    const { page, observed } = await browser.open(await signInLink());
    await page.getByRole('button', { name: 'Who am I?' }).waitFor();

    // In place of waiting for a real token to expire.
    const body = JSON.stringify({ errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] });
    await page.route('**/graphql', (route) => route.fulfill({ status: 401, body }));
    await run(page);

    await page.getByText('Your sign-in has expired').waitFor();
    expect(observed.violations).toEqual([]);
  });

  it('offers to try again when the gateway does not answer', async () => {
    const { page } = await browser.open(`${gateway.url}/explorer/`);
    await page.route('**/graphql', (route) => route.abort());

    await signInWith(page, await signInLink());
    await page.getByText('The gateway could not be reached.').waitFor();

    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForName(page, 'Maya Okafor');
  });
});

/** Whether an answer is that to an operation of this name. */
function asksFor(operationName: string): (response: Response) => boolean {
  return (response) => {
    const body: unknown = response.request().postDataJSON();
    return (
      typeof body === 'object' &&
      body !== null &&
      'operationName' in body &&
      body.operationName === operationName
    );
  };
}

async function waitForName(page: Page, name: string): Promise<void> {
  await page.getByRole('banner').getByText(name).waitFor();
}

async function signInWith(page: Page, text: string): Promise<void> {
  await page.getByLabel('Token or sign-in link').fill(text);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Before the editor shows its text there is nothing to run, and the click would be for nothing. */
async function run(page: Page): Promise<void> {
  const text = page.getByLabel('Operation Editor').locator('.view-line', { hasText: /\w/ });
  await text.first().waitFor();
  await page.getByRole('button', { name: /^Execute query/ }).click();
}
