import { isAllowedIn, isVisibleIn } from '../../oracle/account.js';
import { ACME, markerOf } from '../world.js';
import type { Viewer } from '../world.js';
import { isAdministratorIn, rbacIdOf } from './outcomes.js';

/** Texts of the account that no answer to this viewer may hold: names and ids of the unseen, details of the unread. */
export function unreadable({ world, userId }: Pick<Viewer, 'world' | 'userId'>): readonly string[] {
  const isMember = world === ACME;
  const isAdministrator = isMember && isAdministratorIn(world, userId);
  const unseen = ACME.integrations.filter(
    ({ system, id }) => !system && !(isMember && isVisibleIn(world, userId, id)),
  );
  const unread = ACME.integrations.filter(
    ({ id }) => !isMember || !isAllowedIn(world, { userId, action: 'READ', rbacId: rbacIdOf(id) }),
  );
  const people = ACME.users.filter(({ id }) => !isAdministrator && id !== userId);
  const lost = new Set(unseen.map(({ id }) => rbacIdOf(id)));
  return [
    ...unseen.map(({ name }) => name),
    ...ACME.permissions.filter(({ rbacId }) => lost.has(rbacId)).map(({ id }) => id),
    ...[...unread, ...people].map(({ id }) => markerOf(id)),
    ...(isMember ? [] : people.flatMap(({ id, name }) => [id, name])),
  ].map((text) => `"${text}`);
}
