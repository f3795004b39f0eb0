/** What the clients ask, in the form of Relay: the others do without the directive that names a connection. */
export const RELAY_DOCUMENTS = {
  Picker: `query PickerQuery($first: Int!, $after: String) {
    usableIntegrations(first: $first, after: $after) @connection(key: "Picker_usableIntegrations", filters: []) {
      edges { node { id name type viewerRights { canRead canUpdate } } }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  Permissions: `query PermissionsQuery($rbacId: String!, $first: Int!, $after: String) {
    permissions(rbacId: $rbacId, first: $first, after: $after)
      @connection(key: "Permissions_permissions", filters: ["rbacId"]) {
      edges { node { id source principal { type id name } permissionSet { id name } } }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  Save: `mutation SaveMutation($input: ChangePermissionsInput!) {
    changePermissions(input: $input) {
      changes { outcome permission { id } }
      removedPermissionIds
      userErrors { code message }
      integration { id name }
      revision
    }
  }`,
  Refusal: `query RefusalQuery($id: ID!, $rbacId: String!) {
    integration(id: $id) { id name settings viewerRights { canUse canManagePermissions } }
    permissions(rbacId: $rbacId) { revision }
  }`,
  Evidence: `query EvidenceQuery($checks: [RightsCheckInput!]!) {
    checkRights(checks: $checks) {
      action allowed reason
      layers { layer verdict explanation evidence { kind subjectId label } }
    }
  }`,
  Rights: `query RightsQuery($rbacId: String!, $userId: ID!) {
    effectiveRights(rbacId: $rbacId, userId: $userId) {
      rbacId
      user { id name }
      decisions { action allowed layers { layer evidence { kind subjectId label } } }
    }
  }`,
} as const;

export type DocumentName = keyof typeof RELAY_DOCUMENTS;

const CONNECTION = /@connection\([^)]*\)/;

/** The document as a client without a directive of its own sends it. */
export function plainDocument(name: DocumentName): string {
  return RELAY_DOCUMENTS[name].replace(CONNECTION, '');
}
