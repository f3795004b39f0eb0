import { Client, fetchExchange } from '@urql/core';
import type { OperationResult } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import type { Cache, KeyingConfig } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { introspectionFromSchema, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { CachingClient, Connected, SavePayload, Told } from './caching-client.js';
import { plainDocument } from './documents.js';

/** urql with graphcache, which knows the schema. */
export function graphcacheClient({ url, token }: Connected, schema: GraphQLSchema): CachingClient {
  const client = new Client({
    url: `${url}/graphql`,
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
    exchanges: [
      cacheExchange({
        schema: introspectionFromSchema(schema),
        keys: keysOf(schema),
        resolvers: { Query: { usableIntegrations: relayPagination(), permissions: relayPagination() } },
        updates: {
          Mutation: {
            changePermissions: (data, _args, cache) => {
              const { changePermissions } = data as unknown as SavePayload;
              dropPermissions(cache, changePermissions?.removedPermissionIds ?? []);
            },
          },
        },
      }),
      fetchExchange,
    ],
  });
  return {
    ask: async (name, variables) =>
      told(await client.query(plainDocument(name), variables, { requestPolicy: 'network-only' }).toPromise()),
    shown: (name, variables) => client.readQuery(plainDocument(name), variables)?.data as unknown,
    save: async (input) => told(await client.mutation(plainDocument('Save'), { input }).toPromise()),
  };
}

/** Takes the edges of permissions that are gone out of every page. */
function dropPermissions(cache: Cache, removedIds: readonly string[]): void {
  const removed = new Set(removedIds.map((id) => cache.keyOfEntity({ __typename: 'Permission', id })));
  const isKept = (edge: string) => !removed.has(cache.resolve(edge, 'node') as string);
  for (const { fieldName, fieldKey } of cache.inspectFields('Query')) {
    const connection = fieldName === 'permissions' ? cache.resolve('Query', fieldKey) : undefined;
    if (typeof connection !== 'string') continue;
    const edges = (cache.resolve(connection, 'edges') ?? []) as string[];
    cache.link(connection, 'edges', edges.filter(isKept));
  }
}

/** Objects without an id are kept as a part of the one that they belong to. */
function keysOf(schema: GraphQLSchema): KeyingConfig {
  const withoutId = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !Object.hasOwn(type.getFields(), 'id'));
  return Object.fromEntries(withoutId.map(({ name }) => [name, () => null]));
}

function told({ data, error }: Pick<OperationResult, 'data' | 'error'>): Told {
  return { data, codes: (error?.graphQLErrors ?? []).map(({ extensions }) => extensions.code) };
}
