import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import type { ServerSettings } from '../server-settings.js';
import { StockResolver } from './resolver.js';
import { StockRows } from './rows.js';

export function buildStockSchema({ store, rights }: ServerSettings): Promise<GraphQLSchema> {
  if (store.kind !== 'SQLITE') throw new Error('The stock app reads SQLite alone');
  const resolver = new StockResolver(new StockRows(store.file), rights);
  return buildSchema({ resolvers: [StockResolver], container: { get: () => resolver } });
}
