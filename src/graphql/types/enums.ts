import { registerEnumType } from 'type-graphql';
import { CHANGE_OUTCOMES } from '../../permissions/permission-change.js';
import { WARNING_CODES } from '../../changes/warnings.js';
import { USER_ERROR_CODES } from '../../changes/user-errors.js';
import {
  AUDIT_EVENT_KINDS,
  AUDIT_TARGET_KINDS,
  BUILT_IN_GROUPS,
  INTEGRATION_TYPES,
  USER_KINDS,
} from '../../datastore/contract/records.js';
import { ACTIONS } from '../../decision/actions.js';
import { LAYERS, REASONS, REMEDY_KINDS, VERDICTS } from '../../decision/decision.js';
import {
  ACCESS_MODELS,
  PERMISSION_SETS_MODES,
  PERMISSION_SOURCES,
  PLANS,
  PRINCIPAL_TYPES,
} from '../../decision/facts.js';
import { ROLES } from '../../decision/roles.js';

type EnumObject<V extends string> = Readonly<Record<V, V>>;

interface EnumDescription<V extends string> {
  readonly name: string;
  readonly description: string;
  readonly values: Readonly<Record<V, string>>;
}

/** Makes a list of values known to the schema, each with its description. */
function registered<V extends string>(values: readonly V[], described: EnumDescription<V>): EnumObject<V> {
  const { name, description } = described;
  const enumObject = Object.fromEntries(values.map((value) => [value, value])) as EnumObject<V>;
  const valuesConfig = Object.fromEntries(
    values.map((value) => [value, { description: described.values[value] }]),
  );
  registerEnumType(enumObject, {
    name,
    description,
    valuesConfig: valuesConfig as Record<V, { description: string }>,
  });
  return enumObject;
}

export const ActionEnum = registered(ACTIONS, {
  name: 'Action',
  description: 'What a person can do to an integration.',
  values: {
    CREATE: 'Create integrations. Account-wide: it is granted on every integration.',
    READ: 'See the integration in the management list, with its settings.',
    USE: "Use the integration in an alert definition's escalation levels.",
    UPDATE: 'Change the integration. Implies READ and USE.',
    DELETE: 'Delete the integration.',
    MANAGE_PERMISSIONS: 'Grant and revoke permissions on the integration.',
  },
});

export const LayerEnum = registered(LAYERS, {
  name: 'Layer',
  description: 'The layers of a decision, in the order in which they are evaluated.',
  values: {
    ACCOUNT: 'Rules of the whole account: inactive users, the system integration, enforcement.',
    ROLE: 'Whether a role of the user permits the action. Administrators are done here.',
    TEAM_SCOPE: 'Whether a membership that permits the action also reaches the integration.',
    PERMISSION_SET: 'Whether permissions on the integration or on every integration give the action.',
    DELEGATION: 'Whether managing permissions is delegated to the user.',
  },
});

export const VerdictEnum = registered(VERDICTS, {
  name: 'Verdict',
  description: 'What one layer of a decision says.',
  values: {
    PASS: 'Nothing here forbids it.',
    FAIL: 'Refused here.',
    SKIPPED: 'Does not apply, or was not reached.',
  },
});

export const ReasonEnum = registered(REASONS, {
  name: 'Reason',
  description: 'Why a decision came out as it did: the reason of the layer that decided.',
  values: {
    USER_INACTIVE: 'The user is not active.',
    SYSTEM_INTEGRATION: 'The system integration may be used by everyone and deleted by nobody.',
    PERMISSIONS_NOT_ENFORCED:
      'Permissions are not enforced: everyone may use, only administrators may do more.',
    ADMINISTRATOR: 'Administrators may do everything.',
    ROLE_LACKS_ACTION: 'No role of the user permits the action.',
    OUTSIDE_TEAM_SCOPE: 'No membership with a permitting role reaches the integration.',
    PERMISSION_SET_LACKS_ACTION: 'No permission gives the action.',
    NOT_THE_CREATOR: 'Managing permissions is delegated to the creator of the integration alone.',
    ADMINISTRATORS_ONLY: 'Only administrators may do this.',
    ALL_LAYERS_PASSED: 'Nothing forbids it.',
  },
});

