import { CircleHelp, Plug } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { NavLink } from 'react-router';

interface Destination {
  readonly to: string;
  readonly name: string;
  readonly icon: LucideIcon;
}

const DESTINATIONS: readonly Destination[] = [
  { to: '/integrations', name: 'Integrations', icon: Plug },
  { to: '/why', name: 'Why?', icon: CircleHelp },
];

/** The pages that one may go to. */
export function Navigation(): ReactElement {
  return (
    <nav aria-label="Pages">
      <ul className="navigation">
        {DESTINATIONS.map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <NavLink to={to} className="navigation-link">
              <Icon className="icon" aria-hidden />
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
