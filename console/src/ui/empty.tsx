import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import './empty.css';

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** Where something could stand and nothing does: why, and what would change that. */
export function Empty({ icon: Icon, title, children, actions }: EmptyProps): ReactElement {
  return (
    <div className="empty">
      <Icon className="empty-icon" aria-hidden />
      <h2>{title}</h2>
      {children !== undefined && <div className="empty-text">{children}</div>}
      {actions !== undefined && <div className="empty-actions">{actions}</div>}
    </div>
  );
}
