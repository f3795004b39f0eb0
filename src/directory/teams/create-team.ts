import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import { administer } from '../administer.js';
import type { Administered } from '../administer.js';
import { newEntry } from '../new-record.js';
import { FoundRecords, refsTo } from '../read-records.js';

export interface CreateTeamRequest {
  /** Made when left out. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly reason: string | null;
}

/** Creates a team that nobody is in yet. Administrators only. */
export function createTeam(
  dependencies: ChangeDependencies,
  requester: Requester,
  request: CreateTeamRequest,
): Promise<ChangeResult<Administered>> {
  const { reason } = request;
  return administer(dependencies, { requester, what: 'Changing teams', reason }, async (planning) => {
    const { snapshot, draft } = planning;
    const team = newEntry('TEAM', request, draft.author);
    const found = await FoundRecords.read(snapshot, refsTo('TEAM', [team.id]));
    draft.create('TEAM', team);
    return { result: { id: team.id, warnings: [] }, userErrors: found.taken('TEAM', team.id) };
  });
}
