import type { ReactElement, ReactNode } from 'react';
import './badge.css';

export type Tone = 'neutral' | 'good' | 'bad' | 'warn' | 'accent';

/** A word or two about what stands beside it. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }): ReactElement {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
