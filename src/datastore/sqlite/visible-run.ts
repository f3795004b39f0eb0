import type { StoredIntegration } from '../contract/records.js';
import { integrationSortKey } from '../contract/sort-keys.js';
import type { Connection } from './connection.js';
import { inParts, toJson } from './values.js';

/** Where an integration stands in a list: sort key and id. One array, shared by all its lists. */
type Place = readonly [sortKey: string, integrationId: string];

export interface VisibleInsert {
  readonly listedType: string;
  readonly token: string;
  readonly places: readonly Place[];
}

/** A run of this length is written; about 100 MB at most. */
const FULL_AT = 250_000;
/** Rows of one transaction. */
const ROWS_PER_BATCH = 10_000;
/** Rows of one statement; a list can be as long as the run. */
const ROWS_PER_INSERT = 5_000;

/**
 * Collects rows of the lists while an account is imported. Each integration adds rows all over the table: written as
 * they come, every batch touches nearly all its pages; in sorted runs each page is touched once a run.
 */
export class VisibleRun {
  #rows = 0;
  readonly #byType = new Map<string, Map<string, Place[]>>();

  get isFull(): boolean {
    return this.#rows >= FULL_AT;
  }

  add(integration: StoredIntegration): void {
    const place = [integrationSortKey(integration), integration.id] as const;
    for (const token of new Set(integration.tokens)) {
      for (const listedType of ['', integration.type]) this.#list(listedType, token).push(place);
      this.#rows += 2;
    }
  }

  /** Gives the collected rows in order, in batches that are each one transaction, and starts anew. */
  *takeBatches(): Generator<readonly VisibleInsert[]> {
    let batch: VisibleInsert[] = [];
    let rows = 0;
    for (const insert of this.#takeInserts()) {
      batch.push(insert);
      rows += insert.places.length;
      if (rows < ROWS_PER_BATCH) continue;
      yield batch;
      batch = [];
      rows = 0;
    }
    if (batch.length > 0) yield batch;
  }

  *#takeInserts(): Generator<VisibleInsert> {
    this.#rows = 0;
    for (const [listedType, lists] of sorted(this.#byType)) {
      this.#byType.delete(listedType);
      for (const [token, list] of sorted(lists)) {
        const places = list.sort(([a], [b]) => (a < b ? -1 : 1));
        for (const part of inParts(places, ROWS_PER_INSERT)) yield { listedType, token, places: part };
      }
    }
  }

  #list(listedType: string, token: string): Place[] {
    let lists = this.#byType.get(listedType);
    if (lists === undefined) this.#byType.set(listedType, (lists = new Map<string, Place[]>()));
    let list = lists.get(token);
    if (list === undefined) lists.set(token, (list = []));
    return list;
  }
}

/** Nearly the table's order, which is by code point: near enough to touch few pages. */
function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

const INSERT = `
insert into visible (generation, listed_type, token, sort_key, integration_id)
select :generation, :listedType, :token, value ->> 0, value ->> 1 from json_each(:places)
`;

export function insertVisible(connection: Connection, generation: number, insert: VisibleInsert): void {
  const { listedType, token, places } = insert;
  connection.run(INSERT, { generation, listedType, token, places: toJson(places) });
}
