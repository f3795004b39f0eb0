import { z } from 'zod';
import type { Ask } from '../api/ask.js';
import { soundData } from '../api/ask.js';
import { listed, permissionsOn } from '../api/lists.js';
import { revisionSeen } from '../api/rights.js';
import { WILDCARD } from '../oracle/account.js';
import type { AccountWorld, IntegrationInWorld } from '../worlds/account-world.js';
import { rbacIdOf } from '../worlds/account-worlds.js';
import { OBSERVER } from '../worlds/observed.js';
import type { LawStage } from './each-engine.js';
import { documentOf } from './steps.js';
import type { Known, Step } from './steps.js';

/**
 * Everything that one engine answers when an account is imported and changed: what each change answered, and at the
 * end every list. What must differ between two such runs is taken out: times, the revision at the start, and ids that
 * were given on the way, which are called by the order in which they were first seen.
 */
export async function played(
  stage: LawStage,
  world: AccountWorld,
  steps: readonly Step[],
): Promise<readonly unknown[]> {
  await stage.import(world);
  const administrator = stage.as(world, OBSERVER);
  const start = await revisionSeen(administrator);
  const known = new KnownIds(world);
  const answers: unknown[] = [];
  for (const step of steps) {
    const answer = await stage.as(world, step.userId)(documentOf(step), { input: step.input(known) });
    known.learnFrom(answer.data);
    answers.push([step.userId, step.field, answer]);
  }
  answers.push(await everythingListed(stage, world), await eventsSince(administrator, start));
  return new Portable(start).of(answers);
}

const made = z.object({
  done: z.object({
    integration: z.object({ id: z.string() }).nullish(),
    changes: z.array(z.object({ permission: z.object({ id: z.string() }).nullable() })).optional(),
  }),
});

class KnownIds implements Known {
  readonly integrationIds: string[];
  readonly permissionIds: string[];

  constructor({ integrations, permissions }: AccountWorld) {
    this.integrationIds = integrations.map(({ id }) => id);
    this.permissionIds = permissions.map(({ id }) => id);
  }

  learnFrom(data: unknown): void {
    const { done } = made.safeParse(data).data ?? {};
    const permissionIds = (done?.changes ?? []).flatMap(({ permission }) => permission?.id ?? []);
    this.permissionIds.push(...permissionIds.filter((id) => !this.permissionIds.includes(id)));
    const integrationId = done?.integration?.id;
    if (integrationId !== undefined && !this.integrationIds.includes(integrationId)) {
      this.integrationIds.push(integrationId);
    }
  }
}

/** Every answer about the account as it is now, and all its permissions. */
async function everythingListed(stage: LawStage, world: AccountWorld): Promise<unknown> {
  const administrator = stage.as(world, OBSERVER);
  const integrationIds = await listed(administrator, 'integrations', { first: 100 });
  const permissions: unknown[] = [];
  for (const rbacId of [WILDCARD, ...integrationIds.map(rbacIdOf)]) {
    permissions.push(await permissionsOn(administrator, rbacId, { first: 100 }));
  }
  const integrations = integrationIds.map((id): IntegrationInWorld => ({
    ...{ id, name: id, type: 'SLACK', teamIds: [], createdById: null, system: false },
  }));
  return { permissions, answers: await stage.answers({ ...world, integrations }) };
}

const events = z.object({
  auditEvents: z.object({
    edges: z.array(z.object({ node: z.looseObject({ revision: z.int() }) })),
  }),
});

async function eventsSince(administrator: Ask, revision: number): Promise<readonly unknown[]> {
  const query = `{ auditEvents(first: 100) { edges { node {
    actorId actorName kind rbacId before after reason revision
  } } } }`;
  const { auditEvents } = events.parse(soundData(await administrator(query)));
  return auditEvents.edges.map(({ node }) => node).filter((event) => event.revision > revision);
}

const GIVEN_ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){4}[0-9a-f]{8}/g;
const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const REVISION = /"revision":(\d+)/g;

class Portable {
  readonly #names = new Map<string, string>();

  constructor(private readonly start: number) {}

  of<Answer>(answer: Answer): Answer {
    const text = JSON.stringify(answer)
      .replace(GIVEN_ID, (id) => this.#nameOf(id))
      .replace(TIME, 'some time')
      .replace(REVISION, (_, revision: string) => `"revision":${Number(revision) - this.start}`);
    return JSON.parse(text) as Answer;
  }

  #nameOf(id: string): string {
    const name = this.#names.get(id) ?? `given ${this.#names.size}`;
    this.#names.set(id, name);
    return name;
  }
}
