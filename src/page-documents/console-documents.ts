// Generated from console/src/documents by `npm run documents`; a test fails when it is out of date.
/** What the console sends. */
export const CONSOLE_DOCUMENTS: readonly string[] = [
  `
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
    `,
  `
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
    `,
  `
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
    `,
  `
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
    `,
  `
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
    `,
  `
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
}`,
  `
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
    `,
  `
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
    `,
  `
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
    `,
  `
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
}`,
  `
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
    `,
  `
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
    `,
  `
    query PermissionSets {
  permissionSets {
    id
    name
    description
    actions
    impliedActions
  }
}
    `,
  `
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
    `,
  `
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
    `,
  `
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
}`,
];
