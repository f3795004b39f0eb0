import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { refusalOf } from '../../support/error-answers.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { ADA, startInputWorld, stateOf } from './world.js';

const TEXTS = [
  ' blanks around ',
  'line\nfeed\r\n\ttab',
  '\u0001\u0002 escapes of a sort key \u0001\u0001',
  'e\u0301 is not \u00e9',
  '\ufeffmark\u200bzero width\u202eright to left',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u{10ffff}',
  '"quotes" \\ $ne.a|b~1 {{x}} %00 \\u0000',
  '__proto__',
  '\uffff\ufdd0 noncharacters',
] as const;

const SETTINGS: readonly object[] = [
  {},
  { text: TEXTS, nested: { a: [1, -1, 0.1, 1e21, 1e-7, true, false, null, [], {}] } },
  { '': '', $set: { 'a.b': 1 }, '\u{1f600}': ' ', constructor: { prototype: 1 }.prototype, toString: 'x' },
];

const answer = z.object({
  updateIntegration: z.object({
    integration: z.object({
      name: z.string(),
      settings: z.unknown(),
      version: z.int(),
      secrets: z.array(z.object({ name: z.string() })),
    }),
    userErrors: z.array(z.unknown()).length(0),
    revision: z.int(),
  }),
});

const UPDATE =
  'updateIntegration(input: INPUT) { integration { name settings version secrets { name } } userErrors { code } revision }';

function defineTests(engine: Engine): void {
  describe(`what is given on ${engine}`, () => {
    let gateway: TestGateway;

    beforeAll(async () => {
      gateway = await startInputWorld(engine);
    });
    afterAll(() => gateway.stop());

    const update = async (
      query: string,
      variables?: object,
    ): Promise<z.infer<typeof answer>['updateIntegration']> =>
      answer.parse((await gateway.ask(ADA, query, variables)).data).updateIntegration;
    const save = (input: object): ReturnType<typeof update> =>
      update(`mutation ($input: UpdateIntegrationInput!) { ${UPDATE.replace('INPUT', '$input')} }`, {
        input: { id: 'int_pay', ...input },
      });
    const saveLiteral = (input: string): ReturnType<typeof update> =>
      update(`mutation { ${UPDATE.replace('INPUT', `{ id: "int_pay", ${input} }`)} }`);

    it.each(TEXTS)('is kept as the name %j', async (name) => {
      expect((await save({ name })).integration.name).toBe(name);
      const { data } = await gateway.ask(ADA, '{ integration(id: "int_pay") { name } }');
      expect(data).toEqual({ integration: { name } });
    });

    it.each(SETTINGS)('is kept as settings: %j', async (settings) => {
      expect((await save({ settings })).integration.settings).toEqual(settings);
      const { data } = await gateway.ask(ADA, '{ integration(id: "int_pay") { settings } }');
      expect(data).toEqual({ integration: { settings } });
    });

    it('is the same in the document as in variables', async () => {
      const inVariables = await save({ settings: { a: [1, { b: null }], c: 'x' } });
      const inDocument = await saveLiteral('settings: { a: [1, { b: null }], c: "x" }');
      expect(inDocument).toEqual(inVariables);
    });

    it('changes nothing when it is there already, and bumps nothing', async () => {
      await save({ name: 'Same', settings: { same: { a: [1] } } });
      const before = await stateOf(gateway);
      await save({ name: 'Same', settings: { same: { a: [1] } } });
      await saveLiteral('name: "Same", settings: { same: { a: [1] } }');
      await save({ name: null, settings: null, secrets: null, teamIds: null, expectedVersion: null });
      await save({ secrets: {} });
      await save({ secrets: { never: null } });
      expect(await stateOf(gateway)).toEqual(before);
    });

    it('holds a name that JavaScript keeps for itself', async () => {
      const { integration } = await saveLiteral(
        'settings: { __proto__: { a: 1 } }, secrets: { __proto__: "hush" }',
      );
      expect(JSON.stringify(integration.settings)).toBe('{"__proto__":{"a":1}}');
      expect(integration.secrets).toContainEqual({ name: '__proto__' });
    });

    it('must be a number that can be kept', async () => {
      const huge = `mutation { ${UPDATE.replace('INPUT', '{ id: "int_pay", settings: { n: 1e999 } }')} }`;
      expect(refusalOf(await gateway.ask(ADA, huge))).toBe('BAD_USER_INPUT');
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
