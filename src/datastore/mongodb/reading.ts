import type { ClientSession, QueryFilter } from 'mongoose';
import type { Keyed, Page, PageRequest } from '../contract/datastore.js';
import type { Collections } from './collections.js';
import type { Deadline } from './time-limits.js';

/** What a read needs to know: whose state, and which. */
export interface Reading {
  readonly collections: Collections;
  readonly session: ClientSession;
  readonly accountId: string;
  readonly generation: string;
  readonly deadline: Deadline;
}

export interface CommandOptions {
  readonly session: ClientSession;
  readonly maxTimeMS: number;
}

/** What every command of a read carries. */
export function commandOptions({ session, deadline }: Pick<Reading, 'session' | 'deadline'>): CommandOptions {
  return { session, maxTimeMS: deadline.commandLimitMs };
}

/** Conditions that must all hold. They are never merged: of two on one field both count. */
export function allOf<T>(...conditions: readonly (QueryFilter<T> | undefined)[]): QueryFilter<T> {
  return { $and: conditions.filter((condition) => condition !== undefined) };
}

export interface KeyedRow {
  readonly sortKey: string;
}

/** The rows behind the start of a page, in an index that ends with the sort key. */
export function afterKey<T extends KeyedRow>({ after }: PageRequest): QueryFilter<T> | undefined {
  return after === undefined ? undefined : { sortKey: { $gt: after } };
}

/** One more row than the page holds tells whether there is a next one. */
export function rowLimit({ first }: PageRequest): number {
  return first + 1;
}

/** A first batch that holds all rows, so that no second command is needed to find the end. */
export function batchFor(rows: number): number {
  return rows + 1;
}

export function pageOf<R extends KeyedRow, T>(
  rows: readonly R[],
  { first }: PageRequest,
  toRecord: (row: R) => T,
): Page<T> {
  const keyed = rows.slice(0, first).map((row): Keyed<T> => ({ key: row.sortKey, row: toRecord(row) }));
  return { rows: keyed, hasNextPage: rows.length > first };
}
