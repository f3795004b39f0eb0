import { ACTIONS } from '../../../../src/decision/actions.js';
import type { Action } from '../../../../src/decision/actions.js';
import { PERMISSION_SETS } from '../../../../src/decision/permission-sets.js';
import { WILDCARD } from '../../oracle/account.js';
import { rbacIdOf } from '../../worlds/account-worlds.js';
import { OBSERVER } from '../../worlds/observed.js';
import { OWNER } from '../model/rights.js';
import type { State } from '../model/state.js';
import type { Grant } from '../operations.js';
import type { ChosenCommand } from './commands.js';

/** Turns the numbers of a command into what there is in a state, and now and then into what there is not. */
export class Choice {
  constructor(
    readonly state: State,
    readonly command: ChosenCommand,
  ) {}

  /** The observer, who may do everything, most often; the creator of the target; anybody; now and then nobody. */
  get who(): string {
    const { users } = this.state.world;
    const { creator } = this;
    const active = users.filter((user) => user.active).map(({ id }) => id);
    const often = [OBSERVER, OBSERVER, creator, creator, creator, ...active];
    return one([...often, ...often, ...often, ...users.map(({ id }) => id), 'nobody'], this.command.who);
  }

  /** Rather one whose rights may change than the observer. */
  get anybody(): string {
    const { users } = this.state.world;
    const active = users.filter((user) => user.active).map(({ id }) => id);
    const others = active.filter((id) => id !== OBSERVER);
    return one([...others, ...others, ...others, ...others, OBSERVER], this.command.who);
  }

  /** Of the integration; the observer of what nobody created who is active. */
  get creator(): string {
    return this.#created.find(({ id }) => id === this.integrationId)?.createdById ?? OBSERVER;
  }

  /** An integration whose creator may be asked, if there is one. */
  get createdId(): string {
    const ids = this.#created.map(({ id }) => id);
    return ids.length === 0 ? this.integrationId : one(ids, this.command.target);
  }

  get #created(): State['world']['integrations'] {
    const { integrations, users } = this.state.world;
    return integrations.filter(({ createdById }) =>
      users.some(({ id, active }) => active && id === createdById),
    );
  }

  get integrationId(): string {
    const ids = this.state.world.integrations.map(({ id }) => id);
    return one([...ids, ...ids, ...ids, ...ids, 'nowhere'], this.command.target);
  }

  /** That of the integration; now and then the wildcard, or what is no RBAC id at all. */
  get rbacId(): string {
    const { target } = this.command;
    if (target % 41 === 40) return 'data_providers.**';
    return target % 7 === 6 ? WILDCARD : rbacIdOf(this.integrationId);
  }

  get action(): Action {
    return this.rbacId === WILDCARD
      ? one(['CREATE', 'MANAGE_PERMISSIONS', 'CREATE', 'MANAGE_PERMISSIONS', 'READ'], this.pick(0))
      : one(ACTIONS, this.pick(0));
  }

  /** A grant; the second argument says which of several. */
  grant(nth: number): Grant {
    const { users, groups } = this.state.world;
    const principals: Grant['principal'][] = [
      ...users.map(({ id }) => ({ type: 'USER' as const, id })),
      ...groups.map(({ id }) => ({ type: 'GROUP' as const, id })),
    ];
    const sets = PERMISSION_SETS.map(({ id }) => id);
    const unknown = { type: 'GROUP' as const, id: OBSERVER };
    return {
      principal: one([...principals, ...principals, ...principals, unknown], this.pick(nth)),
      permissionSetId: one([...sets, ...sets, ...sets, 'no-set'], this.pick(nth + 1)),
    };
  }

  /** A permission by id: most often one on the RBAC id, and rather an Owner's than another. */
  permissionId(nth: number): string {
    const all = this.state.world.permissions;
    const permissionsHere = all.filter(({ rbacId }) => rbacId === this.rbacId);
    const here = permissionsHere.map(({ id }) => id);
    const owners = permissionsHere.filter(isOwners).map(({ id }) => id);
    const often = [...here, ...here, ...here, ...owners, ...owners, ...owners];
    return one([...often, ...all.map(({ id }) => id), 'pol_nowhere'], this.pick(nth));
  }

  /** Several teams, the root team or an unknown one among them now and then. */
  get teamIds(): readonly string[] {
    const [root, ...others] = this.state.world.teams.map(({ id }) => id);
    const bits = this.pick(2);
    const some = others.filter((_, index) => (bits >> index) % 2 === 1);
    if (bits % 19 === 18) return [...some, 'team_nowhere'];
    return bits % 17 === 16 ? [...some, root ?? ''] : some;
  }

  userId(nth: number): string {
    const users = this.state.world.users.map(({ id }) => id);
    return one([...users, ...users, 'nobody'], this.pick(nth));
  }

  /** A number that the command holds for whatever needs one. */
  pick(nth: number): number {
    return this.command.picks[nth % 4] ?? 0;
  }

  option(nth: number): boolean {
    return this.command.options[nth % 3] ?? false;
  }
}

function isOwners({ permissionSetId }: Grant): boolean {
  return permissionSetId === OWNER;
}

export function one<T>(list: readonly T[], number: number): T {
  const found = list[number % list.length];
  if (found === undefined) throw new Error('There is nothing to choose from');
  return found;
}
