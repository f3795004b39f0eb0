import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { SearchX } from 'lucide-react';
import { lazy, Suspense, useLayoutEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { usePages } from '../../data/use-pages.js';
import { IntegrationsDocument } from '../../documents/generated.js';
import type { IntegrationRowFragment, IntegrationType } from '../../documents/generated.js';
import { Button } from '../../ui/button.js';
import { Empty } from '../../ui/empty.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Trouble } from '../../ui/trouble.js';
import { IntegrationRow } from './integration-row.js';
import { NothingVisible } from './nothing-visible.js';

const DeleteDialog = lazy(async () => ({ default: (await import('./delete-dialog.js')).DeleteDialog }));

const ROW_PIXELS = 64;
/** Rows beside those in sight that are drawn already. */
const OVERSCAN = 10;

interface IntegrationListProps {
  search: string;
  type: IntegrationType | null;
  onClear: () => void;
}

/** The rows in sight of a list of any length; it reads on by itself as one scrolls. */
export function IntegrationList({ search, type, onClear }: IntegrationListProps): ReactElement {
  const [shown, setShown] = useState<readonly [number, number]>([0, 0]);
  const [deleted, setDeleted] = useState<IntegrationRowFragment | null>(null);
  const pages = usePages({
    document: IntegrationsDocument,
    variables: { search: search === '' ? null : search, type },
    pageOf: ({ integrations }) => ({
      rows: integrations?.edges.map(({ node }) => node) ?? [],
      ...(integrations?.pageInfo ?? { hasNextPage: false, endCursor: null }),
    }),
    shown,
  });
  const list = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    setOffset(list.current?.offsetTop ?? 0);
  }, [pages.isFirstLoading]);

  const count = pages.count + (pages.hasMore ? 1 : 0);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => ROW_PIXELS,
    overscan: OVERSCAN,
    scrollMargin: offset,
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      const [first = 0, last = 0] = [rows[0], rows.at(-1)];
      if (first !== shown[0] || last !== shown[1])
        queueMicrotask(() => {
          setShown([first, last]);
        });
      return rows;
    },
  });

  if (pages.error !== null && count === 0) return <Trouble error={pages.error} onRetry={pages.retry} />;
  if (pages.isFirstLoading) return <Loading />;
  if (count === 0)
    return search === '' && type === null ? <NothingVisible /> : <NothingFound onClear={onClear} />;

  return (
    <>
      <div
        className="card list"
        role="table"
        aria-label="Integrations"
        aria-rowcount={pages.hasMore ? -1 : count + 1}
      >
        <div role="rowgroup" className="list-head">
          <div role="row" aria-rowindex={1} className="list-row">
            <div role="columnheader">Integration</div>
            <div role="columnheader">Teams</div>
            <div role="columnheader">You may</div>
            <div role="columnheader" className="visually-hidden">
              Actions
            </div>
          </div>
        </div>
        <div role="rowgroup" ref={list} className="list-body" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const row = pages.rowAt(index);
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                role="row"
                aria-rowindex={index + 2}
                className="list-row"
                style={{ transform: `translateY(${start - offset}px)` }}
              >
                {row === undefined ? (
                  <RowOnItsWay />
                ) : (
                  <IntegrationRow integration={row} onDelete={setDeleted} />
                )}
              </div>
            );
          })}
        </div>
      </div>
      {pages.error !== null && <Trouble error={pages.error} onRetry={pages.retry} />}
      {deleted !== null && (
        <Suspense>
          <DeleteDialog
            integration={deleted}
            onClose={() => {
              setDeleted(null);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function RowOnItsWay(): ReactElement {
  return (
    <div role="cell" className="row-loading">
      <span className="visually-hidden">Loading…</span>
      <span className="skeleton-dot" aria-hidden />
      <span className="skeleton-bar" aria-hidden />
    </div>
  );
}

function Loading(): ReactElement {
  return (
    <div className="card">
      <Skeleton label="Loading the integrations…" rows={8} />
    </div>
  );
}

function NothingFound({ onClear }: { onClear: () => void }): ReactElement {
  return (
    <div className="card">
      <Empty
        icon={SearchX}
        title="No integration matches"
        actions={<Button onPress={onClear}>Clear search and filter</Button>}
      >
        <p>Among those that you may see, none has such a name and type.</p>
      </Empty>
    </div>
  );
}
