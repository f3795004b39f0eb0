/* eslint-disable */
// Generated from console/src/documents by `npm run documents`; a test fails when it is out of date.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Whom a permission is given to. */
export type PrincipalType =
  /** One user. */
  | 'USER'
  /** Every member of a group. */
  | 'GROUP';

/** The groups that every account has. */
export type BuiltInGroup =
  /** Every active user, implicitly. */
  | 'EVERYONE'
  /** Its members may do everything. */
  | 'ADMINISTRATORS';

/** The kind of channel that messages go to. */
export type IntegrationType =
  /** E-mail. */
  | 'EMAIL'
  /** Text message; costs credits. */
  | 'SMS'
  /** Phone call. */
  | 'PHONE'
  /** Slack channel. */
  | 'SLACK'
  /** Microsoft Teams channel. */
  | 'MICROSOFT_TEAMS'
  /** PagerDuty service. */
  | 'PAGERDUTY'
  /** Opsgenie team. */
  | 'OPSGENIE'
  /** StatusHub page. */
  | 'STATUSHUB'
  /** HTTP request to an address. */
  | 'WEBHOOK';

/** What a person can do to an integration. */
export type Action =
  /** Create integrations. Account-wide: it is granted on every integration. */
  | 'CREATE'
  /** See the integration in the management list, with its settings. */
  | 'READ'
  /** Use the integration in an alert definition's escalation levels. */
  | 'USE'
  /** Change the integration. Implies READ and USE. */
  | 'UPDATE'
  /** Delete the integration. */
  | 'DELETE'
  /** Grant and revoke permissions on the integration. */
  | 'MANAGE_PERMISSIONS';

/** How a permission came to be. */
export type PermissionSource =
  /** Someone granted it. */
  | 'GRANTED'
  /** Recorded for the creator when the integration was created. */
  | 'AUTOMATIC'
  /** Comes with the account and cannot be removed. */
  | 'SYSTEM';

/** What a member of a team may be. One role in each team. */
export type Role =
  /** Permits READ and USE. */
  | 'OPERATOR'
  /** Permits everything but managing permissions by itself. */
  | 'INTEGRATIONS_MANAGER'
  /** The same as INTEGRATIONS_MANAGER. */
  | 'INTEGRATION_OWNER'
  /** On the root team alone: makes the user an administrator. */
  | 'ADMINISTRATOR';

/** The layers of a decision, in the order in which they are evaluated. */
export type Layer =
  /** Rules of the whole account: inactive users, the system integration, enforcement. */
  | 'ACCOUNT'
  /** Whether a role of the user permits the action. Administrators are done here. */
  | 'ROLE'
  /** Whether a membership that permits the action also reaches the integration. */
  | 'TEAM_SCOPE'
  /** Whether permissions on the integration or on every integration give the action. */
  | 'PERMISSION_SET'
  /** Whether managing permissions is delegated to the user. */
  | 'DELEGATION';

/** Why a decision came out as it did: the reason of the layer that decided. */
export type Reason =
  /** The user is not active. */
  | 'USER_INACTIVE'
  /** The system integration may be used by everyone and deleted by nobody. */
  | 'SYSTEM_INTEGRATION'
  /** Permissions are not enforced: everyone may use, only administrators may do more. */
  | 'PERMISSIONS_NOT_ENFORCED'
  /** Administrators may do everything. */
  | 'ADMINISTRATOR'
  /** No role of the user permits the action. */
  | 'ROLE_LACKS_ACTION'
  /** No membership with a permitting role reaches the integration. */
  | 'OUTSIDE_TEAM_SCOPE'
  /** No permission gives the action. */
  | 'PERMISSION_SET_LACKS_ACTION'
  /** Managing permissions is delegated to the creator of the integration alone. */
  | 'NOT_THE_CREATOR'
  /** Only administrators may do this. */
  | 'ADMINISTRATORS_ONLY'
  /** Nothing forbids it. */
  | 'ALL_LAYERS_PASSED';

