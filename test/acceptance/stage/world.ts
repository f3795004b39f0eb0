import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestGateway } from '../../support/gateway.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import type { AccountFile } from '../../support/account-file.js';
import { Tenant } from './tenant.js';

const DEMO_ACCOUNTS = join(import.meta.dirname, '../../../demo/accounts');

/** A running gateway, into which each test puts an account of its own. */
export class World {
  private opened = 0;

  private constructor(private readonly gateway: TestGateway) {}

  static async start(engine: Engine): Promise<World> {
    return new World(await startTestGateway({ engine }));
  }

  /** Imports an account under an id that no other test has, so that tests cannot disturb each other. */
  async open(file: AccountFile): Promise<Tenant> {
    this.opened += 1;
    const id = `${file.account.id}-${this.opened}`;
    await this.gateway.importAccount({ ...file, account: { ...file.account, id } });
    return new Tenant(this.gateway, id);
  }

  /** A copy of a demo account. */
  openDemo(accountId: string): Promise<Tenant> {
    const text = readFileSync(join(DEMO_ACCOUNTS, `${accountId}.json`), 'utf8');
    return this.open(JSON.parse(text) as AccountFile);
  }

  stop(): Promise<void> {
    return this.gateway.stop();
  }
}