export const IntegrationTypeEnum = registered(INTEGRATION_TYPES, {
  name: 'IntegrationType',
  description: 'The kind of channel that messages go to.',
  values: {
    EMAIL: 'E-mail.',
    SMS: 'Text message; costs credits.',
    PHONE: 'Phone call.',
    SLACK: 'Slack channel.',
    MICROSOFT_TEAMS: 'Microsoft Teams channel.',
    PAGERDUTY: 'PagerDuty service.',
    OPSGENIE: 'Opsgenie team.',
    STATUSHUB: 'StatusHub page.',
    WEBHOOK: 'HTTP request to an address.',
  },
});

export const UserKindEnum = registered(USER_KINDS, {
  name: 'UserKind',
  description: 'What a user stands for. Rights do not depend on it.',
  values: { PERSON: 'Somebody.', SERVICE: 'A program; administrators may make access tokens for it.' },
});

export const RoleEnum = registered(ROLES, {
  name: 'Role',
  description: 'What a member of a team may be. One role in each team.',
  values: {
    OPERATOR: 'Permits READ and USE.',
    INTEGRATIONS_MANAGER: 'Permits everything but managing permissions by itself.',
    INTEGRATION_OWNER: 'The same as INTEGRATIONS_MANAGER.',
    ADMINISTRATOR: 'On the root team alone: makes the user an administrator.',
  },
});

export const PrincipalTypeEnum = registered(PRINCIPAL_TYPES, {
  name: 'PrincipalType',
  description: 'Whom a permission is given to.',
  values: { USER: 'One user.', GROUP: 'Every member of a group.' },
});

export const PermissionSourceEnum = registered(PERMISSION_SOURCES, {
  name: 'PermissionSource',
  description: 'How a permission came to be.',
  values: {
    GRANTED: 'Someone granted it.',
    AUTOMATIC: 'Recorded for the creator when the integration was created.',
    SYSTEM: 'Comes with the account and cannot be removed.',
  },
});

export const PlanEnum = registered(PLANS, {
  name: 'Plan',
  description: 'The plan of an account.',
  values: { STANDARD: 'Without permissions.', ENTERPRISE: 'Permissions can be enforced.' },
});

export const PermissionSetsModeEnum = registered(PERMISSION_SETS_MODES, {
  name: 'PermissionSetsMode',
  description: 'Whether permissions are evaluated.',
  values: {
    OFF: 'Stored, not evaluated.',
    SHADOW: 'Decides like OFF.',
    ENFORCED: 'Evaluated, on the ENTERPRISE plan.',
  },
});

export const AccessModelEnum = registered(ACCESS_MODELS, {
  name: 'AccessModel',
  description: 'Which layers decide.',
  values: {
    LAYERED: 'Role, team scope and permissions must all pass.',
    GRANTS_ONLY: 'Permissions alone decide.',
  },
});

export const BuiltInGroupEnum = registered(BUILT_IN_GROUPS, {
  name: 'BuiltInGroup',
  description: 'The groups that every account has.',
  values: { EVERYONE: 'Every active user, implicitly.', ADMINISTRATORS: 'Its members may do everything.' },
});

export const EvidenceKindEnum = registered(
  ['SETTING', 'GROUP', 'MEMBERSHIP', 'PERMISSION', 'INTEGRATION'] as const,
  {
    name: 'EvidenceKind',
    description: 'What a piece of evidence is, and so what its subjectId names.',
    values: {
      SETTING: 'A setting of the account or user; the id is its name.',
      GROUP: 'A group the user is in.',
      MEMBERSHIP: 'A role in a team; the id is that of the team.',
      PERMISSION: 'A permission.',
      INTEGRATION: 'The integration itself.',
    },
  },
);

export const RemedyKindEnum = registered(REMEDY_KINDS, {
  name: 'RemedyKind',
  description: 'What a remedy asks for.',
  values: {
    ACTIVATE_USER: 'Make the user active.',
    MAKE_ADMINISTRATOR: 'Add the user to the group of administrators.',
    ASSIGN_ROLE: 'Give the user a role in a team; a role that they hold there is replaced.',
    ADD_TO_TEAM: 'Add the integration to a team.',
    GRANT: 'Grant one of the permission sets to the user.',
  },
});

