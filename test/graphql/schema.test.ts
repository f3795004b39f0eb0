import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { schemaText } from '../../src/graphql/print-schema.js';
import { buildGuardedSchema } from '../../src/graphql/schema.js';
import type { IntegrationChangeDependencies } from '../../src/integrations/create-integration.js';

describe('schema.graphql', () => {
  it('is what the code makes of it', () => {
    const committed = readFileSync(join(import.meta.dirname, '../../schema.graphql'), 'utf8');
    expect(schemaText(buildGuardedSchema({} as IntegrationChangeDependencies))).toBe(committed);
  });
});
