import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeConsole } from './stage.js';

const FOLDER = join(import.meta.dirname, '../../../docs/console');
const MAINTAINER = '85b413c0-db25-42e9-b4d7-ef935759b188';

/** Those of the documentation: made when they are asked for, so that a run of the tests changes no file. */
const isAsked = process.env.LATCHKEY_TEST_PICTURES !== undefined;

const PICTURES: readonly { name: string; path: string; user: string; show: (page: Page) => Promise<void> }[] =
  [
    {
      name: 'integrations',
      user: 'usr_maya',
      path: '/integrations',
      show: (page) => page.getByRole('table').waitFor(),
    },
    {
      name: 'integration',
      user: 'usr_kenji',
      path: '/integrations/int_pd_data',
      show: (page) => page.getByText('serviceName').waitFor(),
    },
    {
      name: 'permissions',
      user: 'usr_ingrid',
      path: `/integrations/int_pd_data/permissions?add=USER%20usr_jonas%20${MAINTAINER}`,
      show: async (page) => {
        await page.getByRole('button', { name: 'Delete Use integration of Data Engineers' }).click();
        await page.getByText('No role of Jonas Lindqvist permits UPDATE').waitFor();
      },
    },
    {
      name: 'why',
      user: 'usr_ingrid',
      path: '/why?on=data_providers.int_pd_aws&action=UPDATE&user=usr_jonas',
      show: (page) => page.getByText('What would change it').waitFor(),
    },
  ];

if (isAsked) {
  describeConsole('pictures of the console', {}, (test) => {
    for (const { name, user, path, show } of PICTURES) {
      test(`${name} [C26]`, async (stage) => {
        mkdirSync(FOLDER, { recursive: true });
        for (const theme of ['light', 'dark'] as const) {
          const { page } = await stage.open(user, path, { theme });
          await show(page);
          for (const width of [1440, 390]) {
            await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
            await page.screenshot({ path: join(FOLDER, `${name}-${theme}-${width}.png`) });
          }
        }
      });
    }
  });
} else {
  it.skip('pictures of the console (made when LATCHKEY_TEST_PICTURES is set)', () => undefined);
}
