import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CostModel } from '../../src/graphql/document/cost/cost-model.js';
import { schemaText } from '../../src/graphql/print-schema.js';
import { buildGuardedSchema } from '../../src/graphql/schema.js';
import type { IntegrationChangeDependencies } from '../../src/integrations/create-integration.js';

describe('schema.graphql', () => {
  it('is what the code makes of it', () => {
    const committed = readFileSync(join(import.meta.dirname, '../../schema.graphql'), 'utf8');
    expect(schemaText(buildGuardedSchema({} as IntegrationChangeDependencies))).toBe(committed);
  });

  it('tells of every list how long it may be, so that what a request costs is known [O2]', () => {
    expect(() => new CostModel(buildGuardedSchema({} as IntegrationChangeDependencies))).not.toThrow();
  });
});