/** What one layer of a decision says. */
export type Verdict =
  /** Nothing here forbids it. */
  | 'PASS'
  /** Refused here. */
  | 'FAIL'
  /** Does not apply, or was not reached. */
  | 'SKIPPED';

/** What a piece of evidence is, and so what its subjectId names. */
export type EvidenceKind =
  /** A setting of the account or user; the id is its name. */
  | 'SETTING'
  /** A group the user is in. */
  | 'GROUP'
  /** A role in a team; the id is that of the team. */
  | 'MEMBERSHIP'
  /** A permission. */
  | 'PERMISSION'
  /** The integration itself. */
  | 'INTEGRATION';

/** What a remedy asks for. */
export type RemedyKind =
  /** Make the user active. */
  | 'ACTIVATE_USER'
  /** Add the user to the group of administrators. */
  | 'MAKE_ADMINISTRATOR'
  /** Give the user a role in a team; a role that they hold there is replaced. */
  | 'ASSIGN_ROLE'
  /** Add the integration to a team. */
  | 'ADD_TO_TEAM'
  /** Grant one of the permission sets to the user. */
  | 'GRANT';

/** The plan of an account. */
export type Plan =
  /** Without permissions. */
  | 'STANDARD'
  /** Permissions can be enforced. */
  | 'ENTERPRISE';

/** Whether permissions are evaluated. */
export type PermissionSetsMode =
  /** Stored, not evaluated. */
  | 'OFF'
  /** Decides like OFF. */
  | 'SHADOW'
  /** Evaluated, on the ENTERPRISE plan. */
  | 'ENFORCED';

/** Which layers decide. */
export type AccessModel =
  /** Role, team scope and permissions must all pass. */
  | 'LAYERED'
  /** Permissions alone decide. */
  | 'GRANTS_ONLY';

/** What may not have been meant by a change. Warnings never block. */
export type WarningCode =
  /** CREATE counts only on every integration; here the permission gives nothing. */
  | 'INERT_CREATE'
  /** The user's roles never permit some of what was granted. */
  | 'CAPPED_BY_ROLE'
  /** No team of the user with a permitting role holds the integration. */
  | 'OUTSIDE_TEAM_SCOPE'
  /** Administrators may do everything without it. */
  | 'REDUNDANT_ADMINISTRATOR'
  /** Other permissions give all of this already. */
  | 'ALREADY_COVERED'
  /** The user is not active, and may do nothing with it. */
  | 'INACTIVE_PRINCIPAL'
  /** Everything was as asked already; nothing was changed. */
  | 'NO_EFFECT';

/** Why a change was refused. Nothing was changed then. */
export type UserErrorCode =
  /** Something of the kind has that id already. */
  | 'ID_TAKEN'
  /** Another user has that user name, whatever its case. */
  | 'USER_NAME_TAKEN'
  /** There is no such user or group. */
  | 'PRINCIPAL_NOT_FOUND'
  /** There is no such user. */
  | 'USER_NOT_FOUND'
  /** There is no such group. */
  | 'GROUP_NOT_FOUND'
  /** There is no such permission set. */
  | 'PERMISSION_SET_NOT_FOUND'
  /** There is no such team. */
  | 'TEAM_NOT_FOUND'
  /** The team is not the user’s to name here; the root team is nobody’s. */
  | 'TEAM_NOT_ALLOWED'
  /** ADMINISTRATOR is a role on the root team alone. */
  | 'ROLE_NOT_ALLOWED'
  /** Part of a built-in group that cannot be changed. */
  | 'BUILT_IN'
  /** Part of the system integration that cannot be changed. */
  | 'SYSTEM_INTEGRATION'
  /** More teams, groups or permissions than there may be. */
  | 'LIMIT_EXCEEDED'
  /** It changed since it was last seen. */
  | 'CONFLICT'
  /** It would take away the last permission of the Owner set. */
  | 'LAST_OWNER'
  /** No active administrator would be left. */
  | 'LAST_ADMINISTRATOR'
  /** It would end the user's own administration, or right to manage permissions here. */
  | 'SELF_LOCKOUT';

