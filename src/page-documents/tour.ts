/** One prepared query of the tour. */
export interface TourQuery {
  title: string;
  /** One sentence: what to look at in the answer. */
  look: string;
  /** The name of the only operation in `query`; unique in the tour. */
  operationName: string;
  query: string;
  variables?: Readonly<Record<string, unknown>>;
}

/** The steps of one subject, in the order in which they are best taken. */
export interface TourSection {
  title: string;
  /** Others are refused. */
  forAdministrators?: boolean;
  queries: readonly TourQuery[];
}

const MAINTAINER_ID = '85b413c0-db25-42e9-b4d7-ef935759b188';
const ON_CALL_RBAC_ID = 'data_providers.int_pd_aws';
const WEBHOOK_RBAC_ID = 'data_providers.int_webhook_aws';
const OTHER_TEAM_RBAC_ID = 'data_providers.int_slack_azure';

const YOU: TourSection = {
  title: 'You',
  queries: [
    {
      title: 'Who am I?',
      look: 'Your roles in teams, your groups, and whether you are an administrator, whom no permission limits.',
      operationName: 'WhoAmI',
      query: `query WhoAmI {
  viewer {
    id name isAdministrator
    memberships {
      role
      team { id name root }
    }
    groups { id name builtIn }
  }
  account {
    id name plan
    permissionSets accessModel
  }
}`,
    },
  ],
};

