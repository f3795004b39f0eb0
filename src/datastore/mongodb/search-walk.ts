import type { PipelineStage, QueryFilter } from 'mongoose';
import { SEARCH_PORTION_ROWS, toPortion } from '../contract/search.js';
import type { SearchPortion } from '../contract/search.js';
import { compareByCodePoint } from '../contract/sort-keys.js';
import { COLLECTION_NAMES } from './collections.js';
import type { DirectoryDocument, IntegrationDocument } from './documents.js';
import type { IndexKey } from './indexes.js';
import { batchFor, commandOptions } from './reading.js';
import type { KeyedRow, Reading } from './reading.js';

export interface SearchWalk {
  readonly collection: 'directory' | 'integrations';
  /** The rows of the list behind the start of the portion. */
  readonly filter: QueryFilter<DirectoryDocument> | QueryFilter<IntegrationDocument>;
  /** The one that holds the list in its order. */
  readonly index: IndexKey;
  readonly fields: Readonly<Record<string, 0 | 1>>;
  readonly first: number;
  /** A folded text; stands for itself. */
  readonly search: string;
}

interface WalkedRows<R> {
  readonly upTo: string;
  readonly walked: number;
  readonly rows: readonly R[];
}

/** Walks one portion of a list, in one command, and reads of the rows whose names contain the text the first ones. */
export async function walkPortion<R extends KeyedRow>(
  reading: Reading,
  walk: SearchWalk,
): Promise<SearchPortion<R>> {
  const model = reading.collections[walk.collection];
  const [found] = await model
    .aggregate<WalkedRows<R>>(searchPipeline(walk))
    .hint({ ...walk.index })
    .option({ ...commandOptions(reading), batchSize: batchFor(1) });
  if (found === undefined) return toPortion([], walk.first, undefined);
  const rows = found.rows
    .map((row) => ({ key: row.sortKey, row }))
    .sort((a, b) => compareByCodePoint(a.key, b.key));
  return toPortion(rows, walk.first, found.walked === SEARCH_PORTION_ROWS ? found.upTo : undefined);
}

/** Only ids are collected on the way, so that nothing grows with the size of the rows. */
function searchPipeline({ collection, filter, fields, first, search }: SearchWalk): PipelineStage[] {
  const isFound = { $gte: [{ $indexOfBytes: ['$foldedName', { $literal: search }] }, 0] };
  return [
    { $match: filter },
    { $sort: { sortKey: 1 } },
    { $limit: SEARCH_PORTION_ROWS },
    {
      $group: {
        _id: null,
        upTo: { $last: '$sortKey' },
        walked: { $sum: 1 },
        found: { $push: { $cond: [isFound, '$_id', '$$REMOVE'] } },
      },
    },
    { $project: { _id: 0, upTo: 1, walked: 1, found: { $slice: ['$found', first] } } },
    {
      $lookup: {
        from: COLLECTION_NAMES[collection],
        localField: 'found',
        foreignField: '_id',
        pipeline: [{ $project: fields }],
        as: 'rows',
      },
    },
    { $project: { found: 0 } },
  ];
}
