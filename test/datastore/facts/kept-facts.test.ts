import { expect, it } from '@jest/globals';
import type { IntegrationRecord } from '../../../src/datastore/contract/records.js';
import { KeptFacts } from '../../../src/datastore/facts/kept-facts.js';

const ACME = { id: 'acme', revision: 1, stamp: 's' };

it('keeps what was asked for last, within the number of bytes', () => {
  const kept = new KeptFacts({ maxBytes: 8_000 });
  for (const viewer of ['a', 'b', 'c']) kept.of(ACME, viewer).keepIntegrations(tenIdsOf(viewer), []);
  expect(['a', 'b', 'c'].map((viewer) => kept.of(ACME, viewer).integration(`${viewer}_0`))).toEqual([
    undefined,
    null,
    null,
  ]);
});

it('keeps nothing of a viewer who alone has more, and goes on without', () => {
  const kept = new KeptFacts({ maxBytes: 2_500 });
  const facts = kept.of(ACME, 'a');
  facts.keepIntegrations(tenIdsOf('a'), []);
  expect(facts.integration('a_0')).toBeNull();
  expect(kept.of(ACME, 'a').integration('a_0')).toBeUndefined();
});

it('counts what others keep beside it', () => {
  const kept = new KeptFacts({ maxBytes: 8_000 });
  for (const viewer of ['a', 'b']) kept.of(ACME, viewer).keepIntegrations(tenIdsOf(viewer), []);
  kept.of(ACME, 'b').makeRoomFor(3_000);
  expect(['a', 'b'].map((viewer) => kept.of(ACME, viewer).integration(`${viewer}_0`))).toEqual([
    undefined,
    null,
  ]);
});

it('O15: takes no account, revision, stamp or user for another, whatever is in their ids', () => {
  const kept = new KeptFacts();
  const state = { id: 'a', revision: 1, stamp: 's' };
  kept.of(state, '1","b').keepUser(null);
  const others = [
    kept.of({ ...state, revision: 2 }, '1","b'),
    kept.of({ ...state, stamp: 't' }, '1","b'),
    kept.of(state, 'b'),
    kept.of({ ...state, id: 'a",1,"1' }, 'b'),
    kept.of({ ...state, stamp: 's","1' }, 'b'),
  ];
  expect(others.map(({ user }) => user)).toEqual(others.map(() => undefined));
});

it('O7: keeps no text that could be no id, and counts the bytes of what it keeps', () => {
  const facts = new KeptFacts().of(ACME, 'a');
  const before = facts.bytes;
  const long = 'x'.repeat(1_900_000);
  facts.keepIntegrations([long, 'x'.repeat(65), ''], []);
  facts.keepPermissions(new Map([[long, []]]));
  expect([facts.integration(long), facts.permissions(long), facts.bytes]).toEqual([
    undefined,
    undefined,
    before,
  ]);
  facts.keepIntegrations([], []);
  facts.keepIntegrations(['int_a'], [{ ...ROW, name: 'n'.repeat(1_000_000) }]);
  expect(facts.bytes - before).toBeGreaterThan(2_000_000);
  const after = facts.bytes;
  facts.keepIntegrations(['int_a'], [ROW]);
  expect(facts.bytes).toBe(after);
});

const ROW: IntegrationRecord = {
  id: 'int_a',
  name: 'A',
  type: 'SLACK',
  system: false,
  teamIds: [],
  createdById: null,
  createdAt: 0,
  updatedAt: 0,
  version: 1,
  permissionsRevision: 0,
};

function tenIdsOf(viewer: string): string[] {
  return Array.from({ length: 10 }, (_, index) => `${viewer}_${index}`);
}
