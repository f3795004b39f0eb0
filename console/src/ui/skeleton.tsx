import type { ReactElement } from 'react';
import './skeleton.css';

/** Bars in place of text that is on its way. `label` is what a screen reader hears. */
export function Skeleton({ label, rows = 3 }: { label: string; rows?: number }): ReactElement {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="skeleton-row" aria-hidden>
          <span className="skeleton-dot" />
          <span className="skeleton-bar" />
          <span className="skeleton-bar skeleton-bar-short" />
        </div>
      ))}
    </div>
  );
}
