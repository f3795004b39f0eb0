import {
  commitMutation,
  ConnectionHandler,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  Network,
  RecordSource,
  Store,
} from 'relay-runtime';
import type { ConcreteRequest, GraphQLResponse, RecordSourceProxy, Variables } from 'relay-runtime';
import type { CachingClient, Connected, SavePayload, Told } from './caching-client.js';
import type { DocumentName } from './documents.js';

export type RelayArtifacts = Readonly<Record<DocumentName, ConcreteRequest>>;

/** relay-runtime on compiled documents, told that ids are unique within a type. */
export function relayClient({ url, token }: Connected, artifacts: RelayArtifacts): CachingClient {
  let codes: Told['codes'] = [];
  const network = Network.create(async ({ text, id }, variables): Promise<GraphQLResponse> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        ...(text === null ? { documentId: `sha256:${id}` } : { query: text }),
        variables,
      }),
    });
    const answer = (await response.json()) as { errors?: { extensions: { code: unknown } }[] };
    codes = (answer.errors ?? []).map(({ extensions }) => extensions.code);
    return answer as unknown as GraphQLResponse;
  });
  const environment = new Environment({
    network,
    store: new Store(new RecordSource()),
    getDataID: ({ id }: { readonly id?: string }, typeName: string) =>
      id === undefined ? undefined : dataIdOf(typeName, id),
  });
  return {
    ask: async (name, variables) => {
      const operation = createOperationDescriptor(artifacts[name], variables);
      environment.retain(operation);
      const asked = fetchQuery(environment, artifacts[name], variables as Variables);
      return { data: await asked.toPromise(), codes };
    },
    shown: (name, variables) => {
      const operation = createOperationDescriptor(artifacts[name], variables);
      return environment.lookup(operation.fragment).data;
    },
    save: (input) =>
      new Promise((resolve, reject) => {
        commitMutation(environment, {
          mutation: artifacts.Save,
          variables: { input },
          updater: (store, data) => {
            const payload = data as unknown as SavePayload | null;
            dropPermissions(
              store,
              String(input.rbacId),
              payload?.changePermissions?.removedPermissionIds ?? [],
            );
          },
          onCompleted: (data) => {
            resolve({ data, codes });
          },
          onError: reject,
        });
      }),
  };
}

function dropPermissions(store: RecordSourceProxy, rbacId: string, removedIds: readonly string[]): void {
  const connection = ConnectionHandler.getConnection(store.getRoot(), 'Permissions_permissions', { rbacId });
  for (const id of removedIds) {
    const dataId = dataIdOf('Permission', id);
    if (connection) ConnectionHandler.deleteNode(connection, dataId);
    store.delete(dataId);
  }
}

function dataIdOf(typeName: string, id: string): string {
  return `${typeName}:${id}`;
}
