import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** Debian's Chromium. No browser is ever downloaded. */
export const CHROMIUM = '/usr/bin/chromium';

const ARGUMENTS = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No other host can be reached, even by a page that tries; the attempt is still seen.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** What a page did that a reader of the page does not see. */
export interface Observed {
  /** Every address that the page or one of its workers asked a host for. */
  requests: string[];
  /** Violations of the content security policy, as directive and blocked address. */
  violations: string[];
  /** Errors written to the console, and exceptions that nobody caught. */
  errors: string[];
}

/** A page, and what is observed about it from before its first request on. */
export interface WatchedPage {
  page: Page;
  observed: Observed;
}

/** A browser with a new, empty profile, which is deleted with it. */
export class WatchedBrowser {
  private constructor(private readonly browser: Browser) {}

  static async launch(): Promise<WatchedBrowser> {
    return new WatchedBrowser(await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS }));
  }

  /** Opens an address in a window that shares no storage and no cache with any other. */
  async open(address: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
    const page = await this.browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
    const observed = await watch(page);
    await page.goto(address);
    return { page, observed };
  }

  /** Opens an address in a window of its own, from which `openTab` opens others. */
  async openWindow(address: string): Promise<WatchedPage> {
    const context = await this.browser.newContext();
    return openIn(context, address);
  }

  /** Opens an address in another tab of the same window: storage of the tab is its own, channels are shared. */
  async openTab(beside: Page, address: string): Promise<WatchedPage> {
    return openIn(beside.context(), address);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

async function openIn(context: BrowserContext, address: string): Promise<WatchedPage> {
  const page = await context.newPage();
  const observed = await watch(page);
  await page.goto(address);
  return { page, observed };
}

async function watch(page: Page): Promise<Observed> {
  const observed: Observed = { requests: [], violations: [], errors: [] };
  page.on('request', (request) => {
    // data: and blob: addresses name no host.
    if (/^(https?|wss?):/.test(request.url())) observed.requests.push(request.url());
  });
  page.on('websocket', (socket) => observed.requests.push(socket.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') observed.errors.push(message.text());
  });
  page.on('pageerror', (error) => observed.errors.push(error.message));
  await page.exposeFunction('reportViolation', (violation: string) => observed.violations.push(violation));
  await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) => {
    window.reportViolation(event.effectiveDirective + ' ' + event.blockedURI);
  });`);
  return observed;
}
