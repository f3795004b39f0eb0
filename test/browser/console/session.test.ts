import { expect } from '@jest/globals';
import { describeConsole, expectQuiet } from './stage.js';

const MARKUP = '<img src=x onerror="document.title=1">';

describeConsole('a session of the console', { demoPeople: () => Promise.resolve([]) }, (test) => {
  test('takes the token out of the address at once, and survives a reload [C17]', async (stage) => {
    const { page, observed } = await stage.open('usr_maya', '/why');
    expect(page.url()).toBe(`${stage.gateway.url}/why`);
    await page.getByText('Maya Okafor').first().waitFor();
    await page.reload();
    await page.getByText('Maya Okafor').first().waitFor();
    expectQuiet(observed, stage.gateway.url);
  });

  test('takes a pasted token, and says what is wrong with another text [C17]', async (stage) => {
    const { page } = await stage.openAt(`${stage.gateway.url}/`);
    const field = page.getByLabel('Token or sign-in link');
    await field.fill('not a token');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('neither a token nor a sign-in link').waitFor();
    await field.fill(await stage.gateway.token('northwind', 'usr_maya'));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Integrations' }).waitFor();
  });

  test('asks before a link of another user takes its place [C17, O14]', async (stage) => {
    const { page } = await stage.open('usr_maya', '/integrations');
    await page.getByText('Maya Okafor').first().waitFor();
    await page.goto(await stage.link('usr_ingrid', '/integrations'));
    const question = page.getByRole('alertdialog', { name: 'Sign in as somebody else?' });
    await question.getByRole('button', { name: 'Sign in as Ingrid Solberg' }).waitFor();
    await question.getByRole('button', { name: 'Stay signed in' }).click();
    await page.getByText('Maya Okafor').first().waitFor();
    await page.goto(await stage.link('usr_ingrid', '/integrations'));
    await question.getByRole('button', { name: 'Sign in as Ingrid Solberg' }).click();
    await page.getByText('Ingrid Solberg').first().waitFor();
  });

  test('ends in every tab when one signs out, and leaves nothing behind [C16, C17]', async (stage) => {
    const first = await stage.browser.openWindow(await stage.link('usr_maya', '/integrations'));
    const second = await stage.browser.openTab(first.page, await stage.link('usr_maya', '/why'));
    await second.page.getByText('Maya Okafor').first().waitFor();
    await first.page.getByRole('button', { name: 'Sign out' }).click();
    await second.page.getByText('You signed out in another tab').waitFor();
    await first.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    for (const { page } of [first, second]) {
      expect(await page.evaluate('sessionStorage.getItem("latchkey:token")')).toBeNull();
    }
    await first.page.context().close();
  });

  test('says so when the token is turned away in its middle [C16]', async (stage) => {
    const { page } = await stage.open('usr_maya', '/integrations');
    await page.getByRole('table').waitFor();
    // In place of waiting for a real token to expire.
    const body = JSON.stringify({ errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] });
    await page.route('**/graphql', (route) => route.fulfill({ status: 401, body }));
    await page.getByRole('link', { name: 'Why?' }).click();
    await page.getByText('Your sign-in has expired').waitFor();
  });

  test('shows an error with its id, and tries again [C16]', async (stage) => {
    const { page } = await stage.openAt(`${stage.gateway.url}/`);
    const errorId = '018f2b7e-0000-7000-8000-000000000000';
    const error = {
      message: 'Internal server error',
      extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
    };
    await page.route('**/graphql', async (route) => {
      const isList = (route.request().postData() ?? '').includes('query Integrations');
      if (isList) await route.fulfill({ status: 500, body: JSON.stringify({ errors: [error] }) });
      else await route.continue();
    });
    await page.goto(await stage.link('usr_maya', '/integrations'));
    await page.getByText(errorId).waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('table').waitFor();
  });

  test('shows where it loads, and that there is no network, until there is one again [C16]', async (stage) => {
    const { page } = await stage.openAt(`${stage.gateway.url}/`);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/graphql', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(await stage.link('usr_maya', '/integrations'));
    await page.getByText('Signing in…').waitFor();
    release();
    await page.getByRole('table').waitFor();
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await page.context().setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
  });

  test('shows names as text, whatever they hold [C17]', async (stage) => {
    const users = [{ id: 'usr_markup', name: MARKUP }];
    const groups = [
      {
        id: 'grp_administrators',
        name: 'Administrators',
        builtIn: 'ADMINISTRATORS',
        memberIds: ['usr_markup'],
      },
    ] as const;
    const integrations = [
      { id: 'int_markup', name: MARKUP, type: 'WEBHOOK', settings: { [MARKUP]: MARKUP } },
    ];
    await stage.gateway.importAccount(
      { account: { id: 'markup', name: MARKUP }, users, groups, integrations },
      { replace: true },
    );
    const { page, observed } = await stage.openAt(await stage.link('usr_markup', '/integrations', 'markup'));
    await page.getByRole('link', { name: MARKUP, exact: true }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.getByText(MARKUP).nth(3).waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expectQuiet(observed, stage.gateway.url);
  });
});

describeConsole(
  'the demo',
  {
    demoPeople: () =>
      Promise.resolve([
        {
          accountName: 'Northwind Freight',
          userName: 'Ingrid Solberg',
          why: 'Administrator',
          token: 'x.y.z',
        },
      ]),
  },
  (test) => {
    test('offers to act as somebody else, whom the gateway itself names [C17]', async (stage) => {
      const { page, observed } = await stage.open('usr_maya', '/integrations');
      const token = await stage.gateway.token('northwind', 'usr_ingrid');
      await page.route('**/demo/people', async (route) => {
        const response = await route.fetch();
        const people = (await response.json()) as readonly object[];
        await route.fulfill({ response, json: people.map((person) => ({ ...person, token })) });
      });
      await page.getByRole('button', { name: 'Act as…' }).click();
      await page.getByRole('button', { name: /Ingrid Solberg/ }).click();
      await page.getByText('Ingrid Solberg').first().waitFor();
      expectQuiet(observed, stage.gateway.url);
    });

    test('tells its people to nobody without a token, and to no other site or name [C17]', async (stage) => {
      const { url } = stage.gateway;
      const authorization = `Bearer ${await stage.gateway.token('northwind', 'usr_maya')}`;
      const status = async (headers: Record<string, string>): Promise<number> =>
        (await fetch(`${url}/demo/people`, { headers })).status;
      expect(await status({ authorization })).toBe(200);
      expect(await status({})).toBe(401);
      expect(await status({ authorization: 'Bearer x.y.z' })).toBe(401);
      expect(await status({ authorization, 'sec-fetch-site': 'cross-site' })).toBe(404);
    });
  },
);