export const AuditEventKindEnum = registered(AUDIT_EVENT_KINDS, {
  name: 'AuditEventKind',
  description: 'What an audit event records.',
  values: {
    PERMISSION_GRANTED: 'A permission was added.',
    PERMISSION_REVOKED: 'A permission was removed.',
    INTEGRATION_CREATED: 'An integration was created.',
    INTEGRATION_UPDATED: 'An integration was changed.',
    INTEGRATION_DELETED: 'An integration was deleted.',
    ACCOUNT_IMPORTED: 'The account was imported, or replaced by an import.',
    USER_CREATED: 'A user was created.',
    USER_UPDATED: 'A user was changed, their memberships and groups included.',
    USER_DELETED: 'A user was deleted.',
    GROUP_CREATED: 'A group was created.',
    GROUP_UPDATED: 'A group was changed; its members are told with the users.',
    GROUP_DELETED: 'A group was deleted.',
    TEAM_CREATED: 'A team was created.',
    TEAM_UPDATED: 'A team was changed.',
    TEAM_DELETED: 'A team was deleted.',
    ACCOUNT_UPDATED: "The account's name or settings were changed.",
    ACCOUNT_CREATED: 'The account was created.',
    ACCESS_TOKEN_CREATED: 'An access token was made.',
    ACCESS_TOKEN_REVOKED: 'An access token was revoked.',
  },
});

export const AuditTargetKindEnum = registered(AUDIT_TARGET_KINDS, {
  name: 'AuditTargetKind',
  description: 'What kind of record an audit event is about.',
  values: {
    ACCOUNT: 'The account itself: its name, its settings, or all of it.',
    USER: 'A user.',
    GROUP: 'A group.',
    TEAM: 'A team.',
    INTEGRATION: 'An integration.',
    PERMISSION: 'A permission.',
    ACCESS_TOKEN: 'An access token.',
  },
});

export const ChangeOutcomeEnum = registered(CHANGE_OUTCOMES, {
  name: 'ChangeOutcome',
  description: 'What became of one part of a change.',
  values: {
    CREATED: 'The permission is new.',
    UNCHANGED: 'The same permission was there already.',
    REMOVED: 'The permission is gone.',
    ABSENT: 'There is no such permission here; nothing was touched.',
  },
});

export const WarningCodeEnum = registered(WARNING_CODES, {
  name: 'WarningCode',
  description: 'What may not have been meant by a change. Warnings never block.',
  values: {
    INERT_CREATE: 'CREATE counts only on every integration; here the permission gives nothing.',
    CAPPED_BY_ROLE: "The user's roles never permit some of what was granted.",
    OUTSIDE_TEAM_SCOPE: 'No team of the user with a permitting role holds the integration.',
    REDUNDANT_ADMINISTRATOR: 'Administrators may do everything without it.',
    ALREADY_COVERED: 'Other permissions give all of this already.',
    INACTIVE_PRINCIPAL: 'The user is not active, and may do nothing with it.',
    NO_EFFECT: 'Everything was as asked already; nothing was changed.',
  },
});

export const UserErrorCodeEnum = registered(USER_ERROR_CODES, {
  name: 'UserErrorCode',
  description: 'Why a change was refused. Nothing was changed then.',
  values: {
    ID_TAKEN: 'Something of the kind has that id already.',
    USER_NAME_TAKEN: 'Another user has that user name, whatever its case.',
    PRINCIPAL_NOT_FOUND: 'There is no such user or group.',
    USER_NOT_FOUND: 'There is no such user.',
    GROUP_NOT_FOUND: 'There is no such group.',
    PERMISSION_SET_NOT_FOUND: 'There is no such permission set.',
    TEAM_NOT_FOUND: 'There is no such team.',
    TEAM_NOT_ALLOWED: 'The team is not the user’s to name here; the root team is nobody’s.',
    ROLE_NOT_ALLOWED: 'ADMINISTRATOR is a role on the root team alone.',
    BUILT_IN: 'Part of a built-in group that cannot be changed.',
    SYSTEM_INTEGRATION: 'Part of the system integration that cannot be changed.',
    LIMIT_EXCEEDED: 'More teams, groups or permissions than there may be.',
    CONFLICT: 'It changed since it was last seen.',
    LAST_OWNER: 'It would take away the last permission of the Owner set.',
    LAST_ADMINISTRATOR: 'No active administrator would be left.',
    SELF_LOCKOUT: "It would end the user's own administration, or right to manage permissions here.",
  },
});
