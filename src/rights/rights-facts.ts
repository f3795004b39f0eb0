import { reachResources } from '../access/reach-resource.js';
import type { AskableResource, Reading } from '../access/reach-resource.js';
import type { UserRecord } from '../datastore/contract/records.js';
import { isEnforced, principalsOf } from '../decision/facts.js';
import { isId } from '../decision/id.js';

/** What a question about rights is about. */
export interface RightsTarget {
  readonly rbacId: string;
  /** Self when absent. */
  readonly userId?: string | undefined;
}

/**
 * The facts for any number of questions about rights, read in three commands whatever their number and whatever
 * exists, so that neither the answer's time nor its cost tells of what is invisible.
 */
export class RightsFacts {
  private constructor(
    private readonly subjects: ReadonlyMap<string, UserRecord>,
    private readonly resources: ReadonlyMap<string, AskableResource>,
  ) {}

  static async load(reading: Reading, targets: readonly RightsTarget[]): Promise<RightsFacts> {
    const { account, viewer } = reading.access;
    const subjects = [viewer, ...(await readOthers(reading, targets))];
    const principals = isEnforced(account)
      ? subjects.flatMap((subject) => principalsOf(account, subject))
      : [];
    const rbacIds = targets.map(({ rbacId }) => rbacId);
    return new RightsFacts(
      new Map(subjects.map((subject) => [subject.id, subject])),
      await reachResources(reading, rbacIds, principals),
    );
  }

  subject(userId: string): UserRecord | undefined {
    return this.subjects.get(userId);
  }

  /** Undefined when there is none, or it is invisible to the viewer. */
  resource(rbacId: string): AskableResource | undefined {
    return this.resources.get(rbacId);
  }
}

async function readOthers({ snapshot, access }: Reading, targets: readonly RightsTarget[]) {
  const ids = new Set(
    targets.flatMap(({ userId }) => (userId !== undefined && isId(userId) ? [userId] : [])),
  );
  ids.delete(access.viewer.id);
  if (ids.size === 0) return [];
  const records = await snapshot.directory([...ids].map((id) => ({ kind: 'USER', id })));
  return records.filter((record) => record.kind === 'USER');
}
