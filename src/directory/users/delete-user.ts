import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult, Planning } from '../../changes/run-change.js';
import type { UserError } from '../../changes/user-errors.js';
import type { UserRecord } from '../../datastore/contract/records.js';
import type { Principal } from '../../decision/facts.js';
import { administer } from '../administer.js';
import type { Administered } from '../administer.js';
import { tooManyDeletions } from '../deleting.js';
import { inactiveAmong } from '../group-places.js';
import type { DeleteRequest } from '../groups/delete-group.js';
import { FoundRecords, refsTo } from '../read-records.js';
import { versionConflict } from '../version-conflict.js';

export interface DeleteUserRequest extends DeleteRequest {
  /** Not the user. Given Owner wherever the user holds it directly; absent: those permissions go with the others. */
  readonly transferTo?: Principal | undefined;
}

/** Deletes a user, with all that they hold, at the same cost whatever that is [A14, A16, A20]. Administrators only. */
export function deleteUser(
  dependencies: ChangeDependencies,
  requester: Requester,
  { id, transferTo, expectedVersion, reason }: DeleteUserRequest,
): Promise<ChangeResult<Administered>> {
  return administer(dependencies, { requester, what: 'Changing users', reason }, async (planning) => {
    const { snapshot, access, draft } = planning;
    const receiver = transferTo && { kind: transferTo.type, id: transferTo.id };
    const found = await FoundRecords.read(snapshot, [
      ...refsTo('USER', [id]),
      ...(receiver ? [receiver] : []),
    ]);
    const user = found.require('USER', id);
    draft.remove('USER', user, { transferTo });
    const userErrors = [
      ...(receiver && found.find(receiver.kind, receiver.id) === undefined ? [noReceiver(receiver.id)] : []),
      ...tooManyDeletions(access.account),
      ...versionConflict(user, expectedVersion),
      ...(await ownDeletion(planning, user)),
    ];
    const receivers = transferTo?.type === 'USER' ? found.all('USER', [transferTo.id]) : [];
    return { result: { id, warnings: inactiveAmong(receivers) }, userErrors };
  });
}

function noReceiver(id: string): UserError {
  const message = `There is no user or group ${id} of that type`;
  return { code: 'PRINCIPAL_NOT_FOUND', message, field: ['input', 'transferTo', 'id'] };
}

/** Whoever deletes is an administrator, and left: so the last one can only be oneself [A9, A11]. */
async function ownDeletion(
  { snapshot, access }: Planning,
  { id }: UserRecord,
): Promise<readonly UserError[]> {
  if (id !== access.viewer.id) return [];
  const errors: UserError[] = [];
  if (!(await snapshot.hasAdministratorBeside([id]))) {
    const message = 'No active administrator would be left; make somebody else one first';
    errors.push({ code: 'LAST_ADMINISTRATOR', message, field: ['input', 'id'] });
  }
  const message = 'Nobody can delete themselves; another administrator can';
  return [...errors, { code: 'SELF_LOCKOUT', message, field: ['input', 'id'] }];
}
