import { getIntrospectionQuery } from 'graphql';

const QUERY = getIntrospectionQuery();

/** What the explorer's editor asks of the schema, and what it asks when that was not answered. */
export const INTROSPECTION_DOCUMENTS: readonly string[] = [
  QUERY,
  QUERY.replace('subscriptionType { name }', ''),
];
