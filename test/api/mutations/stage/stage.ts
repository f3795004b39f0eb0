import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { AccountFile } from '../../../support/account-file.js';
import { startTestGateway } from '../../../support/gateway.js';
import type { Engine, TestGateway } from '../../../support/gateway.js';
import { describeWithMongodb } from '../../../support/mongodb.js';
import { company } from './company.js';
import type { CompanyOptions } from './company.js';
import { Tenant } from './tenant.js';

/** In every secret that these tests set. No answer and no line of the log of a whole run may hold it. */
export const PLANTED_SECRET = 'planted~secret';

export interface StageOptions {
  /** Secrets are refused. */
  readonly withoutSealer?: boolean;
}

/** A running gateway into which each test puts an account of its own. */
export class Stage {
  private gateway: TestGateway | undefined;
  private opened = 0;
  private readonly heard: string[] = [];

  constructor(
    readonly engine: Engine,
    private readonly options: StageOptions,
  ) {}

  async start(): Promise<void> {
    const log = { write: (line: string) => this.heard.push(line) };
    const gateway = await startTestGateway({ ...this.options, engine: this.engine, explorer: false, log });
    const ask: TestGateway['ask'] = async (...call) => {
      const answer = await gateway.ask(...call);
      this.heard.push(JSON.stringify(answer));
      return answer;
    };
    this.gateway = { ...gateway, ask };
  }

  async stop(): Promise<void> {
    await this.gateway?.stop();
    expect(this.heard.length).toBeGreaterThan(0);
    expect(this.heard.filter((text) => text.includes(PLANTED_SECRET))).toEqual([]);
  }

  /** The company under an id that no other test has, so that tests cannot disturb each other. */
  company(options?: CompanyOptions): Promise<Tenant> {
    return this.open(company(options));
  }

  async open(file: AccountFile): Promise<Tenant> {
    if (this.gateway === undefined) throw new Error('The stage is not started');
    this.opened += 1;
    const id = `acme-${this.opened}`;
    await this.gateway.importAccount({ ...file, account: { ...file.account, id } });
    return new Tenant(this.gateway, id);
  }
}

/** Runs the same tests on both engines; those on MongoDB are skipped, visibly, where there is none. */
export function onBothEngines(
  title: string,
  define: (stage: Stage) => void,
  options: StageOptions = {},
): void {
  const on = (engine: Engine) => {
    const stage = new Stage(engine, options);
    beforeAll(() => stage.start());
    afterAll(() => stage.stop());
    define(stage);
  };
  describe(`${title} (sqlite)`, () => {
    on('sqlite');
  });
  describeWithMongodb(`${title} (mongodb)`, () => {
    on('mongodb');
  });
}
