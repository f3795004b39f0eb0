import { ResourceAccess } from '../../../src/access/resource-access.js';
import { KeptAccess } from '../../../src/access/kept-access.js';
import { groupBy } from '../../../src/collections/group-by.js';
import type { Keeping } from '../../../src/datastore/contract/datastore.js';
import type { IntegrationRecord } from '../../../src/datastore/contract/records.js';
import { decide, judge } from '../../../src/decision/decide.js';
import { principalsOf } from '../../../src/decision/facts.js';
import type {
  AccountFacts,
  IntegrationFacts,
  PermissionFact,
  Principal,
  Question,
  UserFacts,
} from '../../../src/decision/facts.js';
import { rbacIdOf, WILDCARD_RBAC_ID } from '../../../src/decision/rbac-id.js';
import type { Engine } from './engine.js';
import type { Asked, World } from './world.js';

/** What one principal holds. */
interface Held {
  readonly byRbacId: ReadonlyMap<string, readonly PermissionFact[]>;
  readonly onWildcard: readonly PermissionFact[];
}

interface KnownUser {
  readonly user: UserFacts;
  /** What each of the user's principals holds; of a group it is the same for all of its members. */
  readonly held: readonly Held[];
}

interface KnownIntegration {
  readonly resource: IntegrationFacts;
  readonly rbacId: string;
}

/** Facts in Maps: principal -> RBAC id -> permissions. Finding them is part of each question. */
class FactsInMaps {
  readonly #account: AccountFacts;
  readonly #users: ReadonlyMap<string, KnownUser>;
  readonly #integrations: ReadonlyMap<string, KnownIntegration>;

  constructor({ account, users, integrations, permissions }: World) {
    const byPrincipal = new Map(
      [...groupBy(inOrder(permissions), ({ principal }) => keyOf(principal))].map(([key, held]) => [
        key,
        heldOf(held),
      ]),
    );
    this.#account = account;
    this.#users = new Map(
      users.map((user) => [
        user.id,
        {
          user,
          held: principalsOf(account, user).flatMap((principal) => byPrincipal.get(keyOf(principal)) ?? []),
        },
      ]),
    );
    this.#integrations = new Map(
      integrations.map((resource) => [resource.id, { resource, rbacId: rbacIdOf(resource.id) }]),
    );
  }

  question({ userId, integrationId, action }: Asked): Question {
    const known = this.#users.get(userId);
    const about = this.#integrations.get(integrationId);
    if (known === undefined || about === undefined) throw new Error('A question about nobody or nothing');
    const permissions: PermissionFact[] = [];
    for (const held of known.held) {
      addAll(permissions, held.byRbacId.get(about.rbacId));
      addAll(permissions, held.onWildcard);
    }
    return { account: this.#account, user: known.user, action, resource: about.resource, permissions };
  }
}

function heldOf(permissions: readonly PermissionFact[]): Held {
  const byRbacId = groupBy(permissions, ({ rbacId }) => rbacId);
  return { byRbacId, onWildcard: byRbacId.get(WILDCARD_RBAC_ID) ?? [] };
}

/**
 * As a scan of the datastore gives them, ordered by RBAC id, and with one object for each RBAC id and principal: how
 * much memory a question touches is most of what it costs.
 */
function inOrder(permissions: readonly PermissionFact[]): readonly PermissionFact[] {
  const principals = new Map(permissions.map(({ principal }) => [keyOf(principal), principal]));
  return [...groupBy(permissions, ({ rbacId }) => rbacId)].flatMap(([rbacId, standing]) =>
    standing.map(({ id, principal, permissionSetId, source }) => ({
      id,
      rbacId,
      principal: principals.get(keyOf(principal)) ?? principal,
      permissionSetId,
      source,
    })),
  );
}

function keyOf({ type, id }: Principal): string {
  return `${type} ${id}`;
}

function addAll(to: PermissionFact[], from: readonly PermissionFact[] | undefined): void {
  if (from === undefined) return;
  for (const permission of from) to.push(permission);
}

/** The answer alone, all layers. */
export function latchkeyPlain(world: World): Engine {
  const facts = new FactsInMaps(world);
  return { answers: 'decisions', allows: (asked) => judge(facts.question(asked)).allowed };
}

/** One for each user: whatever is kept under it is that user's. */
const newKeeping = (): Keeping => ({ makeRoomFor: () => undefined });

/** What the gateway keeps of a viewer at a revision: the first question about an integration decides all of it. */
export function latchkeyKept(world: World): Engine {
  const facts = new FactsInMaps(world);
  const rows = new Map(world.integrations.map((integration) => [integration.id, rowOf(integration)]));
  const byUser = new Map(world.users.map(({ id }) => [id, new KeptAccess({ keptUnder: newKeeping() })]));
  return {
    answers: 'decisions',
    allows: (asked) => {
      const row = rows.get(asked.integrationId);
      const kept = byUser.get(asked.userId);
      if (row === undefined || kept === undefined) throw new Error('A question about nobody or nothing');
      const known = kept.of(row);
      if (known !== undefined) return known.allows(asked.action);
      const access = new ResourceAccess(row, facts.question(asked));
      kept.keep([access]);
      return access.allows(asked.action);
    },
  };
}

function rowOf({ id, system, teamIds, createdById }: IntegrationFacts): IntegrationRecord {
  const times = { createdAt: 0, updatedAt: 0, version: 1, permissionsRevision: 1 };
  return { id, name: id, type: 'SLACK', system, teamIds, createdById, ...times };
}

/** The answer with verdicts, evidence and remedies. */
export function latchkeyExplained(world: World): Engine {
  const facts = new FactsInMaps(world);
  return { answers: 'decisions', allows: (asked) => decide(facts.question(asked)).allowed };
}