/** A new integration. */
export type CreateIntegrationInput = {
  /** The name, 1 to 200 characters; need not be unique. */
  name: string;
  /** The kind of channel. */
  type: IntegrationType;
  /** The teams that hold it, at most 20, never the root team. Left out: the only team one may create in. */
  teamIds?: Array<string> | null | undefined;
  /** Settings, without secrets; at most 16 KiB of JSON. */
  settings?: Readonly<Record<string, unknown>> | null | undefined;
  /** Secrets as texts by name; at most 16 KiB of JSON. Never readable again. */
  secrets?: Readonly<Record<string, unknown>> | null | undefined;
};

/** What to change of an integration; what is left out stays. */
export type UpdateIntegrationInput = {
  /** The id of the integration. */
  id: string;
  /** The new name, 1 to 200 characters. */
  name?: string | null | undefined;
  /** The teams that are to hold it, at most 20; all of them. */
  teamIds?: Array<string> | null | undefined;
  /** Replaces the settings; at most 16 KiB of JSON. */
  settings?: Readonly<Record<string, unknown>> | null | undefined;
  /** Secrets to set, as texts by name; null removes one. */
  secrets?: Readonly<Record<string, unknown>> | null | undefined;
  /** Integration.version as last seen; another one answers CONFLICT. */
  expectedVersion?: number | null | undefined;
  /** Go on although it ends one’s own right to manage permissions here. */
  allowSelfLockout?: boolean | null | undefined;
};

/** The integration to delete. */
export type DeleteIntegrationInput = {
  /** The id of the integration. */
  id: string;
};

/** What became of one part of a change. */
export type ChangeOutcome =
  /** The permission is new. */
  | 'CREATED'
  /** The same permission was there already. */
  | 'UNCHANGED'
  /** The permission is gone. */
  | 'REMOVED'
  /** There is no such permission here; nothing was touched. */
  | 'ABSENT';

/** Whom a permission is given to. */
export type PrincipalInput = {
  /** User or group. */
  type: PrincipalType;
  /** The id of the user or group. */
  id: string;
};

/** Everything that one Save changes: removes first, then adds. */
export type ChangePermissionsInput = {
  /** Where permissions stand: data_providers.<integration id>, or data_providers.* for every integration. */
  rbacId: string;
  /** Permissions to add; at most 100. */
  add?: Array<GrantInput> | null | undefined;
  /** Ids of permissions to remove; at most 100. */
  remove?: Array<string> | null | undefined;
  /** Why; kept with the permission and in the audit trail. At most 1,000 characters. */
  reason?: string | null | undefined;
  /** PermissionConnection.revision as last seen; a permission on this RBAC id changed since then answers CONFLICT. */
  expectedRevision?: number | null | undefined;
  /** Administrators: go on although no permission of the Owner set would be left. */
  allowOrphan?: boolean | null | undefined;
  /** Go on although it ends one’s own right to manage permissions here. */
  allowSelfLockout?: boolean | null | undefined;
  /** Plans and answers with changes, warnings and userErrors as if, and writes nothing. */
  dryRun?: boolean | null | undefined;
};

/** A permission to add. */
export type GrantInput = {
  /** Whom it is given to. */
  principal: PrincipalInput;
  /** What it gives: the id of a permission set. */
  permissionSetId: string;
};

export type PrincipalChoicesQueryVariables = Exact<{
  search?: string | null | undefined;
}>;

export type PrincipalChoicesQuery = {
  groups: { edges: Array<{ node: { id: string; name: string; builtIn: BuiltInGroup | null } }> };
  users: { edges: Array<{ node: { id: string; name: string } }> };
};

