import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, Kind, parse } from 'graphql';
import { createDatastore, startTestGateway } from '../../support/gateway.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { storeAccessTokens } from '../../support/stored-access-tokens.js';
import { MUTATIONS, QUERIES, QUERY_BUDGET, READ_BUDGET_OF_MUTATIONS, WRITE_BUDGET } from './operations.js';
import type { CostedOperation } from './operations.js';
import { WatchedChanges } from './watched-changes.js';
import { accessTokensOf, accountOf, SIZES } from './world.js';
import type { Size } from './world.js';

interface World {
  readonly gateway: TestGateway;
  readonly changes: WatchedChanges;
}

interface Cost {
  readonly reads: number;
  readonly writes: number;
}

async function startWorld(engine: Engine, size: Size): Promise<World> {
  const changes = new WatchedChanges(createDatastore(engine));
  const gateway = await startTestGateway({
    engine,
    datastore: changes.datastore,
    keepsFacts: false,
    accounts: [accountOf(size)],
  });
  await storeAccessTokens(gateway.datastore, 'acme', accessTokensOf(size));
  changes.takeWrites();
  return { gateway, changes };
}

async function costOf({ gateway, changes }: World, operation: CostedOperation): Promise<Cost> {
  const before = gateway.datastore.commandCount;
  const answer = await gateway.ask(operation.as, operation.query, operation.variables);
  const commands = gateway.datastore.commandCount - before;
  expect(answer.errors).toBeUndefined();
  expect(JSON.stringify(answer.data)).not.toContain('"userErrors":[{');
  const writes = changes.takeWrites();
  return { reads: commands - writes, writes };
}

function defineTests(engine: Engine): void {
  describe(`on ${engine}, with 1, 50 and 100 rows and a user in 1 and 200 groups`, () => {
    let worlds: readonly World[];

    beforeAll(async () => {
      worlds = await Promise.all(SIZES.map((size) => startWorld(engine, size)));
    });
    afterAll(() => Promise.all(worlds.map(({ gateway }) => gateway.stop())));

    it.each(QUERIES)('$name costs $reads reads', async (operation) => {
      const { reads } = operation;
      for (const world of worlds) expect(await costOf(world, operation)).toEqual({ reads, writes: 0 });
      expect(reads).toBeLessThanOrEqual(QUERY_BUDGET);
    });

    // One after another: each finds what the one before it left.
    it.each(MUTATIONS)('$name costs $reads reads and at most eight writes', async (operation) => {
      const costs: Cost[] = [];
      for (const world of worlds) costs.push(await costOf(world, operation));
      const [writes = 0] = costs.map((cost) => cost.writes);
      expect(costs).toEqual(SIZES.map(() => ({ reads: operation.reads, writes })));
      expect(operation.reads).toBeLessThanOrEqual(READ_BUDGET_OF_MUTATIONS);
      expect(writes).toBeLessThanOrEqual(WRITE_BUDGET);
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});

describe('the table of costs', () => {
  it('has every query and mutation of the schema', () => {
    const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../../schema.graphql'), 'utf8'));
    expect(rootFields(QUERIES)).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}).sort());
    expect(rootFields(MUTATIONS)).toEqual(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort());
  });
});

function rootFields(operations: readonly CostedOperation[]): readonly string[] {
  const fields = operations.flatMap(({ query }) =>
    parse(query).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [],
    ),
  );
  return [
    ...new Set(fields.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []))),
  ].sort();
}
