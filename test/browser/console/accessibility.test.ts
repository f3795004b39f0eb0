import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFindings, describeConsole, expectQuiet } from './stage.js';

interface Shown {
  readonly name: string;
  readonly user: string;
  readonly path: string;
  /** Brings the page into the state that is looked at. */
  readonly show: (page: Page) => Promise<void>;
}

const appears = (text: string) => (page: Page) => page.getByText(text).first().waitFor();

/** Every page, and the states that look otherwise. */
const PAGES: readonly Shown[] = [
  { name: 'the list', user: 'usr_ingrid', path: '/integrations', show: appears('AWS Cost Webhook') },
  { name: 'an empty list', user: 'usr_grace', path: '/integrations', show: appears('Grant ') },
  {
    name: 'the overview',
    user: 'usr_kenji',
    path: '/integrations/int_pd_data',
    show: appears('serviceName'),
  },
  {
    name: 'the form',
    user: 'usr_kenji',
    path: '/integrations/int_pd_data?edit',
    show: appears('Teams that hold it'),
  },
  {
    name: 'staged permissions',
    user: 'usr_ingrid',
    path: '/integrations/int_pd_data/permissions?add=USER%20usr_jonas%2085b413c0-db25-42e9-b4d7-ef935759b188',
    show: async (page) => {
      await page.getByRole('button', { name: 'Delete Owner of Kenji Watanabe' }).click();
      await page.getByText('Before you save').waitFor();
      await page.getByText('Jonas Lindqvist', { exact: true }).waitFor();
    },
  },
  {
    name: 'adding a permission',
    user: 'usr_ingrid',
    path: '/integrations/int_pd_data/permissions',
    show: async (page) => {
      await page.getByRole('button', { name: 'Add permission' }).click();
      await page.getByText('What they may do').waitFor();
    },
  },
  {
    name: 'why not',
    user: 'usr_ingrid',
    path: '/why?on=data_providers.int_webhook_aws&action=UPDATE&user=usr_maya',
    show: appears('What would change it'),
  },
  {
    name: 'no such page',
    user: 'usr_maya',
    path: '/integrations/int_never',
    show: appears('There is no such'),
  },
];

const SIGN_IN: Pick<Shown, 'name' | 'show'> = { name: 'signing in', show: appears('Sign in') };

/** What axe finds in a look, and by how many pixels the page is wider than the window. */
async function faultsOf(page: Page, width: number, theme: 'light' | 'dark'): Promise<object> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: theme });
  const tooWide = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  // Beyond the width of a page nothing looks otherwise.
  return { width, theme, tooWide, found: width > 1440 ? [] : await axeFindings(page) };
}

describeConsole(
  'every page of the console is accessible, in light and dark, from 390 to 2560 pixels',
  {},
  (test) => {
    for (const { name, show, ...where } of [...PAGES, { ...SIGN_IN, user: null, path: '/' }]) {
      test(`${name} [C14, C15]`, async (stage) => {
        const address = where.user === null ? stage.gateway.url : await stage.link(where.user, where.path);
        const { page, observed } = await stage.openAt(address);
        await show(page);
        for (const [width, theme] of [
          [1440, 'light'],
          [1440, 'dark'],
          [390, 'light'],
          [2560, 'dark'],
        ] as const) {
          expect(await faultsOf(page, width, theme)).toEqual({ width, theme, tooWide: 0, found: [] });
        }
        expectQuiet(observed, stage.gateway.url);
      });
    }
  },
);