const SEEN_AND_UNSEEN: TourSection = {
  title: 'Seen and unseen',
  queries: [
    {
      title: 'What I may put into an alert',
      look: 'The picker of the alerting UI holds all and only what you may USE; the built-in Email is there for everybody.',
      operationName: 'Picker',
      query: `query Picker($first: Int = 20, $search: String) {
  usableIntegrations(first: $first, search: $search) {
    edges {
      node {
        id name type costsCredits
        viewerRights {
          canRead canUse canUpdate
          canDelete canManagePermissions
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
      variables: { first: 20 },
    },
    {
      title: 'What I see in the management list',
      look: 'This list follows READ: what you may only look at is here and not in the picker, and the other way round.',
      operationName: 'ManagementList',
      query: `query ManagementList($first: Int = 20) {
  integrations(first: $first) {
    edges {
      node {
        id rbacId name type
        teams { name }
        createdBy { name }
        viewerRights {
          canRead canUse canUpdate
          canDelete canManagePermissions
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
    },
    {
      title: 'USE alone shows a few fields',
      look: 'Who may USE but not READ gets name and type; settings, which needs READ, is null with a FORBIDDEN beside it.',
      operationName: 'UseOnly',
      query: `query UseOnly($id: ID!) {
  integration(id: $id) {
    id rbacId name type system costsCredits
    viewerRights {
      canRead canUse canUpdate
      canDelete canManagePermissions
    }
    settings
  }
}`,
      variables: { id: 'int_email' },
    },
    {
      title: 'An integration I cannot see',
      look: 'The integration of another team answers null, exactly like the id that never existed: nothing tells them apart.',
      operationName: 'Invisible',
      query: `query Invisible($hidden: ID!, $unknown: ID!) {
  hidden: integration(id: $hidden) { id }
  unknown: integration(id: $unknown) { id }
}`,
      variables: { hidden: 'int_slack_azure', unknown: 'int_never_existed' },
    },
  ],
};

const WHY: TourSection = {
  title: 'Why, and why not',
  queries: [
    {
      title: 'My effective rights, explained',
      look: 'Six decisions with every layer, the evidence it rests on and, where denied, the smallest change that would allow.',
      operationName: 'EffectiveRights',
      query: `query EffectiveRights($rbacId: String!, $userId: ID) {
  effectiveRights(rbacId: $rbacId, userId: $userId) {
    rbacId
    user { id name }
    revision
    decisions {
      action allowed decidedBy reason
      explanation remedies
      layers {
        layer verdict explanation
        evidence { kind subjectId label }
      }
    }
  }
}`,
      variables: { rbacId: WEBHOOK_RBAC_ID },
    },
    {
      title: 'Many questions at once',
      look: 'The answers come in the order of the questions; the one about an integration you cannot see is null.',
      operationName: 'CheckRights',
      query: `query CheckRights($checks: [RightsCheckInput!]!) {
  checkRights(checks: $checks) {
    action allowed
    decidedBy reason explanation
  }
}`,
      variables: {
        checks: [
          { rbacId: ON_CALL_RBAC_ID, action: 'UPDATE' },
          { rbacId: ON_CALL_RBAC_ID, action: 'DELETE' },
          { rbacId: WEBHOOK_RBAC_ID, action: 'READ' },
          { rbacId: WEBHOOK_RBAC_ID, action: 'UPDATE' },
          { rbacId: OTHER_TEAM_RBAC_ID, action: 'READ' },
          { rbacId: 'data_providers.*', action: 'CREATE' },
        ],
      },
    },
    {
      title: 'A change that is refused',
      look: 'A Viewer sees the integration and may not rename it: FORBIDDEN names the layer and the reason.',
      operationName: 'RefusedUpdate',
      query: `mutation RefusedUpdate($input: UpdateIntegrationInput!) {
  updateIntegration(input: $input) {
    integration { id name version }
    userErrors { code message field }
    revision
  }
}`,
      variables: { input: { id: 'int_webhook_aws', name: 'AWS Cost Webhook, renamed' } },
    },
  ],
};

const PERMISSIONS: TourSection = {
  title: 'Permissions',
  queries: [
    {
      title: 'The permission sets',
      look: 'Six named sets of actions, the same in every account; UPDATE implies READ and USE wherever it is granted.',
      operationName: 'PermissionSets',
      query: `query PermissionSets {
  permissionSets {
    id name description
    actions impliedActions
  }
}`,
    },
    {
      title: 'Who holds what on an integration',
      look: 'Each permission joins a user or group with a set; it takes MANAGE_PERMISSIONS to see them, and Maya is refused.',
      operationName: 'PermissionsOf',
      query: `query PermissionsOf($rbacId: String!) {
  permissions(rbacId: $rbacId) {
    edges {
      node {
        id
        principal { __typename id name }
        permissionSet { id name }
        source
        grantedBy { id name }
        grantedAt reason
      }
    }
    revision
  }
}`,
      variables: { rbacId: ON_CALL_RBAC_ID },
    },
    {
      title: 'Who can change it?',
      look: 'Everybody who may UPDATE it, with the reason of each; for those who may MANAGE_PERMISSIONS there.',
      operationName: 'WhoCan',
      query: `query WhoCan($rbacId: String!, $action: Action!) {
  whoCan(rbacId: $rbacId, action: $action) {
    edges {
      node {
        user { id name }
        decision { decidedBy reason explanation }
      }
    }
  }
}`,
      variables: { rbacId: WEBHOOK_RBAC_ID, action: 'UPDATE' },
    },
  ],
};

const ADMINISTRATION: TourSection = {
  title: 'As an administrator',
  forAdministrators: true,
  queries: [
    {
      title: 'Grant a permission',
      look: 'Makes Maya a Maintainer of the webhook; afterwards the refused change succeeds, from her next request on.',
      operationName: 'Grant',
      query: `mutation Grant($input: ChangePermissionsInput!) {
  changePermissions(input: $input) {
    changes {
      outcome
      permission {
        id rbacId
        principal { __typename id name }
        permissionSet { name }
      }
    }
    warnings { code message }
    userErrors { code message field }
    removedPermissionIds
    revision
  }
}`,
      variables: {
        input: {
          rbacId: WEBHOOK_RBAC_ID,
          add: [{ principal: { type: 'USER', id: 'usr_maya' }, permissionSetId: MAINTAINER_ID }],
          reason: 'Tour of the explorer',
        },
      },
    },
    {
      title: 'Revoke it again',
      look: 'Put the id that the grant answered into the variables; an id that does not exist answers ABSENT and touches nothing.',
      operationName: 'Revoke',
      query: `mutation Revoke($input: ChangePermissionsInput!) {
  changePermissions(input: $input) {
    changes { outcome permission { id } }
    warnings { code message }
    userErrors { code message field }
    revision
  }
}`,
      variables: { input: { rbacId: WEBHOOK_RBAC_ID, remove: ['id_that_the_grant_answered'] } },
    },
    {
      title: 'What was changed, and by whom',
      look: 'One event for each record changed, newest first, with its state before and after.',
      operationName: 'AuditTrail',
      query: `query AuditTrail($first: Int = 20, $rbacId: String) {
  auditEvents(first: $first, rbacId: $rbacId) {
    edges {
      node {
        at actorName kind
        rbacId reason revision
        before after
      }
    }
  }
}`,
    },
  ],
};

/** The tour: prepared queries that walk through the rules, on the ids of the demo account Northwind. */
export const TOUR: readonly TourSection[] = [YOU, SEEN_AND_UNSEEN, WHY, PERMISSIONS, ADMINISTRATION];
