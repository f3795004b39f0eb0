import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { TOUR } from '../../src/page-documents/tour.js';
import { startTestGateway, USUAL_COST } from '../support/gateway.js';

const QUERIES = TOUR.flatMap(({ queries }) => queries);

describe("the explorer's prepared queries", () => {
  const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema.graphql'), 'utf8'));

  it.each(QUERIES.map(({ operationName, query }) => [operationName, query] as const))(
    'fit the schema: %s',
    (_operationName, query) => {
      expect(validate(schema, parse(query))).toEqual([]);
    },
  );

  it('are all answered to Maya of the demo, refusals being the tour’s own', async () => {
    const gateway = await startTestGateway({ engine: 'sqlite', demo: true, limits: USUAL_COST });
    try {
      for (const { query, variables } of QUERIES) {
        const { errors = [] } = await gateway.ask(
          { account: 'northwind', user: 'usr_maya' },
          query,
          variables,
        );
        expect(
          errors.map(({ extensions }) => extensions.code).filter((code) => code !== 'FORBIDDEN'),
        ).toEqual([]);
      }
    } finally {
      await gateway.stop();
    }
  });
});
