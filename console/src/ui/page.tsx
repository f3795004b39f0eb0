import type { ReactElement, ReactNode } from 'react';
import { useTitle } from './use-title.js';
import './page.css';

interface PageProps {
  title: string;
  /** One line below the title. */
  lead?: ReactNode;
  /** Above the title: the way back. */
  above?: ReactNode;
  icon?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every page: its title, what it is for, what can be done, and its content. */
export function Page({ title, lead, above, icon, actions, children }: PageProps): ReactElement {
  useTitle(title);
  return (
    <div className="page">
      <header className="page-header">
        {above !== undefined && <div className="page-above">{above}</div>}
        <div className="page-heading">
          {icon}
          <div className="page-title">
            <h1 tabIndex={-1}>{title}</h1>
            {lead !== undefined && <div className="page-lead">{lead}</div>}
          </div>
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
