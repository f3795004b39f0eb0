import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startTestGateway, USUAL_COST } from '../../support/gateway.js';
import type { TestGateway, TestGatewayOptions } from '../../support/gateway.js';
import { ensureBundle } from '../page-bundles.js';
import { CHROMIUM, WatchedBrowser } from '../watched-browser.js';
import type { Observed, WatchedPage } from '../watched-browser.js';

const ROOT = join(import.meta.dirname, '../../..');
const FAILURES = join(ROOT, '.cache/browser-failures');
const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

const isSkipped = !existsSync(CHROMIUM) && process.env.CI === undefined;

export interface Look {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
}

/** A gateway with the demo accounts and the console, and a browser. */
export class ConsoleStage {
  private readonly opened: Page[] = [];

  private constructor(
    readonly gateway: TestGateway,
    readonly browser: WatchedBrowser,
  ) {}

  static async set(options: Partial<TestGatewayOptions>): Promise<ConsoleStage> {
    await ensureBundle('console');
    const gateway = await startTestGateway({
      engine: 'sqlite',
      demo: true,
      console: true,
      limits: USUAL_COST,
      ...options,
    });
    return new ConsoleStage(gateway, await WatchedBrowser.launch());
  }

  async strike(): Promise<void> {
    await this.browser.close();
    await this.gateway.stop();
  }

  /** The address of a page with a sign-in in its fragment. */
  async link(userId: string, path = '/', account = 'northwind'): Promise<string> {
    return `${this.gateway.url}${path}#token=${await this.gateway.token(account, userId)}`;
  }

  async open(userId: string, path = '/', { theme = 'light', width = 1440 }: Look = {}): Promise<WatchedPage> {
    return this.openAt(await this.link(userId, path), { theme, width });
  }

  async openAt(address: string, { theme = 'light', width = 1440 }: Look = {}): Promise<WatchedPage> {
    const watched = await this.browser.open(address, {
      viewport: { width, height: 900 },
      colorScheme: theme,
      reducedMotion: 'reduce',
    });
    watched.page.setDefaultTimeout(20_000);
    this.opened.push(watched.page);
    return watched;
  }

  /** Pictures of what was open when a test failed. */
  async picture(name: string): Promise<void> {
    mkdirSync(FAILURES, { recursive: true });
    for (const [index, page] of this.opened.entries()) {
      if (page.isClosed()) continue;
      await page.screenshot({ path: join(FAILURES, `${name.replace(/\W+/g, '-')}-${index}.png`) });
    }
  }

  async closePages(): Promise<void> {
    for (const page of this.opened.splice(0)) await page.close();
  }
}

export type ConsoleTest = (name: string, run: (stage: ConsoleStage) => Promise<void>) => void;

/** Describes tests that share a gateway and a browser. Skipped, and says so, where there is no browser. */
export function describeConsole(
  what: string,
  options: Partial<TestGatewayOptions>,
  tests: (test: ConsoleTest) => void,
): void {
  // A real browser on a busy machine may miss a deadline; what fails is shown before it is tried again.
  jest.retryTimes(1, { logErrorsBeforeRetry: true });
  const describeIt = isSkipped ? describe.skip : describe;
  describeIt(`${what}${isSkipped ? ` (skipped: no ${CHROMIUM})` : ''}`, () => {
    let stage: ConsoleStage | undefined;
    beforeAll(async () => {
      stage = await ConsoleStage.set(options);
    }, 180_000);
    afterAll(() => stage?.strike());
    tests((name, run) => {
      it(
        name,
        async () => {
          if (stage === undefined) throw new Error('There is no stage.');
          try {
            await run(stage);
          } catch (error) {
            await stage.picture(name);
            throw error;
          } finally {
            await stage.closePages();
          }
        },
        120_000,
      );
    });
  });
}

/** One origin, and nothing that the policy forbids or that nobody caught. */
export function expectQuiet({ requests, violations, errors }: Observed, origin: string): void {
  expect(requests.filter((address) => new URL(address).origin !== origin)).toEqual([]);
  expect({ violations, errors }).toEqual({ violations: [], errors: [] });
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Everything that axe finds on the page, by rule and element. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Handed over as an expression: the page's policy lets no text become a script.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResult>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
