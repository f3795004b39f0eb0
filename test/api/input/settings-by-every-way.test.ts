import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { effort } from '../../assurance/effort.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { exportFrom } from '../../transfer/transfers.js';
import { ACME, ADA } from './world.js';

const keys = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'then', 'a', '_', 'toJSON');
const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
  fc.constantFrom(2 ** 53, -(2 ** 53), 1e21, 1e300, 5e-324),
);
const { settings } = fc.letrec<{ settings: Record<string, unknown>; value: unknown }>((tie) => ({
  settings: fc
    .array(fc.tuple(keys, tie('value')), { maxLength: 4 })
    .map((pairs) => Object.fromEntries(pairs)),
  value: fc.oneof(
    { depthSize: 'small' },
    numbers.map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.string({ unit: 'binary-ascii', maxLength: 4 }),
    fc.constantFrom(null, true, false, '$gt', 'a.b'),
    tie('settings'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));

const stored = z.object({ integration: z.object({ settings: z.unknown() }) });

/** As it is written in a document: the keys are names. */
function literalOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literalOf).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}: ${literalOf(inner)}`)
    .join(' ')}}`;
}

function defineTests(engine: 'sqlite' | 'mongodb'): void {
  describe(`settings on ${engine}`, () => {
    let gateway: TestGateway;

    beforeAll(async () => {
      gateway = await startTestGateway({ engine, accounts: [ACME] });
    });
    afterAll(() => gateway.stop());

    const shown = async (): Promise<string> => {
      const { data } = await gateway.ask(ADA, '{ integration(id: "int_pay") { settings } }');
      return JSON.stringify(stored.parse(data).integration.settings);
    };
    /** What is shown and exported after the settings were given in this way; `refused` when they were. */
    const after = async (give: () => Promise<boolean>): Promise<string> => {
      await gateway.ask(
        ADA,
        'mutation { updateIntegration(input: { id: "int_pay", settings: {} }) { revision } }',
      );
      if (!(await give())) return 'refused';
      const text = await shown();
      expect(await exportFrom(gateway.datastore, 'acme')).toContain(`"settings":${text}`);
      return text;
    };

    it('come back as they were given, or are refused, the same by every way in [O10]', async () => {
      await fc.assert(
        fc.asyncProperty(settings, async (given) => {
          const update = 'updateIntegration(input: { id: "int_pay", settings: GIVEN }) { revision }';
          const asVariable = await after(async () => {
            const query = `mutation ($given: JSONObject) { ${update.replace('GIVEN', '$given')} }`;
            return (await gateway.ask(ADA, query, { given })).errors === undefined;
          });
          const asLiteral = await after(async () => {
            const query = `mutation { ${update.split('GIVEN').join(literalOf(given))} }`;
            return (await gateway.ask(ADA, query)).errors === undefined;
          });
          const inFile = await after(() => {
            const integrations = ACME.integrations?.map((row) =>
              row.id === 'int_pay' ? { ...row, settings: given } : row,
            );
            return gateway
              .importAccount({ ...ACME, ...(integrations && { integrations }) }, { replace: true })
              .then(
                () => true,
                () => false,
              );
          });
          expect([asLiteral, inFile]).toEqual([asVariable, asVariable]);
          if (asVariable !== 'refused') expect(asVariable).toBe(JSON.stringify(given));
        }),
        effort(8),
      );
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
