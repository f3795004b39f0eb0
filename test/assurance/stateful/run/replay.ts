import { z } from 'zod';
import { WILDCARD } from '../../oracle/account.js';
import { rbacIdOf } from '../../worlds/account-worlds.js';
import { OBSERVER } from '../../worlds/observed.js';
import type { State } from '../model/state.js';
import type { Gateways } from './gateways.js';
import { Disagreement } from './history.js';
import { trailSince } from './trail.js';
import type { AuditEvent } from './trail.js';

const held = z.object({
  id: z.string(),
  rbacId: z.string(),
  principal: z.object({ type: z.string(), id: z.string() }),
  permissionSetId: z.string(),
  source: z.string(),
});

/** Permissions by id, each as a text. */
type Permissions = ReadonlyMap<string, string>;

/**
 * The audit trail from the last import on, replayed over the permissions of the file, gives exactly those that the
 * gateway lists and those that it exports. Says how many events were replayed.
 */
export async function expectReplayable(gateways: Gateways, { file, importedAt }: State): Promise<number> {
  const account = file.account.id;
  const { events } = await trailSince(gateways, account, { revision: importedAt - 1, first: 7 });
  const replayed = textOf(replay(permissionsIn(file), events));
  const text = await gateways.exported(account);
  const exported = exportedFile.parse(JSON.parse(text));
  const rbacIds = [WILDCARD, ...exported.integrations.map(({ id }) => rbacIdOf(id))];
  const listed = textOf(await permissionsListed(gateways, account, rbacIds));
  const present = textOf(permissionsIn(exported));
  if (replayed !== listed || replayed !== present) {
    throw new Disagreement(
      `Replayed, the audit trail gives\n${replayed}\nlisted are\n${listed}\nexported are\n${present}`,
    );
  }
  return events.length;
}

const exportedFile = z.object({
  integrations: z.array(z.object({ id: z.string() })),
  permissions: z.array(held),
});

function permissionsIn({ permissions }: { readonly permissions: readonly object[] }): Permissions {
  return new Map(permissions.map((permission) => entryOf(permission)));
}

function entryOf(permission: unknown): readonly [string, string] {
  const { id, rbacId, principal, permissionSetId, source } = held.parse(permission);
  return [id, [id, rbacId, principal.type, principal.id, permissionSetId, source].join(' ')];
}

function replay(imported: Permissions, [first, ...later]: readonly AuditEvent[]): Permissions {
  if (first?.kind !== 'ACCOUNT_IMPORTED') {
    throw new Disagreement(`The audit trail does not tell of the import: ${JSON.stringify(first)}`);
  }
  const permissions = new Map(imported);
  for (const event of later) {
    if (event.kind === 'PERMISSION_REVOKED') {
      const [id, was] = entryOf(event.before);
      if (permissions.get(id) !== was) throw new Disagreement(`Revoked, but not there: ${was}`);
      permissions.delete(id);
    }
    if (event.kind === 'PERMISSION_GRANTED') {
      const [id, is] = entryOf(event.after);
      if (permissions.has(id)) throw new Disagreement(`Granted, but there already: ${is}`);
      permissions.set(id, is);
    }
  }
  return permissions;
}

const list = z.object({
  permissions: z.object({
    edges: z.array(
      z.object({
        node: held
          .omit({ permissionSetId: true })
          .extend({ permissionSet: z.object({ id: z.string() }) })
          .transform(({ permissionSet, ...rest }) => ({ ...rest, permissionSetId: permissionSet.id })),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** In pages so small that they end in the midst of what was granted together. */
const LIST = `query ($rbacId: String!, $after: String) { permissions(rbacId: $rbacId, first: 37, after: $after) {
  edges { node { id rbacId principal { type id } permissionSet { id } source } }
  pageInfo { hasNextPage endCursor } } }`;

async function permissionsListed(
  gateways: Gateways,
  account: string,
  rbacIds: readonly string[],
): Promise<Permissions> {
  const all = new Map<string, string>();
  for (const rbacId of rbacIds) {
    let after: string | null = null;
    do {
      const body = { query: LIST, variables: { rbacId, after } };
      const { reply } = await gateways.send(1, { account, user: OBSERVER }, body);
      const { edges, pageInfo }: z.infer<typeof list>['permissions'] = list.parse(reply.data).permissions;
      for (const { node } of edges) all.set(...entryOf(node));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
  }
  return all;
}

function textOf(permissions: Permissions): string {
  return [...permissions.values()].sort().join('\n');
}
