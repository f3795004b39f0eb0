import { expect, it } from '@jest/globals';
import { KeptFacts } from '../../../src/datastore/facts/kept-facts.js';

const ACME = { id: 'acme', revision: 1, stamp: 's' };

it('keeps what was asked for last, within the number of rows', () => {
  const kept = new KeptFacts({ maxRows: 30 });
  for (const viewer of ['a', 'b', 'c']) kept.of(ACME, viewer).keepIntegrations(tenIdsOf(viewer), []);
  expect(['a', 'b', 'c'].map((viewer) => kept.of(ACME, viewer).integration(`${viewer}_0`))).toEqual([
    undefined,
    null,
    null,
  ]);
});

it('keeps nothing of a viewer who alone has more, and goes on without', () => {
  const kept = new KeptFacts({ maxRows: 5 });
  const facts = kept.of(ACME, 'a');
  facts.keepIntegrations(tenIdsOf('a'), []);
  expect(facts.integration('a_0')).toBeNull();
  expect(kept.of(ACME, 'a').integration('a_0')).toBeUndefined();
});

it('counts what others keep beside it', () => {
  const kept = new KeptFacts({ maxRows: 30 });
  for (const viewer of ['a', 'b']) kept.of(ACME, viewer).keepIntegrations(tenIdsOf(viewer), []);
  kept.of(ACME, 'b').makeRoomFor(10);
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

function tenIdsOf(viewer: string): string[] {
  return Array.from({ length: 10 }, (_, index) => `${viewer}_${index}`);
}
