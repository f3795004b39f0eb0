import { ForbiddenError } from '../../errors/public-errors.js';
import type { RequestContext } from '../request-context.js';
import { TeamView } from '../types/directory.js';
import { GroupView } from '../types/group.js';
import { IntegrationView } from '../types/integration.js';
import { UserView } from '../types/user.js';

/**
 * The rules that fields carry, by name, as data. Each check is synchronous: whoever loaded the parent has decided its
 * rights already. Undefined means that the field may be read; else it is refused with the error that the answer makes.
 */
export interface Rule {
  /** Ends the field's description, so that a reader of the schema knows what the field needs. */
  readonly description: string;
  check(parent: unknown, context: RequestContext): Refusal | undefined;
}

/** Made when it is told: most of the refusals of a long list are not [O3]. */
export type Refusal = () => Error;

/** Never refuses. */
export const granted = (): undefined => undefined;

export const RULES = {
  PUBLIC: {
    description: 'Needs nothing beyond the object it belongs to.',
    check: granted,
  },
  ACTIVE_USER: {
    description: 'Needs an active user.',
    check: granted,
  },
  VISIBLE: {
    description: 'Needs READ or USE on the integration.',
    // Nothing to ask: of an invisible integration no view can be made.
    check: granted,
  },
  READ: {
    description: 'Needs READ on the integration.',
    check: (parent) => {
      if (!(parent instanceof IntegrationView)) return unexpectedParent;
      return parent.access.allows('READ') ? undefined : () => parent.access.refusal('READ');
    },
  },
  MANAGE_PERMISSIONS: {
    description: 'Needs MANAGE_PERMISSIONS on the integration.',
    check: (parent) => {
      if (!(parent instanceof IntegrationView)) return unexpectedParent;
      return parent.access.allows('MANAGE_PERMISSIONS')
        ? undefined
        : () => parent.access.refusal('MANAGE_PERMISSIONS');
    },
  },
  SELF_OR_ADMINISTRATOR: {
    description: 'Needs to be that user, or an administrator.',
    check: (parent, { access }) => {
      if (!(parent instanceof UserView)) return unexpectedParent;
      return access.isAdministrator || parent.id === access.viewer.id
        ? undefined
        : () => ForbiddenError.administratorsOnly('Details of other users');
    },
  },
  MEMBER_OR_ADMINISTRATOR: {
    description: 'Needs to be a member of the group, or an administrator.',
    check: (parent, { access }) => {
      if (!(parent instanceof GroupView)) return unexpectedParent;
      return access.isAdministrator || parent.holds(access.viewer)
        ? undefined
        : () => ForbiddenError.administratorsOnly('Details of groups one is not a member of');
    },
  },
  TEAM_MEMBER_OR_ADMINISTRATOR: {
    description: 'Needs to be a member of the team, or an administrator.',
    check: (parent, { access }) => {
      if (!(parent instanceof TeamView)) return unexpectedParent;
      return access.isAdministrator || parent.holds(access.viewer)
        ? undefined
        : () => ForbiddenError.administratorsOnly('Details of teams one is not a member of');
    },
  },
  READS_AUDIT_TRAIL: administratorsOnly('The audit trail'),
  READS_GROUP_DETAILS: administratorsOnly('Versions and external ids of groups'),
  READS_TEAM_DETAILS: administratorsOnly('Versions of teams'),
  CHANGES_USERS: administratorsOnly('Changing users'),
  CHANGES_GROUPS: administratorsOnly('Changing groups'),
  CHANGES_TEAMS: administratorsOnly('Changing teams'),
  CHANGES_SETTINGS: administratorsOnly('Changing settings'),
  LISTS_READABLE: {
    description:
      'Lists exactly the integrations on which the viewer has READ; those without an Owner for an administrator alone.',
    check: granted,
  },
  LISTS_USABLE: {
    description: 'Lists exactly the integrations on which the viewer has USE.',
    check: granted,
  },
  NULL_UNLESS_VISIBLE: {
    description: 'Null unless the viewer has READ or USE on the integration.',
    check: granted,
  },
  ASKS_ABOUT_RIGHTS: {
    description:
      'About oneself: needs READ or USE on the integration. About others: also MANAGE_PERMISSIONS there.',
    check: granted,
  },
  MANAGES_ARGUMENT: {
    description: 'Needs MANAGE_PERMISSIONS on the RBAC id given.',
    check: granted,
  },
  CREATES: {
    description: 'Needs CREATE.',
    check: granted,
  },
  UPDATES_ARGUMENT: {
    description: 'Needs UPDATE on the integration given.',
    check: granted,
  },
  CREATES_ACCESS_TOKEN: {
    description: 'Needs to be that user; for a SERVICE user also open to administrators.',
    check: granted,
  },
  REVOKES_ACCESS_TOKEN: {
    description: 'Needs to be the user of the token, or an administrator.',
    check: granted,
  },
  DELETES_ARGUMENT: {
    description: 'Needs DELETE on the integration given.',
    check: granted,
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof RULES;

/** Refuses everybody else, and says what it is about. */
function administratorsOnly(what: string): Rule {
  return {
    description: 'Needs an administrator.',
    check: (_parent, { access }) =>
      access.isAdministrator ? undefined : () => ForbiddenError.administratorsOnly(what),
  };
}

/** A rule on a field of another type is a mistake of ours; it denies. */
function unexpectedParent(): Error {
  return new Error('The rule does not fit the type that the field belongs to');
}
