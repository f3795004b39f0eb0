import { expect } from '@jest/globals';
import { z } from 'zod';
import type { AccountFile } from '../../../support/account-file.js';
import type { GraphqlAnswer, TestGateway } from '../../../support/gateway.js';
import { exportFrom } from '../../../transfer/transfers.js';
import { rbac } from './company.js';
import { Person } from './person.js';

const auditEvent = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  kind: z.string(),
  rbacId: z.string().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  reason: z.string().nullable(),
  requestId: z.string(),
  revision: z.int(),
});
export type AuditEvent = z.infer<typeof auditEvent>;

const audit = z.object({
  account: z.object({ revision: z.int() }),
  auditEvents: z.object({ edges: z.array(z.object({ node: auditEvent })) }),
});

const details = z.strictObject({
  name: z.string(),
  type: z.string(),
  settings: z.record(z.string(), z.unknown()),
  secrets: z.array(z.strictObject({ name: z.string(), setAt: z.string() })),
  teams: z.array(z.strictObject({ id: z.string() })),
  createdBy: z.strictObject({ id: z.string() }).nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.int(),
});
export type IntegrationState = z.infer<typeof details>;

const held = z.strictObject({
  id: z.string(),
  principal: z.strictObject({ id: z.string() }),
  permissionSet: z.strictObject({ id: z.string() }),
  source: z.string(),
});
const permissions = z.object({ permissions: z.object({ edges: z.array(z.object({ node: held })) }) });
export type HeldPermission = z.infer<typeof held>;

/** Everything there is to an account: what it holds, its revision and its newest audit events. */
export interface AccountState {
  readonly file: string;
  readonly revision: number;
  readonly events: readonly AuditEvent[];
}

/** An account of its own for one test, looked at through its administrator Ada. */
export class Tenant {
  constructor(
    readonly gateway: TestGateway,
    readonly id: string,
  ) {}

  /** Somebody of the account by the end of their id: `mia`. */
  as(name: string): Person {
    return new Person((query, variables) => this.ask(name, query, variables));
  }

  /** Changes the account as its operator does: exports it, edits the file and imports it again. */
  async replace(edit: (file: AccountFile) => AccountFile): Promise<void> {
    const file = JSON.parse(await exportFrom(this.gateway.datastore, this.id)) as AccountFile;
    await this.gateway.importAccount(edit(file), { replace: true });
  }

  async state(): Promise<AccountState> {
    const { data } = await this.ask(
      'ada',
      `{ account { revision } auditEvents(first: 100) { edges { node {
        id at actorId actorName kind rbacId before after reason requestId revision } } } }`,
    );
    const { account, auditEvents } = audit.parse(data);
    const file = await exportFrom(this.gateway.datastore, this.id);
    return { file, revision: account.revision, events: auditEvents.edges.map(({ node }) => node) };
  }

  async revision(): Promise<number> {
    return (await this.state()).revision;
  }

  /** Runs what must change nothing at all, and makes sure that it did not. */
  async unchangedBy<T>(act: () => Promise<T>): Promise<T> {
    const before = await this.state();
    const answer = await act();
    expect(await this.state()).toEqual(before);
    return answer;
  }

  /** Runs a change; makes sure that the revision rose by one, and answers the events that it wrote, oldest first. */
  async eventsOf(act: () => Promise<unknown>): Promise<readonly AuditEvent[]> {
    const before = await this.state();
    await act();
    const after = await this.state();
    expect(after.revision).toBe(before.revision + 1);
    const known = new Set(before.events.map(({ id }) => id));
    return after.events.filter(({ id }) => !known.has(id)).reverse();
  }

  async permissions(on: string): Promise<readonly HeldPermission[]> {
    const { data } = await this.ask(
      'ada',
      `query ($on: String!) { permissions(rbacId: $on, first: 100) { edges { node {
        id principal { id } permissionSet { id } source } } } }`,
      { on: rbac(on) },
    );
    return permissions.parse(data).permissions.edges.map(({ node }) => node);
  }

  /** An integration as Ada sees it; null when there is none. */
  async integration(id: string): Promise<IntegrationState | null> {
    const { data } = await this.ask(
      'ada',
      `query ($id: ID!) { integration(id: $id) { name type settings secrets { name setAt } teams { id }
        createdBy { id } createdAt updatedAt version } }`,
      { id },
    );
    return z.object({ integration: details.nullable() }).parse(data).integration;
  }

  private ask(name: string, query: string, variables?: object): Promise<GraphqlAnswer> {
    return this.gateway.ask({ account: this.id, user: `usr_${name}` }, query, variables);
  }
}
