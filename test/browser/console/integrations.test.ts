import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { account, integration } from './accounts.js';
import { describeConsole, expectQuiet } from './stage.js';
import type { ConsoleStage } from './stage.js';

const DIST = join(import.meta.dirname, '../../../dist/console');
const MOST_BYTES_OF_THE_FIRST_PAGE = 180_000;
const MANY = 320;

interface Listed {
  readonly integrations: {
    readonly edges: readonly {
      readonly node: {
        readonly name: string;
        readonly viewerRights: Readonly<Record<'canUpdate' | 'canDelete' | 'canManagePermissions', boolean>>;
      };
    }[];
  };
}

async function listedFor(stage: ConsoleStage, user: string): Promise<Listed['integrations']['edges']> {
  const { data } = await stage.gateway.ask(
    { account: 'northwind', user },
    '{ integrations(first: 100) { edges { node { name viewerRights { canUpdate canDelete canManagePermissions } } } } }',
  );
  return (data as Listed).integrations.edges;
}

describeConsole('the list of integrations', {}, (test) => {
  test('holds what the viewer may see, each with the buttons of what they may do [C2, C22, V30]', async (stage) => {
    for (const user of ['usr_maya', 'usr_kenji', 'usr_noor']) {
      const { page, observed } = await stage.open(user, '/integrations');
      await page.getByRole('table', { name: 'Integrations' }).waitFor();
      const shown = [];
      for (const row of await page.getByRole('row').all()) {
        if ((await row.getByRole('columnheader').count()) > 0) continue;
        const name = (await row.getByRole('link').first().textContent()) ?? '';
        const has = async (button: string): Promise<boolean> =>
          (await row.getByLabel(`${button} ${name}`, { exact: true }).count()) === 1;
        const viewerRights = {
          canUpdate: await has('Edit'),
          canDelete: await has('Delete'),
          canManagePermissions: await has('Permissions of'),
        };
        shown.push({ node: { name, viewerRights } });
      }
      const listed = await listedFor(stage, user);
      expect(listed.length).toBeGreaterThan(0);
      expect(shown).toEqual(listed.slice(0, shown.length));
      expect(shown.length).toBeGreaterThanOrEqual(Math.min(listed.length, 10));
      expectQuiet(observed, stage.gateway.url);
    }
  });

  test('offers a new one to those alone who may create [C2]', async (stage) => {
    const creator = await stage.open('usr_kenji', '/integrations');
    await creator.page.getByRole('button', { name: 'New integration' }).waitFor();
    const other = await stage.open('usr_noor', '/integrations');
    await other.page.getByRole('table').waitFor();
    expect(await other.page.getByRole('button', { name: 'New integration' }).count()).toBe(0);
  });

  test('searches and filters, which the address keeps, and says when nothing matches [C2]', async (stage) => {
    const { page } = await stage.open('usr_ingrid', '/integrations');
    await page.getByRole('searchbox', { name: 'Search integrations' }).fill('azure');
    await page.getByRole('link', { name: 'AWS Cost Webhook', exact: true }).waitFor({ state: 'detached' });
    await page.getByLabel('Type').selectOption('Opsgenie');
    await page.getByRole('link', { name: 'Slack Azure Alerts', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Opsgenie Azure Platform', exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?search=azure&type=OPSGENIE');
    await page.reload();
    await page.getByRole('link', { name: 'Opsgenie Azure Platform', exact: true }).waitFor();
    await page.getByRole('searchbox').fill('nowhere');
    await page.getByText('No integration matches').waitFor();
    await page.getByRole('button', { name: 'Clear search and filter' }).click();
    await page.getByRole('link', { name: 'AWS Cost Webhook', exact: true }).waitFor();
  });

  test('says why it is empty, and which right would change that [C2, C16]', async (stage) => {
    const { page, observed } = await stage.open('usr_grace', '/integrations');
    await page.getByText('You may see no integration yet').waitFor();
    await page.getByText(/^Grant .* on Email to Grace Adeyemi/).waitFor();
    await page.getByRole('link', { name: 'Why can I not see Email?' }).click();
    await page.getByRole('heading', { name: 'You may not see Email' }).waitFor();
    expectQuiet(observed, stage.gateway.url);
  });
});

const LONG = account('long', {
  integrations: Array.from({ length: MANY }, (_, index) => integration(index)),
});

describeConsole('a long list', { accounts: [LONG] }, (test) => {
  test('reads on by itself, draws the rows in sight alone, and asks for no row by itself [C2, C18]', async (stage) => {
    const { page, observed } = await stage.openAt(await stage.link('usr_long', '/integrations', 'long'));
    await page.getByRole('link', { name: 'Channel 000', exact: true }).waitFor();
    const last = page.getByRole('link', { name: `Channel ${MANY - 1}`, exact: true });
    while ((await last.count()) === 0) {
      await page.mouse.wheel(0, 4_000);
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    }
    expect(await page.getByRole('row').count()).toBeLessThan(60);
    const asked = observed.requests.filter((address) => address.endsWith('/graphql')).length;
    expect(asked).toBeLessThan(2 * Math.ceil(MANY / 50) + 5);
    expectQuiet(observed, stage.gateway.url);
  });
});

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

/** Of the page that most people open first: what its entry loads, and what that loads to show the list. */
describe('the first page', () => {
  it('loads at most 180 KB of JavaScript, gzipped [C18]', () => {
    const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Record<
      string,
      Chunk
    >;
    const loaded = new Set<string>();
    const load = (name: string): void => {
      const chunk = manifest[name];
      if (chunk === undefined || loaded.has(chunk.file)) return;
      loaded.add(chunk.file);
      chunk.imports?.forEach(load);
    };
    load('index.html');
    load('src/start.tsx');
    const bytes = [...loaded].map((file) => gzipSync(readFileSync(join(DIST, file))).length);
    const total = bytes.reduce((sum, each) => sum + each, 0);
    expect(loaded.size).toBeGreaterThan(2);
    expect(total).toBeGreaterThan(60_000);
    expect(total).toBeLessThanOrEqual(MOST_BYTES_OF_THE_FIRST_PAGE);
  });
});
