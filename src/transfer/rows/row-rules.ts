import { TEAMS_PER_INTEGRATION, TEAMS_PER_USER } from '../../datastore/contract/account-limits.js';
import type { MistakeList, Place } from '../mistakes.js';
import type { Outline } from './read-row.js';

/** Where a row stands, and where its mistakes go. */
export interface RowPlace {
  readonly place: Place;
  readonly mistakes: MistakeList;
}

/** What must hold within one user: at most 50 teams, one role in each. */
export function checkUser({ memberships }: Outline<'users'>, at: RowPlace): void {
  const teamIds = memberships.map(({ teamId }) => teamId);
  checkLength(teamIds, { ...at, key: 'memberships', max: TEAMS_PER_USER });
  for (const { id, place, first } of repetitionsIn(teamIds)) {
    at.mistakes.add(
      [...at.place, 'memberships', place, 'teamId'],
      `is team "${id}", in which memberships[${first}] gives a role already; a user has one role in each team`,
    );
  }
}

/** What must hold within one integration: at most 20 teams, each once; and what the system integration must be. */
export function checkIntegration(integration: Outline<'integrations'>, at: RowPlace): void {
  const { teamIds } = integration;
  checkLength(teamIds, { ...at, key: 'teamIds', max: TEAMS_PER_INTEGRATION });
  for (const { id, place, first } of repetitionsIn(teamIds)) {
    at.mistakes.add([...at.place, 'teamIds', place], `is team "${id}", which is teamIds[${first}] already`);
  }
  if (integration.system === true) checkSystemIntegration(integration, at);
}

function checkSystemIntegration(
  { type, teamIds, createdById }: Outline<'integrations'>,
  { place, mistakes }: RowPlace,
): void {
  if (typeof type === 'string' && type !== 'EMAIL') {
    mistakes.add([...place, 'type'], `is "${type}"; the system integration must be of type EMAIL`);
  }
  if (teamIds.length > 0) {
    mistakes.add(
      [...place, 'teamIds'],
      'is not empty; the system integration is in the scope of every team without it',
    );
  }
  if (typeof createdById === 'string') {
    mistakes.add([...place, 'createdById'], `is "${createdById}"; the system integration has no creator`);
  }
}

function checkLength(
  list: readonly unknown[],
  { place, mistakes, key, max }: RowPlace & { readonly key: string; readonly max: number },
): void {
  if (list.length <= max) return;
  mistakes.add([...place, key], `is a list of ${list.length}; must be at most ${max} long`);
}

interface Repetition {
  readonly id: string;
  readonly place: number;
  readonly first: number;
}

function repetitionsIn(ids: readonly (string | null | undefined)[]): Repetition[] {
  const firstPlaces = new Map<string, number>();
  const repetitions: Repetition[] = [];
  for (const [place, id] of ids.entries()) {
    if (typeof id !== 'string') continue;
    const first = firstPlaces.get(id);
    if (first === undefined) firstPlaces.set(id, place);
    else repetitions.push({ id, place, first });
  }
  return repetitions;
}
