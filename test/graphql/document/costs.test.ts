import { describe, expect, it, jest } from '@jest/globals';
import { Kind, parse } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { CostModel } from '../../../src/graphql/document/cost/cost-model.js';
import { countCost } from '../../../src/graphql/document/cost/count-cost.js';
import { Costs } from '../../../src/graphql/document/cost/costs.js';
import { builtSchema } from '../built-schema.js';

const SCHEMA = builtSchema();
const MODEL = new CostModel(SCHEMA);

const QUERY = `query ($first: Int = 20, $search: String, $skips: Boolean = false, $inner: Int, $checks: [RightsCheckInput!]!) {
  integrations(first: $first, search: $search) { edges { node { id permissions(first: $inner) @skip(if: $skips) { edges { cursor } } } } }
  checkRights(checks: $checks) { allowed }
}`;
const CHECK = { rbacId: 'data_providers.int_1', action: 'READ' };

/** In an order in which each comes again after some that make another cost. */
const VARIABLES: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { first: 50 },
  { first: 50, skips: true, inner: 1 },
  { first: 50, skips: true, inner: 7 },
  { first: 50, skips: false, inner: 7 },
  { first: 50, skips: false, inner: 8 },
  { first: null, search: null },
  { first: 50, search: '' },
  { first: 50, search: 'other' },
  { checks: [CHECK] },
  { checks: [CHECK, CHECK] },
  { checks: CHECK },
  { first: 'many' },
  { first: {} },
];

describe('the costs of an operation [O2]', () => {
  it('are those that it would be counted at, whatever it was asked with before', () => {
    const document = parse(QUERY);
    const [operation] = document.definitions.filter(
      (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
    );
    if (operation === undefined) throw new Error('The document has no operation');
    const costs = new Costs(SCHEMA);
    const different = new Set<number>();
    for (const variables of [...VARIABLES, ...VARIABLES.toReversed(), ...VARIABLES]) {
      const counted = countCost(SCHEMA, MODEL, { document, operation, variables });
      different.add(counted.cost);
      expect(costs.of({ document, operation, variables })).toBe(counted.cost);
    }
    expect(different.size).toBeGreaterThan(6);
  });

  it('are counted once for variables that make no difference', () => {
    const document = parse(
      'query ($after: String, $first: Int) { users(first: $first, after: $after) { edges { cursor } } }',
    );
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The document has no operation');
    const costs = new Costs(SCHEMA);
    const looks = jest.spyOn(SCHEMA, 'getRootType');
    for (let page = 0; page < 5; page += 1) {
      costs.of({ document, operation, variables: { first: 10, after: `cursor ${page}` } });
    }
    expect(looks).toHaveBeenCalledTimes(1);
    costs.of({ document, operation, variables: { first: 11 } });
    expect(looks).toHaveBeenCalledTimes(2);
    looks.mockRestore();
  });
});
