import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { z } from 'zod';
import { startTestGateway } from '../../support/gateway.js';
import type { Engine, GraphqlAnswer, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { company } from '../mutations/stage/company.js';
import type { AccountFile } from '../../support/account-file.js';

export const DAY_MS = 86_400_000;
export const START = Date.parse('2026-03-01T12:00:00.000Z');

/** Ada and Rosa administer, Ina is inactive; Bot and Idle, which is inactive, are no persons. */
export function companyWithServices(id: string): AccountFile {
  const services = [
    { id: 'usr_bot', name: 'Bot', kind: 'SERVICE' as const },
    { id: 'usr_idle', name: 'Idle', kind: 'SERVICE' as const, active: false },
  ];
  const file = company({ users: services });
  return { ...file, account: { ...file.account, id } };
}

const errors = z.array(z.object({ extensions: z.looseObject({ code: z.string() }) })).optional();
const payload = z.looseObject({
  userErrors: z.array(z.object({ code: z.string(), field: z.array(z.string()) })),
  warnings: z.array(z.object({ code: z.string() })),
  revision: z.int().nullable(),
});
const created = payload.extend({
  token: z.string().nullable(),
  accessToken: z
    .object({
      ...{ id: z.string(), name: z.string() },
      ...{ createdAt: z.string(), expiresAt: z.string(), lastUsedOn: z.string().nullable() },
    })
    .nullable(),
});
const revoked = payload.extend({ revokedAccessTokenId: z.string().nullable() });
const answer = z.object({
  data: z.object({ made: created.nullish(), ended: revoked.nullish() }).nullish(),
  errors,
});

const SHOWN = 'warnings { code } userErrors { code field } revision';
export const CREATE = `mutation Make($input: CreateAccessTokenInput!) { made: createAccessToken(input: $input) {
  token accessToken { id name createdAt expiresAt lastUsedOn } ${SHOWN} } }`;
export const REVOKE = `mutation End($input: RevokeAccessTokenInput!) { ended: revokeAccessToken(input: $input) {
  revokedAccessTokenId ${SHOWN} } }`;
export const WHO = '{ viewer { id } }';

/** A gateway with a clock that the test moves, and everything that it logged and answered. */
export class TokenWorld {
  now = START;
  readonly heard: string[] = [];
  #gateway: TestGateway | undefined;
  #accounts = 0;

  constructor(readonly engine: Engine) {}

  get gateway(): TestGateway {
    if (this.#gateway === undefined) throw new Error('The gateway is started before the tests');
    return this.#gateway;
  }

  async start(): Promise<void> {
    const log = { write: (line: string) => this.heard.push(line) };
    this.#gateway = await startTestGateway({
      engine: this.engine,
      explorer: false,
      log,
      now: () => this.now,
    });
  }

  /** An account of its own for a test. */
  async account(): Promise<Tenant> {
    this.#accounts += 1;
    const id = `acme_${this.#accounts}`;
    await this.gateway.importAccount(companyWithServices(id));
    return new Tenant(this, id);
  }
}

/** The payload, and `done` or what was refused. */
export interface Told<P> {
  readonly payload: P | null;
  readonly told: readonly string[];
}

export interface Made {
  readonly token: string;
  readonly id: string;
}

export class Tenant {
  constructor(
    readonly world: TokenWorld,
    readonly id: string,
  ) {}

  /** With a JWT of the user, or with a token. */
  ask(as: string, query: string, variables: object = {}): Promise<GraphqlAnswer> {
    const { gateway } = this.world;
    if (as.startsWith('lk_')) return gateway.askWith(as, query, variables);
    return gateway.ask({ account: this.id, user: `usr_${as}` }, query, variables);
  }

  async create(as: string, input: object = {}): Promise<Told<z.infer<typeof created>>> {
    const asked = answer.parse(await this.ask(as, CREATE, { input: { name: 'CI', ...input } }));
    return { payload: asked.data?.made ?? null, told: toldBy(asked, asked.data?.made) };
  }

  async revoke(as: string, id: string, input: object = {}): Promise<Told<z.infer<typeof revoked>>> {
    const asked = answer.parse(await this.ask(as, REVOKE, { input: { id, ...input } }));
    return { payload: asked.data?.ended ?? null, told: toldBy(asked, asked.data?.ended) };
  }

  /** A token that works. */
  async token(as: string, input: object = {}): Promise<Made> {
    const { payload: made, told } = await this.create(as, input);
    expect(told).toEqual(['done']);
    if (!made?.token || !made.accessToken) throw new Error('There is no token');
    return { token: made.token, id: made.accessToken.id };
  }

  /** The user that a token stands for, or the status of the refusal. */
  async who(token: string): Promise<unknown> {
    const { status, data } = await this.ask(token, WHO);
    if (status !== 200) return status;
    return z.object({ viewer: z.object({ id: z.string() }) }).parse(data).viewer.id;
  }

  async revision(): Promise<number> {
    const { data } = await this.ask('ada', '{ account { revision } }');
    return z.object({ account: z.object({ revision: z.int() }) }).parse(data).account.revision;
  }

  async events(first: number): Promise<readonly unknown[]> {
    const { data } = await this.ask(
      'ada',
      `{ auditEvents(first: ${first}) { edges { node {
        kind actorId accessTokenId target { kind subjectId name } before after reason } } } }`,
    );
    const page = z.object({
      auditEvents: z.object({ edges: z.array(z.object({ node: z.unknown() })) }),
    });
    return page.parse(data).auditEvents.edges.map(({ node }) => node);
  }
}

function toldBy(
  asked: { readonly errors?: z.infer<typeof errors> },
  shown: z.infer<typeof payload> | null | undefined,
): readonly string[] {
  const codes = (asked.errors ?? []).map(({ extensions }) => extensions.code);
  const refusals = (shown?.userErrors ?? []).map(({ code, field }) => `${code} ${field.join('.')}`);
  return codes.length + refusals.length === 0 ? ['done'] : [...codes, ...refusals];
}

export function onBothEngines(name: string, define: (world: TokenWorld) => void): void {
  const on = (engine: Engine): void => {
    describe(`${name}, on ${engine}`, () => {
      const world = new TokenWorld(engine);
      beforeAll(() => world.start());
      afterAll(() => world.gateway.stop());
      define(world);
    });
  };
  on('sqlite');
  describeWithMongodb('MongoDB', () => {
    on('mongodb');
  });
}
