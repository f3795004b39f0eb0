import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../support/error-answers.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { askPage, cursorOf, OTHER_PARENTS, PAGED_LISTS } from './paged-lists.js';
import type { PagedList } from './paged-lists.js';
import { ADA, GINA, startInputWorld } from './world.js';

function defineTests(engine: Engine): void {
  describe(`pages on ${engine}`, () => {
    let gateway: TestGateway;

    beforeAll(async () => {
      gateway = await startInputWorld(engine);
    });
    afterAll(() => gateway.stop());

    const codeFor = async (paged: PagedList, args: string): Promise<string> => {
      const answer = await askPage(gateway, paged, { args });
      expect(answer.status).toBe(200);
      return refusalOf(answer);
    };
    const refusesCursor = async (paged: PagedList, cursor: string): Promise<void> => {
      expect(await codeFor(paged, `after: ${JSON.stringify(cursor)}`)).toBe('BAD_USER_INPUT');
    };

    describe.each(PAGED_LISTS)('of $name', (paged) => {
      it.each(['0', '-1', '101', '2147483647', '-2147483648'])('refuses first: %s', async (first) => {
        expect(await codeFor(paged, `first: ${first}`)).toBe('BAD_USER_INPUT');
      });

      it.each(['first: 1', 'first: 100', 'first: null', 'after: null', 'first: null, after: null'])(
        'answers for %s',
        async (args) => {
          expect((await askPage(gateway, paged, { args })).errors).toBeUndefined();
        },
      );

      it('takes an empty cursor for none', async () => {
        const answers = ['first: 1', 'first: 1, after: ""'].map((args) => askPage(gateway, paged, { args }));
        const [first, empty] = await Promise.all(answers);
        expect(empty?.errors).toBeUndefined();
        expect(empty?.data).toEqual(first?.data);
      });

      it('goes on after a cursor of its own', async () => {
        const after = JSON.stringify(await cursorOf(gateway, paged));
        const { errors } = await askPage(gateway, paged, { args: `after: ${after}` });
        expect(errors).toBeUndefined();
      });

      it('refuses cursors that are damaged', async () => {
        const own = await cursorOf(gateway, paged);
        for (const damaged of damagedFrom(own)) await refusesCursor(paged, damaged);
      });

      it('refuses the cursors of every other list', async () => {
        for (const other of PAGED_LISTS.filter(({ name }) => !isSameList(name, paged.name))) {
          await refusesCursor(paged, await cursorOf(gateway, other));
        }
      });

      it('refuses the cursors of lists that hang on something else', async () => {
        for (const other of OTHER_PARENTS.filter(({ name }) => name === paged.name)) {
          await refusesCursor(paged, await cursorOf(gateway, other));
        }
      });

      it('refuses the cursors of the same list in another account', async () => {
        // Every account has it under the same id.
        const inBoth = { ...paged, query: paged.query.replaceAll('int_pay', 'int_email') };
        await refusesCursor(inBoth, await cursorOf(gateway, inBoth, GINA));
      });
    });

    it('takes no cursor that is longer than any can be [O1]', async () => {
      const messageFor = async (length: number): Promise<unknown> => {
        const answer = await gateway.ask(
          ADA,
          `{ users(after: "${'x'.repeat(length)}") { edges { cursor } } }`,
        );
        expect(refusalOf(answer)).toBe('BAD_USER_INPUT');
        return answer.errors?.[0]?.message;
      };
      expect(await messageFor(8_192)).toBe('after: must be an endCursor or cursor of this list');
      expect(await messageFor(8_193)).toBe('after: must have at most 8192 characters');
    });

    it('takes the same text for first and after as variables', async () => {
      const query =
        'query ($first: Int, $after: String) { users(first: $first, after: $after) { edges { cursor } } }';
      for (const variables of [{ first: 0 }, { first: 101 }, { after: ' ' }, { after: 'x' }]) {
        expect(refusalOf(await gateway.ask(ADA, query, variables))).toBe('BAD_USER_INPUT');
      }
      const { errors } = await gateway.ask(ADA, query, { first: null, after: null });
      expect(errors).toBeUndefined();
    });

    it.each(['1.5', '"5"', 'true', '[1]', '2147483648'])(
      'refuses first: %s in the document',
      async (first) => {
        const answer = await gateway.ask(ADA, `{ users(first: ${first}) { edges { cursor } } }`);
        expect([answer.status, refusalOf(answer)]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
      },
    );
  });
}

/** All that may come of a cursor on its way: cut, lengthened, changed, or written in another alphabet. */
function damagedFrom(cursor: string): readonly string[] {
  const flipped = (at: number): string =>
    cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
  return [
    ' ',
    'x',
    '0',
    cursor.slice(0, -1),
    cursor.slice(1),
    cursor.slice(0, 16),
    `${cursor}A`,
    `${cursor}AAAA`,
    `${cursor}=`,
    ` ${cursor}`,
    `${cursor}\n`,
    `${cursor}\u0000`,
    `${cursor}💥`,
    flipped(0),
    flipped(Math.floor(cursor.length / 2)),
    flipped(cursor.length - 2),
    cursor.toUpperCase(),
    cursor + cursor,
    'A'.repeat(90_000),
  ];
}

/** Lists that may be reached in two ways, and are the same. */
function isSameList(a: string, b: string): boolean {
  const both = [a, b];
  return a === b || both.every((name) => name === 'permissions' || name === 'Integration.permissions');
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
