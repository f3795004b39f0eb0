import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import type { TypedDocumentNode } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { isAbstractType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { CachingClient, Connected, SavePayload, Told } from './caching-client.js';
import { plainDocument } from './documents.js';
import type { DocumentName } from './documents.js';

/** Apollo Client, whose cache has to be told which types an interface has, and which lists grow page by page. */
export function apolloClient({ url, token }: Connected, schema: GraphQLSchema): CachingClient {
  const cache = new InMemoryCache({
    possibleTypes: possibleTypesOf(schema),
    typePolicies: {
      Query: {
        fields: {
          usableIntegrations: relayStylePagination(['search', 'type']),
          permissions: relayStylePagination(['rbacId', 'includeWildcard']),
        },
      },
    },
  });
  const link = new HttpLink({ uri: `${url}/graphql`, headers: { authorization: `Bearer ${token}` } });
  const client = new ApolloClient({ cache, link });
  const document = (name: DocumentName) => gql(plainDocument(name));
  return {
    ask: async (name, variables) => {
      const query = document(name);
      return told(await client.query({ query, variables, fetchPolicy: 'network-only', errorPolicy: 'all' }));
    },
    shown: (name, variables) => cache.readQuery({ query: document(name), variables }),
    save: async (input) => {
      const mutation: TypedDocumentNode<SavePayload> = document('Save');
      const saved = await client.mutate({
        mutation,
        variables: { input },
        errorPolicy: 'all',
        update: (kept, { data }) => {
          for (const id of data?.changePermissions?.removedPermissionIds ?? []) {
            kept.evict({ id: `Permission:${id}` });
          }
          kept.gc();
        },
      });
      return told(saved);
    },
  };
}

function told({ data, error }: { readonly data?: unknown; readonly error?: unknown }): Told {
  const errors = CombinedGraphQLErrors.is(error) ? error.errors : [];
  return { data, codes: errors.map(({ extensions }) => extensions?.code) };
}

function possibleTypesOf(schema: GraphQLSchema): Record<string, string[]> {
  const types = Object.values(schema.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(
    types.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );
}
