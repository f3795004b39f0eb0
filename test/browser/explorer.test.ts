import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { TOUR } from '../../src/page-documents/tour.js';
import { CapturedLog } from '../support/captured-log.js';
import { startTestGateway } from '../support/gateway.js';
import { asksFor, edgesOf, run, signInWith, waitForName } from './explorer-page.js';
import { ensureBundle } from './page-bundles.js';
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
    await ensureBundle('explorer');
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

  it('goes from a step of the tour on to the editor, and back to the tab that it has', async () => {
    const { page, observed } = await browser.open(await signInLink());
    const steps = TOUR.flatMap(({ queries }) => queries);
    const tabs = page.getByRole('tab');

    await page.getByRole('button', { name: 'My effective rights, explained' }).click();
    await Promise.all([
      page.waitForResponse(asksFor('EffectiveRights')),
      page.keyboard.press('Control+Enter'),
    ]);
    await page.locator('.graphiql-response').getByText('"effectiveRights"').waitFor();

    for (const { title, operationName } of [...steps, ...steps.slice(0, 2)]) {
      await page.getByRole('button', { name: title }).click();
      const tab = page.getByRole('tab', { name: operationName, selected: true });
      await tab.waitFor();
      const [left, right] = await edgesOf(tab);
      const [listLeft, listRight] = await edgesOf(page.locator('.graphiql-tabs'));
      expect(left).toBeGreaterThanOrEqual(listLeft - 1);
      expect(right).toBeLessThanOrEqual(listRight + 1);
    }
    expect(await tabs.count()).toBe(steps.length);
    expectQuiet(observed);
  });

  it('names its buttons by what they show, and makes none smaller than a finger hits', async () => {
    const { page } = await browser.open(await signInLink());
    await page.getByRole('button', { name: 'Who can change it?' }).click();
    for (const { title } of TOUR.flatMap(({ queries }) => queries)) {
      const button = page.getByRole('region', { name: 'Tour' }).getByRole('button', { name: title });
      const shown = (await button.innerText()).replace(/\s+/g, ' ');
      expect(await button.count()).toBe(1);
      await page.getByRole('button', { name: shown, exact: true }).waitFor();
      expect(shown.startsWith(title)).toBe(true);
    }
    const buttons = await page.getByRole('button').all();
    const boxes = await Promise.all(buttons.map((button) => button.boundingBox()));
    expect(boxes.length).toBeGreaterThan(20);
    expect(boxes.filter((box) => box !== null && Math.min(box.width, box.height) < 24)).toEqual([]);
  });

  it('shows the tour, the query and its answer on a narrow screen', async () => {
    const { page, observed } = await browser.open(await signInLink());
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'The permission sets' }).click();
    await Promise.all([page.waitForResponse(asksFor('PermissionSets')), run(page)]);
    await page.locator('.graphiql-response').getByText('"permissionSets"').waitFor();
    for (const pane of ['.graphiql-plugin', '.graphiql-query-editor', '.graphiql-response']) {
      const [left, right] = await edgesOf(page.locator(pane));
      expect(right - left).toBeGreaterThan(280);
      expect(right).toBeLessThanOrEqual(390);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expectQuiet(observed);
  });

  it('says how to become an administrator where a step needs one, and takes a link there', async () => {
    const { page, observed } = await browser.open(await signInLink());
    const steps = page.getByRole('region', { name: 'As an administrator' });
    await steps.getByText('You are no administrator').waitFor();
    await steps.getByLabel('Token or sign-in link').fill(await signInLink('usr_ingrid'));
    await steps.getByRole('button', { name: 'Sign in' }).click();
    await waitForName(page, 'Ingrid Solberg');
    await steps.getByRole('button', { name: 'What was changed, and by whom' }).click();
    await Promise.all([page.waitForResponse(asksFor('AuditTrail')), page.keyboard.press('Control+Enter')]);
    await page.locator('.graphiql-response').getByText('"auditEvents"').waitFor();
    expect(await steps.getByText('You are no administrator').count()).toBe(0);
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
