import type { PipelineStage } from 'mongoose';
import type { PageRequest } from '../contract/datastore.js';
import { batchFor, commandOptions, rowLimit } from './reading.js';
import type { KeyedRow, Reading } from './reading.js';

export interface ListPagesQuery {
  /** The collection of the rows. */
  readonly from: string;
  /** The field of the rows that says in which list, or lists, they stand; an index holds it and the sort key. */
  readonly field: string;
  /** Each page lists the rows that stand in at least one of these. */
  readonly lists: readonly (readonly string[])[];
  readonly fields: Readonly<Record<string, 0 | 1>>;
  readonly request: PageRequest;
  /** Of the sort keys. @default 'RISING' */
  readonly order?: 'RISING' | 'FALLING';
  /** What else the rows must pass, before they are counted. */
  readonly filter?: readonly LookupStage[];
}

export type LookupStage = NonNullable<PipelineStage.Lookup['$lookup']['pipeline']>[number];

/**
 * The same page of several lists in one command, in the order asked. It starts from the account's row, which is
 * always there and single, spreads the lists over it and looks up the rows of each: unlike `$unionWith`, that works
 * in a transaction too. Each lookup is a range of the index, read in order and only as far as the page goes.
 */
export async function listPages<R extends KeyedRow>(
  reading: Reading,
  query: ListPagesQuery,
): Promise<readonly (readonly R[])[]> {
  if (query.lists.length === 0) return [];
  const pages = await reading.collections.accounts
    .aggregate<{ rows: R[] }>(listPagesPipeline(reading.accountId, query))
    .option({ ...commandOptions(reading), batchSize: batchFor(query.lists.length) });
  return pages.map(({ rows }) => rows);
}

export function listPagesPipeline(accountId: string, query: ListPagesQuery): PipelineStage[] {
  const { from, field, lists, fields, request, order = 'RISING' } = query;
  const isRising = order === 'RISING';
  const { after } = request;
  const start: LookupStage[] =
    after === undefined ? [] : [{ $match: { sortKey: isRising ? { $gt: after } : { $lt: after } } }];
  const pipeline: LookupStage[] = [
    ...start,
    { $sort: { sortKey: isRising ? 1 : -1 } },
    ...(query.filter ?? []),
    { $limit: rowLimit(request) },
    { $project: fields },
  ];
  return [
    { $match: { _id: accountId } },
    { $project: { _id: 0, list: { $literal: lists.map((keys) => ({ keys })) } } },
    { $unwind: '$list' },
    { $lookup: { from, localField: 'list.keys', foreignField: field, pipeline, as: 'rows' } },
    { $project: { rows: 1 } },
  ];
}
