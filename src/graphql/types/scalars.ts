import { GraphQLScalarType } from 'graphql';
import { GraphQLDate, GraphQLDateTimeISO } from 'graphql-scalars';

/** A point in time, as ISO 8601 text in UTC. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'A point in time: ISO 8601 in UTC, for example 2026-01-31T09:30:00.000Z.',
});

/** A day, as ISO 8601 text in UTC. */
export const DateOnly = new GraphQLScalarType({
  ...GraphQLDate.toConfig(),
  name: 'Date',
  description: 'A day: ISO 8601 in UTC, for example 2026-01-31.',
});
