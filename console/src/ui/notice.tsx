import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import './notice.css';

const ICONS = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert } as const;

interface NoticeProps {
  tone: keyof typeof ICONS;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons. */
  actions?: ReactNode;
  /** Read out at once, as what just went wrong is. @default false */
  isAlert?: boolean;
}

/** Something to know, in a box of its own. */
export function Notice({ tone, title, children, actions, isAlert = false }: NoticeProps): ReactElement {
  const Icon = ICONS[tone];
  return (
    <div className={`notice notice-${tone}`} {...(isAlert && { role: 'alert' })}>
      <Icon className="icon" aria-hidden />
      <div className="notice-text">
        {title !== undefined && <p className="notice-title">{title}</p>}
        {children}
        {actions !== undefined && <div className="notice-actions">{actions}</div>}
      </div>
    </div>
  );
}
