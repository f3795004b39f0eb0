import type { CleaningWrites, Snapshot } from '../../datastore/contract/datastore.js';
import { CLEANING_STEPS } from '../../datastore/contract/records.js';
import type {
  CleaningStep,
  DetailedIntegration,
  DirectoryKind,
  IntegrationRecord,
  PendingDeletion,
  PermissionRecord,
  StoredIntegration,
} from '../../datastore/contract/records.js';
import { EVERY_INTEGRATION, tokensCarriedBy } from '../../decision/visibility.js';
import { rbacIdOf } from '../../decision/rbac-id.js';
import { groupBy } from '../../collections/group-by.js';
import { left } from '../group-places.js';
import { cleanPermissions } from './clean-permissions.js';

/** What a step does in one batch. */
export interface Batch {
  readonly writes: Omit<CleaningWrites, 'deletions' | 'changesAnswers'>;
  /** Absent: nobody holds more than before. */
  readonly changesAnswers?: boolean;
  /** The key behind which the step goes on; null: from the start again. Undefined: the step is done. */
  readonly goOnAfter: string | null | undefined;
}

type Step = (stored: Snapshot, deletion: PendingDeletion) => Promise<Batch>;

/** What each kind of record leaves behind. */
const STEPS_OF: Readonly<Record<DirectoryKind, readonly CleaningStep[]>> = {
  USER: ['PERMISSIONS', 'GIVERS', 'INTEGRATIONS', 'REQUESTS'],
  GROUP: ['MEMBERS', 'PERMISSIONS'],
  TEAM: ['MEMBERS', 'INTEGRATIONS'],
};

/** Rows of one transaction: each takes some milliseconds, so that others wait for none of them long. */
const MEMBERS = 200;
const GIVEN = 1_000;
const INTEGRATIONS = 200;

const STEPS: Readonly<Record<CleaningStep, Step>> = {
  MEMBERS: cleanMembers,
  PERMISSIONS: cleanPermissions,
  GIVERS: cleanGivers,
  INTEGRATIONS: cleanIntegrations,
  REQUESTS: (_stored, { id }) => Promise.resolve({ writes: { forgetRequestsOf: id }, goOnAfter: undefined }),
};

/** The next batch of a deletion, and what is left of it after that; undefined: nothing. */
export async function nextBatch(
  stored: Snapshot,
  deletion: PendingDeletion,
): Promise<{ readonly batch: Batch; readonly left: PendingDeletion | undefined }> {
  const { after: _after, ...atStart } = deletion;
  if (!STEPS_OF[deletion.kind].includes(deletion.step)) {
    return { batch: { writes: {}, goOnAfter: undefined }, left: inNextStep(atStart) };
  }
  const batch = await STEPS[deletion.step](stored, deletion);
  const { goOnAfter } = batch;
  if (goOnAfter === undefined) return { batch, left: inNextStep(atStart) };
  return { batch, left: { ...atStart, ...(goOnAfter !== null && { after: goOnAfter }) } };
}

function inNextStep(deletion: PendingDeletion): PendingDeletion | undefined {
  const later = CLEANING_STEPS.slice(CLEANING_STEPS.indexOf(deletion.step) + 1);
  const step = later.find((each) => STEPS_OF[deletion.kind].includes(each));
  return step && { ...deletion, step };
}

/** Who was in the group or team is in it no more. Their versions stay: the deletion is told by its own event alone. */
async function cleanMembers(stored: Snapshot, { kind, id }: PendingDeletion): Promise<Batch> {
  const list = kind === 'TEAM' ? { teamId: id } : { groupId: id };
  const [page] = await stored.memberPages([list], { first: MEMBERS });
  const members = page?.rows.map(({ row }) => row) ?? [];
  const saveDirectory = members.map((user) =>
    kind === 'TEAM'
      ? { ...user, memberships: user.memberships.filter(({ teamId }) => teamId !== id) }
      : left(user, id),
  );
  return { writes: { saveDirectory }, goOnAfter: page?.hasNextPage === true ? null : undefined };
}

/** Who is given the id later has granted none of these permissions. */
async function cleanGivers(stored: Snapshot, { id, after }: PendingDeletion): Promise<Batch> {
  const page = await stored.permissionScan({ first: GIVEN, ...(after !== undefined && { after }) });
  const given = page.rows.map(({ row }) => row).filter(({ grantedById }) => grantedById === id);
  return {
    writes: {
      removePermissionIds: given.map((permission) => permission.id),
      addPermissions: given.map((permission) => ({ ...permission, grantedById: null })),
    },
    goOnAfter: page.hasNextPage ? page.rows.at(-1)?.key : undefined,
  };
}

/** Integrations lose the team, and their creator, whose rights a later user of the id would have otherwise [A15]. */
async function cleanIntegrations(stored: Snapshot, { kind, id, after }: PendingDeletion): Promise<Batch> {
  const page = await stored.integrationPage({
    ...{ first: INTEGRATIONS, tokens: [EVERY_INTEGRATION], withDetails: false },
    ...(after !== undefined && { after }),
  });
  const holds = ({ teamIds, createdById }: IntegrationRecord) =>
    kind === 'TEAM' ? teamIds.includes(id) : createdById === id;
  const ids = page.rows
    .map(({ row }) => row)
    .filter(holds)
    .map((integration) => integration.id);
  return {
    writes: { saveIntegrations: await withoutHold(stored, ids, { kind, id }) },
    goOnAfter: page.hasNextPage ? page.rows.at(-1)?.key : undefined,
  };
}

async function withoutHold(
  stored: Snapshot,
  ids: readonly string[],
  deleted: Pick<PendingDeletion, 'kind' | 'id'>,
): Promise<readonly StoredIntegration[]> {
  if (ids.length === 0) return [];
  const found = await stored.integrations(ids, { withDetails: true });
  const permissions = groupBy(await stored.permissionsOn(ids.map(rbacIdOf)), ({ rbacId }) => rbacId);
  return found.filter(isDetailed).map((integration) => {
    const { permissionsRevision: _ofTheDatastore, ...before } = integration;
    const after =
      deleted.kind === 'TEAM'
        ? { ...before, teamIds: before.teamIds.filter((teamId) => teamId !== deleted.id) }
        : { ...before, createdById: null };
    return { ...after, tokens: tokensOf(after, permissions) };
  });
}

function tokensOf(
  integration: Pick<IntegrationRecord, 'id' | 'system' | 'teamIds'>,
  permissions: ReadonlyMap<string, readonly PermissionRecord[]>,
): readonly string[] {
  return tokensCarriedBy(integration, permissions.get(rbacIdOf(integration.id)) ?? []);
}

function isDetailed(integration: IntegrationRecord): integration is DetailedIntegration {
  return integration.details !== undefined;
}
