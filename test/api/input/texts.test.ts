import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorsOf, refusalOf } from '../../support/error-answers.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { TEXT_INPUTS, variablesWith } from './text-inputs.js';
import { ADA, startInputWorld, stateOf } from './world.js';

const NOT_STORABLE = [
  ['U+0000 alone', '\u0000'],
  ['U+0000 within', 'int_pay\u0000int_pay'],
  ['a high surrogate alone', '\ud83d'],
  ['a high surrogate before text', '\ud83dx'],
  ['a low surrogate', 'x\ude00'],
  ['surrogates in the wrong order', '\ude00\ud83d'],
] as const;

const MEGABYTE = 'm'.repeat(1_000_000);

function defineTests(engine: Engine): void {
  describe(`texts on ${engine}`, () => {
    let gateway: TestGateway;
    let atFirst: unknown;

    beforeAll(async () => {
      gateway = await startInputWorld(engine);
      atFirst = await stateOf(gateway);
    });
    afterAll(() => gateway.stop());

    describe.each(TEXT_INPUTS)('in $name', (input) => {
      it('are refused with U+0000 or a lone surrogate, naming the input', async () => {
        for (const [, text] of NOT_STORABLE) {
          const answer = await gateway.ask(ADA, input.query, variablesWith(input, text));
          expect([answer.status, refusalOf(answer)]).toEqual([200, 'BAD_USER_INPUT']);
          expect(errorsOf(answer)[0]?.message).toMatch(/^[a-z][\w.]*: /i);
        }
      });

      it('may be a megabyte long without harm', async () => {
        const { errors = [], status } = await gateway.ask(ADA, input.query, variablesWith(input, MEGABYTE));
        const codes = errors.map(({ extensions }) => extensions.code);
        expect(codes.filter((code) => code !== 'BAD_USER_INPUT' && code !== 'NOT_FOUND')).toEqual([]);
        expect(status).toBe(200);
      });
    });

    it('have changed nothing by all of this', async () => {
      expect(await stateOf(gateway)).toEqual(atFirst);
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});

describe('texts in the document itself', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startInputWorld('sqlite');
  });
  afterAll(() => gateway.stop());

  it('are refused with U+0000, as it is and escaped', async () => {
    expect(refusalOf(await gateway.ask(ADA, '{ integration(id: "a\\u0000") { id } }'))).toBe(
      'BAD_USER_INPUT',
    );
    expect(refusalOf(await gateway.ask(ADA, '{ users(search: "\\u{0}") { edges { cursor } } }'))).toBe(
      'BAD_USER_INPUT',
    );
  });

  it.each(['"\\uD800"', '"\\u{D800}"', '"\\uDC00\\uD800"', '"\ud800"'])(
    'are no GraphQL with %j',
    async (literal) => {
      const answer = await gateway.ask(ADA, `{ integration(id: ${literal}) { id } }`);
      expect([answer.status, refusalOf(answer)]).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
    },
  );

  it('take characters beyond the BMP, in pairs and in braces', async () => {
    for (const literal of ['"\\uD83D\\uDE00"', '"\\u{1F600}"', '"😀"', '"""😀"""']) {
      expect(await gateway.ask(ADA, `{ integration(id: ${literal}) { id } }`)).toEqual({
        status: 200,
        data: { integration: null },
      });
    }
  });
});
