import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorsOf, refusalOf } from '../../support/error-answers.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { TEXT_INPUTS } from './text-inputs.js';
import { ACME, ADA, stateOf, withoutId } from './world.js';

/** Those that look for a record; one that a client gives to a new record must have the form. */
const ID_INPUTS = TEXT_INPUTS.filter(
  ({ name, query }) => query.includes('$text: ID') && !/^create\w+\.id$/.test(name),
);
/** Nobody has it, though somebody could. */
const UNKNOWN = 'nobody_at_all';
const LONGEST = '\u{1f600}'.repeat(200);
const OF_NO_FORM = ['', ' ', 'int_pay ', 'int pay', 'y'.repeat(65), '*', '$ne', 'ÄÖÜ', 'a\nb', LONGEST];

describe('an id that has not the form of one', () => {
  let gateway: TestGateway;
  let atFirst: unknown;

  beforeAll(async () => {
    // Nothing is kept, so that every read is counted.
    gateway = await startTestGateway({ engine: 'sqlite', accounts: [ACME], keepsFacts: false });
    atFirst = await stateOf(gateway);
  });
  afterAll(() => gateway.stop());

  const asked = async (query: string, text: string) => {
    const before = gateway.datastore.commandCount;
    const answer = await gateway.ask(ADA, query, { text });
    return { answer: withoutId(answer, text), commands: gateway.datastore.commandCount - before };
  };

  it.each(ID_INPUTS)('is answered in $name as one that nobody has, and not looked for', async ({ query }) => {
    const unknown = await asked(query, UNKNOWN);
    for (const text of OF_NO_FORM.filter((each) => each.trim() !== '')) {
      const { answer, commands } = await asked(query, text);
      expect(answer).toBe(unknown.answer);
      expect(commands).toBeLessThanOrEqual(unknown.commands);
    }
    const empty = await asked(query, '');
    expect(empty.commands).toBeLessThanOrEqual(unknown.commands);
  });

  it.each([
    ['integration', 'query ($text: ID!) { integration(id: $text) { id } }', 1],
    ['auditEvents', 'query ($text: ID) { auditEvents(actorId: $text) { edges { cursor } } }', 1],
  ])('costs %s the opening read alone', async (_what, query, commands) => {
    for (const text of OF_NO_FORM) expect((await asked(query, text)).commands).toBe(commands);
    expect((await asked(query, UNKNOWN)).commands).toBeGreaterThan(commands);
  });

  it.each(ID_INPUTS)('is refused in $name beyond 200 characters, naming the argument', async ({ query }) => {
    for (const text of [`${LONGEST}x`, 'x'.repeat(201), 'x'.repeat(100_000)]) {
      const answer = await gateway.ask(ADA, query, { text });
      expect(refusalOf(answer)).toBe('BAD_USER_INPUT');
      expect(errorsOf(answer)[0]?.message).toMatch(/^[a-z][\w.]*: must have at most 200 characters$/i);
    }
  });

  it('has changed nothing by all of this', async () => {
    expect(await stateOf(gateway)).toEqual(atFirst);
  });
});