export type UserChoicesQueryVariables = Exact<{
  search?: string | null | undefined;
}>;

export type UserChoicesQuery = { users: { edges: Array<{ node: { id: string; name: string } }> } };

export type IntegrationChoicesQueryVariables = Exact<{
  search?: string | null | undefined;
}>;

export type IntegrationChoicesQuery = {
  integrations: { edges: Array<{ node: { id: string; name: string; type: IntegrationType } }> } | null;
  usableIntegrations: { edges: Array<{ node: { id: string; name: string; type: IntegrationType } }> };
};

export type TeamChoicesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;

export type TeamChoicesQuery = {
  teams: {
    edges: Array<{ node: { id: string; name: string; root: boolean } }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type IntegrationHeadQueryVariables = Exact<{
  id: string;
}>;

export type IntegrationHeadQuery = {
  integration: {
    id: string;
    rbacId: string;
    name: string;
    type: IntegrationType;
    system: boolean;
    costsCredits: boolean;
    viewerRights: {
      canRead: boolean;
      canUse: boolean;
      canUpdate: boolean;
      canDelete: boolean;
      canManagePermissions: boolean;
    };
  } | null;
};

export type IntegrationDetailsQueryVariables = Exact<{
  id: string;
}>;

export type IntegrationDetailsQuery = {
  integration: {
    settings: Readonly<Record<string, unknown>> | null;
    createdAt: string | null;
    updatedAt: string | null;
    version: number | null;
    id: string;
    rbacId: string;
    name: string;
    type: IntegrationType;
    system: boolean;
    costsCredits: boolean;
    secrets: Array<{ name: string; setAt: string }> | null;
    createdBy: { id: string; name: string } | null;
    teams: Array<{ id: string; name: string }> | null;
    viewerRights: {
      canRead: boolean;
      canUse: boolean;
      canUpdate: boolean;
      canDelete: boolean;
      canManagePermissions: boolean;
    };
  } | null;
};

export type CreateIntegrationMutationVariables = Exact<{
  input: CreateIntegrationInput;
}>;

export type CreateIntegrationMutation = {
  createIntegration: {
    integration: { id: string } | null;
    userErrors: Array<{ code: UserErrorCode; message: string; field: Array<string> }>;
  } | null;
};

export type UpdateIntegrationMutationVariables = Exact<{
  input: UpdateIntegrationInput;
}>;

export type UpdateIntegrationMutation = {
  updateIntegration: {
    integration: { id: string } | null;
    userErrors: Array<{ code: UserErrorCode; message: string; field: Array<string> }>;
  } | null;
};

export type DeleteIntegrationMutationVariables = Exact<{
  input: DeleteIntegrationInput;
}>;

export type DeleteIntegrationMutation = {
  deleteIntegration: {
    deletedIntegrationId: string | null;
    userErrors: Array<{ code: UserErrorCode; message: string; field: Array<string> }>;
  } | null;
};

export type IntegrationsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  search?: string | null | undefined;
  type?: IntegrationType | null | undefined;
}>;

export type IntegrationsQuery = {
  integrations: {
    edges: Array<{
      node: {
        id: string;
        rbacId: string;
        name: string;
        type: IntegrationType;
        system: boolean;
        costsCredits: boolean;
        teams: Array<{ id: string; name: string }> | null;
        viewerRights: {
          canRead: boolean;
          canUse: boolean;
          canUpdate: boolean;
          canDelete: boolean;
          canManagePermissions: boolean;
        };
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type IntegrationRowFragment = {
  id: string;
  rbacId: string;
  name: string;
  type: IntegrationType;
  system: boolean;
  costsCredits: boolean;
  teams: Array<{ id: string; name: string }> | null;
  viewerRights: {
    canRead: boolean;
    canUse: boolean;
    canUpdate: boolean;
    canDelete: boolean;
    canManagePermissions: boolean;
  };
};

export type NothingVisibleQueryVariables = Exact<{ [key: string]: never }>;

export type NothingVisibleQuery = {
  usableIntegrations: { edges: Array<{ node: { id: string; rbacId: string; name: string } }> };
};

export type PermissionsQueryVariables = Exact<{
  rbacId: string;
  after?: string | null | undefined;
}>;

export type PermissionsQuery = {
  permissions: {
    revision: number;
    edges: Array<{
      node: {
        id: string;
        inert: boolean;
        source: PermissionSource;
        reason: string | null;
        grantedAt: string;
        grantedBy: { id: string; name: string } | null;
        principal:
          | { type: PrincipalType; id: string; name: string }
          | { type: PrincipalType; id: string; name: string };
        permissionSet: { id: string; name: string };
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type PermissionSetsQueryVariables = Exact<{ [key: string]: never }>;

export type PermissionSetsQuery = {
  permissionSets: Array<{
    id: string;
    name: string;
    description: string;
    actions: Array<Action>;
    impliedActions: Array<Action>;
  }>;
};

export type ChangePermissionsMutationVariables = Exact<{
  input: ChangePermissionsInput;
}>;

export type ChangePermissionsMutation = {
  changePermissions: {
    revision: number | null;
    changes: Array<{
      outcome: ChangeOutcome;
      permission: {
        id: string;
        inert: boolean;
        principal:
          | { type: PrincipalType; id: string; name: string }
          | { type: PrincipalType; id: string; name: string };
        permissionSet: { id: string; name: string };
      } | null;
    }>;
    warnings: Array<{ code: WarningCode; message: string }>;
    userErrors: Array<{ code: UserErrorCode; message: string; field: Array<string> }>;
  } | null;
};

export type ViewerQueryVariables = Exact<{ [key: string]: never }>;

export type ViewerQuery = {
  viewer: {
    id: string;
    name: string;
    isAdministrator: boolean | null;
    memberships: Array<{ role: Role; team: { id: string; name: string } }> | null;
  };
  account: {
    id: string;
    name: string;
    plan: Plan;
    accessModel: AccessModel;
    permissionSets: PermissionSetsMode;
    enforced: boolean;
  };
  checkRights: Array<{ allowed: boolean; explanation: string } | null>;
};

export type WhyQueryVariables = Exact<{
  rbacId: string;
  userId?: string | null | undefined;
}>;

export type WhyQuery = {
  effectiveRights: {
    user: { id: string; name: string; active: boolean };
    decisions: Array<{
      action: Action;
      allowed: boolean;
      decidedBy: Layer;
      reason: Reason;
      explanation: string;
      remedies: Array<string>;
      layers: Array<{
        layer: Layer;
        verdict: Verdict;
        explanation: string;
        evidence: Array<{ kind: EvidenceKind; subjectId: string; label: string }>;
      }>;
      remedyActions: Array<{
        kind: RemedyKind;
        rbacId: string | null;
        role: Role | null;
        viewerMayApply: boolean;
        principal:
          | { type: PrincipalType; id: string; name: string }
          | { type: PrincipalType; id: string; name: string }
          | null;
        permissionSets: Array<{ id: string; name: string }>;
        team: { id: string; name: string } | null;
      }>;
    }>;
  } | null;
};

export type ExplainedDecisionFragment = {
  action: Action;
  allowed: boolean;
  decidedBy: Layer;
  reason: Reason;
  explanation: string;
  remedies: Array<string>;
  layers: Array<{
    layer: Layer;
    verdict: Verdict;
    explanation: string;
    evidence: Array<{ kind: EvidenceKind; subjectId: string; label: string }>;
  }>;
  remedyActions: Array<{
    kind: RemedyKind;
    rbacId: string | null;
    role: Role | null;
    viewerMayApply: boolean;
    principal:
      | { type: PrincipalType; id: string; name: string }
      | { type: PrincipalType; id: string; name: string }
      | null;
    permissionSets: Array<{ id: string; name: string }>;
    team: { id: string; name: string } | null;
  }>;
};

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const IntegrationRowFragmentDoc = new TypedDocumentString(
  `
    fragment IntegrationRow on Integration {
  id
  rbacId
  name
  type
  system
  costsCredits
  teams {
    id
    name
  }
  viewerRights {
    canRead
    canUse
    canUpdate
    canDelete
    canManagePermissions
  }
}
    `,
  { fragmentName: 'IntegrationRow' },
) as unknown as TypedDocumentString<IntegrationRowFragment, unknown>;
export const ExplainedDecisionFragmentDoc = new TypedDocumentString(
  `
    fragment ExplainedDecision on Decision {
  action
  allowed
  decidedBy
  reason
  explanation
  layers {
    layer
    verdict
    explanation
    evidence {
      kind
      subjectId
      label
    }
  }
  remedies
  remedyActions {
    kind
    rbacId
    principal {
      type
      id
      name
    }
    permissionSets {
      id
      name
    }
    team {
      id
      name
    }
    role
    viewerMayApply
  }
}
    `,
  { fragmentName: 'ExplainedDecision' },
) as unknown as TypedDocumentString<ExplainedDecisionFragment, unknown>;
export const PrincipalChoicesDocument = new TypedDocumentString(`
    query PrincipalChoices($search: String) {
  groups(first: 20, search: $search) {
    edges {
      node {
        id
        name
        builtIn
      }
    }
  }
  users(first: 20, search: $search) {
    edges {
      node {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PrincipalChoicesQuery, PrincipalChoicesQueryVariables>;
export const UserChoicesDocument = new TypedDocumentString(`
    query UserChoices($search: String) {
  users(first: 20, search: $search) {
    edges {
      node {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UserChoicesQuery, UserChoicesQueryVariables>;
export const IntegrationChoicesDocument = new TypedDocumentString(`
    query IntegrationChoices($search: String) {
  integrations(first: 20, search: $search) {
    edges {
      node {
        id
        name
        type
      }
    }
  }
  usableIntegrations(first: 20, search: $search) {
    edges {
      node {
        id
        name
        type
      }
    }
  }
}
    `) as unknown as TypedDocumentString<IntegrationChoicesQuery, IntegrationChoicesQueryVariables>;
export const TeamChoicesDocument = new TypedDocumentString(`
    query TeamChoices($after: String) {
  teams(first: 100, after: $after) {
    edges {
      node {
        id
        name
        root
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<TeamChoicesQuery, TeamChoicesQueryVariables>;
export const IntegrationHeadDocument = new TypedDocumentString(`
    query IntegrationHead($id: ID!) {
  integration(id: $id) {
    id
    rbacId
    name
    type
    system
    costsCredits
    viewerRights {
      canRead
      canUse
      canUpdate
      canDelete
      canManagePermissions
    }
  }
}
    `) as unknown as TypedDocumentString<IntegrationHeadQuery, IntegrationHeadQueryVariables>;
export const IntegrationDetailsDocument = new TypedDocumentString(`
    query IntegrationDetails($id: ID!) {
  integration(id: $id) {
    ...IntegrationRow
    settings
    secrets {
      name
      setAt
    }
    createdBy {
      id
      name
    }
    createdAt
    updatedAt
    version
  }
}
    fragment IntegrationRow on Integration {
  id
  rbacId
  name
  type
  system
  costsCredits
  teams {
    id
    name
  }
  viewerRights {
    canRead
    canUse
    canUpdate
    canDelete
    canManagePermissions
  }
}`) as unknown as TypedDocumentString<IntegrationDetailsQuery, IntegrationDetailsQueryVariables>;
export const CreateIntegrationDocument = new TypedDocumentString(`
    mutation CreateIntegration($input: CreateIntegrationInput!) {
  createIntegration(input: $input) {
    integration {
      id
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<CreateIntegrationMutation, CreateIntegrationMutationVariables>;
export const UpdateIntegrationDocument = new TypedDocumentString(`
    mutation UpdateIntegration($input: UpdateIntegrationInput!) {
  updateIntegration(input: $input) {
    integration {
      id
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateIntegrationMutation, UpdateIntegrationMutationVariables>;
export const DeleteIntegrationDocument = new TypedDocumentString(`
    mutation DeleteIntegration($input: DeleteIntegrationInput!) {
  deleteIntegration(input: $input) {
    deletedIntegrationId
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteIntegrationMutation, DeleteIntegrationMutationVariables>;
export const IntegrationsDocument = new TypedDocumentString(`
    query Integrations($first: Int!, $after: String, $search: String, $type: IntegrationType) {
  integrations(first: $first, after: $after, search: $search, type: $type) {
    edges {
      node {
        ...IntegrationRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment IntegrationRow on Integration {
  id
  rbacId
  name
  type
  system
  costsCredits
  teams {
    id
    name
  }
  viewerRights {
    canRead
    canUse
    canUpdate
    canDelete
    canManagePermissions
  }
}`) as unknown as TypedDocumentString<IntegrationsQuery, IntegrationsQueryVariables>;
export const NothingVisibleDocument = new TypedDocumentString(`
    query NothingVisible {
  usableIntegrations(first: 1) {
    edges {
      node {
        id
        rbacId
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NothingVisibleQuery, NothingVisibleQueryVariables>;
export const PermissionsDocument = new TypedDocumentString(`
    query Permissions($rbacId: String!, $after: String) {
  permissions(rbacId: $rbacId, first: 100, after: $after) {
    revision
    edges {
      node {
        id
        inert
        source
        reason
        grantedAt
        grantedBy {
          id
          name
        }
        principal {
          type
          id
          name
        }
        permissionSet {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<PermissionsQuery, PermissionsQueryVariables>;
export const PermissionSetsDocument = new TypedDocumentString(`
    query PermissionSets {
  permissionSets {
    id
    name
    description
    actions
    impliedActions
  }
}
    `) as unknown as TypedDocumentString<PermissionSetsQuery, PermissionSetsQueryVariables>;
export const ChangePermissionsDocument = new TypedDocumentString(`
    mutation ChangePermissions($input: ChangePermissionsInput!) {
  changePermissions(input: $input) {
    changes {
      outcome
      permission {
        id
        inert
        principal {
          type
          id
          name
        }
        permissionSet {
          id
          name
        }
      }
    }
    warnings {
      code
      message
    }
    userErrors {
      code
      message
      field
    }
    revision
  }
}
    `) as unknown as TypedDocumentString<ChangePermissionsMutation, ChangePermissionsMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    name
    isAdministrator
    memberships {
      role
      team {
        id
        name
      }
    }
  }
  account {
    id
    name
    plan
    accessModel
    permissionSets
    enforced
  }
  checkRights(checks: [{rbacId: "data_providers.*", action: CREATE}]) {
    allowed
    explanation
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const WhyDocument = new TypedDocumentString(`
    query Why($rbacId: String!, $userId: ID) {
  effectiveRights(rbacId: $rbacId, userId: $userId) {
    user {
      id
      name
      active
    }
    decisions {
      ...ExplainedDecision
    }
  }
}
    fragment ExplainedDecision on Decision {
  action
  allowed
  decidedBy
  reason
  explanation
  layers {
    layer
    verdict
    explanation
    evidence {
      kind
      subjectId
      label
    }
  }
  remedies
  remedyActions {
    kind
    rbacId
    principal {
      type
      id
      name
    }
    permissionSets {
      id
      name
    }
    team {
      id
      name
    }
    role
    viewerMayApply
  }
}`) as unknown as TypedDocumentString<WhyQuery, WhyQueryVariables>;
